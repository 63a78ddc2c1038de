package io.jenkins.plugins.aps.acceptance;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What the checks meet: one Jenkins with our plugin and three users, a cluster and a repository. */
final class World implements AutoCloseable {
    /** Slow enough for a restart to come in between where an image is slow. */
    private static final Duration PACE = Duration.ofMillis(400);

    private final Distribution distribution;
    private final Path home;
    private final Path casc;
    private final EmbeddedCluster cluster;
    private final GitServer git;
    private final JenkinsProcess jenkins;
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final AtomicInteger names = new AtomicInteger();

    /** @param folder empty; the home, the log and the repository are in it and stay there to be read */
    World(Distribution distribution, Path plugin, Path folder) throws Exception {
        this.distribution = distribution;
        home = Files.createDirectories(folder.resolve("home"));
        cluster = EmbeddedCluster.start(PACE);
        git = new GitServer(folder);
        for (var name : new String[] {"PASSWORD_ADMIN", "PASSWORD_DEVOPS", "PASSWORD_DEVELOPER", "TOKEN"}) {
            secrets.put("APS_" + name, secret());
        }
        secrets.put("APS_SMTP_PASSWORD", secret());
        secrets.put("APS_GIT_PASSWORD", secret());
        var token = secret();
        secrets.put("APS_KUBECONFIG_TOKEN", token);
        // The embedded cluster accepts any token; a random one can be looked for.
        var kubeconfig = cluster.kubeconfig().replace("token: \"embedded\"", "token: \"" + token + "\"");
        if (!kubeconfig.contains(token)) {
            throw new IllegalStateException("the embedded cluster's kubeconfig has another form than expected");
        }
        secrets.put(
                "APS_KUBECONFIG_BASE64",
                Base64.getEncoder().encodeToString(kubeconfig.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        var secretsFolder = Files.createDirectories(folder.resolve("secrets"));
        for (var secret : secrets.entrySet()) {
            Files.writeString(secretsFolder.resolve(secret.getKey()), secret.getValue());
        }
        casc = Files.writeString(folder.resolve("jenkins.yaml"), Resources.text("jenkins.yaml"));
        JenkinsProcess.install(home, distribution.pluginFiles(), plugin);
        jenkins = new JenkinsProcess(
                distribution.war(),
                home,
                folder.resolve("jenkins.log"),
                Map.of(
                        "CASC_JENKINS_CONFIG", casc.toString(),
                        "SECRETS", secretsFolder.toString(),
                        "APS_CLUSTER_URL", cluster.serverUrl(),
                        "APS_GIT_URL", git.url()));
    }

    Distribution distribution() {
        return distribution;
    }

    JenkinsProcess jenkins() {
        return jenkins;
    }

    Path home() {
        return home;
    }

    /** Where what checks made can be looked at afterwards. */
    Path folder() {
        return home.getParent();
    }

    String clusterUrl() {
        return cluster.serverUrl();
    }

    String gitUrl() {
        return git.url();
    }

    /** As an administrator does it; who was logged in no longer is. */
    void restart(String why) throws Exception {
        jenkins.close();
        jenkins.mark("--- restart: " + why);
        jenkins.start();
    }

    /** As the machine does it whose power fails. */
    void killAndStart(String why) throws Exception {
        jenkins.kill();
        jenkins.mark("--- killed: " + why);
        jenkins.start();
    }

    /** A client of the cluster beside our plugin; the caller closes it. */
    KubernetesClient client() {
        return cluster.client();
    }

    String kubeconfig() {
        return cluster.kubeconfig();
    }

    /** From the next start on our configuration is what Jenkins saved. */
    void withoutOurConfigurationAsCode() throws IOException {
        Files.writeString(casc, Resources.withoutOurs(Files.readString(casc)));
    }

    /** Values that may be in no file, page or log: each is random, so that finding one means that it leaked. */
    Map<String, String> secrets() {
        return Map.copyOf(secrets);
    }

    JenkinsHttp as(String user) {
        return new JenkinsHttp(jenkins.url(), user, password(user));
    }

    String password(String user) {
        return secrets.get("APS_PASSWORD_" + user.toUpperCase(java.util.Locale.ROOT));
    }

    /** A name that no other check uses. */
    String name(String word) {
        return word + "-" + names.incrementAndGet();
    }

    /** Makes a sandboxed pipeline job, as the administrator; its path. */
    String job(String parent, String name, String script) throws Exception {
        as("admin")
                .postXml(parent + "createItem?name=" + name, Resources.job(script))
                .expect(200);
        return parent + "job/" + name + "/";
    }

    /** Makes a job of a pipeline file whose application is named as the job is, and starts it. */
    Build run(String user, String pipeline, String name) throws Exception {
        return Build.start(as(user), job("", name, Resources.pipeline(pipeline, name)), "");
    }

    static String secret() {
        return "s3cr3t" + UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public void close() throws IOException {
        try (cluster;
                var repository = git) {
            jenkins.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("The test's servers did not end well", e);
        }
    }
}
