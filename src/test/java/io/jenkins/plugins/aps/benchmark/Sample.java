package io.jenkins.plugins.aps.benchmark;

import io.jenkins.plugins.aps.core.catalog.Catalogs;
import io.jenkins.plugins.aps.core.descriptor.DescriptorFactory;
import io.jenkins.plugins.aps.core.descriptor.ProjectReader;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.ConnectorSecret;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.plan.Plan;
import io.jenkins.plugins.aps.core.plan.PlanRequest;
import io.jenkins.plugins.aps.core.plan.Planner;
import io.jenkins.plugins.aps.core.source.GitReleaseSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** The project that is deployed over and over, in a Git repository of this machine, and the requests for it. */
final class Sample {
    static final String GATEWAY = "https://gateway.example.org";
    private static final String PROJECT = "benchmark";
    private static final List<String> CONNECTORS = List.of("one", "two", "three");
    private static final SecretValue PASSWORD = new SecretValue("not-a-password-of-anything");

    private final Path folder;
    /** Of everything that a pod asks for; more than any node has: it stays pending. */
    private final String cpu;

    private Sample(Path folder, String cpu) {
        this.folder = folder;
        this.cpu = cpu;
    }

    /** Makes the repository in an empty folder. */
    static Sample in(Path folder) {
        try (var git = Git.init()
                .setDirectory(folder.resolve("models").toFile())
                .setInitialBranch("main")
                .call()) {
            copy(folder, PROJECT + ".json");
            for (var connector : CONNECTORS) {
                copy(folder, "connectors/" + connector + ".json");
            }
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("Release 1")
                    .setAuthor("Mo", "mo@example.org")
                    .setCommitter("Mo", "mo@example.org")
                    .setSign(false)
                    .call();
            git.tag()
                    .setName(PROJECT + "/1")
                    .setAnnotated(true)
                    .setMessage("Release 1")
                    .setSigned(false)
                    .call();
        } catch (GitAPIException e) {
            throw new IllegalStateException("no repository can be made in " + folder, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Sample(folder, "");
    }

    /** The same, of pods that no node has room for. */
    Sample withoutRoom() {
        return new Sample(folder, "100000");
    }

    private static void copy(Path folder, String file) throws IOException {
        var target = folder.resolve("models").resolve(PROJECT).resolve(file);
        Files.createDirectories(target.getParent());
        Files.write(target, resource("project/" + file));
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = Sample.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the benchmark lacks " + name);
            }
            return in.readAllBytes();
        }
    }

    Catalogs catalogs() {
        try {
            var read = Catalogs.read("catalog.yaml", new String(resource("catalog.yaml"), StandardCharsets.UTF_8));
            return Catalogs.of(cpu.isEmpty() ? read : thirsty(read));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Catalog thirsty(Catalog catalog) {
        var services = catalog.services().stream()
                .map(s -> new Catalog.Service(
                        s.name(),
                        s.component(),
                        s.wave(),
                        s.image(),
                        s.port(),
                        s.paths(),
                        s.probe(),
                        s.env(),
                        s.secretEnv(),
                        s.dataPath(),
                        s.storage(),
                        s.projectFiles(),
                        s.user(),
                        cpu,
                        s.memory(),
                        s.source()))
                .toList();
        return new Catalog(
                catalog.version(),
                services,
                catalog.connectors(),
                catalog.uis(),
                catalog.connectorDefaults(),
                catalog.uiDefaults());
    }

    ApsSettings settings(String kubeconfig) {
        var cluster = new ClusterSettings(
                "default",
                "",
                "",
                () -> new ClusterCredential.Kubeconfig(new SecretValue(kubeconfig), "", true),
                "aps-platform",
                GATEWAY,
                "benchmark");
        return new ApsSettings(
                List.of(cluster),
                List.of(repository()),
                folder.resolve("cache"),
                "benchmark-" + UUID.randomUUID(),
                ApsSettings.DEFAULT_TAKEOVER);
    }

    private RepositorySettings repository() {
        return new RepositorySettings(
                "default",
                folder.resolve("models").toString(),
                GitCredential.Anonymous::new,
                "main",
                RepositorySettings.DEFAULT_TAG_PATTERN,
                "**",
                true);
    }

    DeployRequest request(String application) {
        return new DeployRequest(
                UUID.randomUUID().toString(),
                "benchmark",
                "",
                application,
                "",
                "",
                PROJECT,
                "1",
                "",
                new Access(new Principals(List.of("ada"), List.of()), Principals.NONE),
                CONNECTORS.stream().map(Sample::connector).toList(),
                Duration.ofMinutes(30),
                Duration.ofMinutes(30),
                false,
                FailurePolicy.LEAVE,
                IfRunning.WAIT);
    }

    private static ConnectorRequest connector(String name) {
        return new ConnectorRequest(
                name,
                "",
                "registry.example.org/benchmark/" + name + ":1",
                "",
                name.equals("one") ? Map.of("PASSWORD", new ConnectorSecret("file", PASSWORD)) : Map.of());
    }

    /** What the planner makes of a request, for those who write the same objects without us. */
    Plan plan(String application) {
        var request = request(application);
        var source = new GitReleaseSource(repository(), folder.resolve("cache"));
        var release = source.find(PROJECT, "1");
        var project = ProjectReader.read(source.files(release));
        var catalog = catalogs().get("benchmark");
        var descriptor = DescriptorFactory.create(request, release, project, catalog);
        var secrets = Map.of("one", Map.of("PASSWORD", PASSWORD));
        return Planner.plan(new PlanRequest(descriptor, 1, project, catalog, GATEWAY, secrets));
    }
}
