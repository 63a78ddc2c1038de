package io.jenkins.plugins.aps.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One Jenkins on loopback in a home of its own, started from a war, ended by its own process handle. */
final class JenkinsProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(4);

    private final Path war;
    private final Path home;
    private final Path log;
    private final int port;
    private final Map<String, String> environment;
    private Process process;

    /** @param environment what JCasC reads, beside what is inherited */
    JenkinsProcess(Path war, Path home, Path log, Map<String, String> environment) throws IOException {
        this.war = war;
        this.home = home;
        this.log = log;
        this.environment = environment;
        // Kept over restarts, so that URLs in the configuration stay true.
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Copies plugins into the home, as {@code <short name>.jpi}, before the first start. */
    static void install(Path home, List<Path> plugins, Path ours) throws IOException {
        var folder = Files.createDirectories(home.resolve("plugins"));
        for (var plugin : plugins) {
            Files.copy(plugin, folder.resolve(plugin.getFileName().toString().replaceAll("\\.hpi$", ".jpi")));
        }
        var target = folder.resolve("aps-deployer.jpi");
        Files.deleteIfExists(target);
        Files.copy(ours, target);
    }

    /** Returns when the login page answers; throws with the end of the log when Jenkins ends or takes too long. */
    void start() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "-Djava.awt.headless=true",
                "-Djenkins.install.runSetupWizard=false",
                "-Dhudson.model.UpdateCenter.never=true",
                "-Dhudson.model.UsageStatistics.disabled=true",
                "-Dhudson.DNSMultiCast.disabled=true",
                // No port for agents, which would be open on every interface.
                "-Djenkins.model.Jenkins.slaveAgentPort=-1",
                "-Djenkins.model.Jenkins.slaveAgentPortEnforce=true",
                "-jar",
                war.toString(),
                "--httpListenAddress=127.0.0.1",
                "--httpPort=" + port);
        builder.environment().put("JENKINS_HOME", home.toString());
        builder.environment().put("APS_JENKINS_URL", url().toString());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = builder.start();
        var client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        var ready = HttpRequest.newBuilder(url().resolve("login"))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            Await.until("Jenkins to be ready", START, () -> {
                Check.that(process.isAlive(), "Jenkins ended at its start");
                try {
                    // 503 until everything is loaded; the login page itself needs no rights.
                    var status = client.send(ready, BodyHandlers.discarding()).statusCode();
                    return status == 200 ? Optional.of(true) : Optional.empty();
                } catch (IOException e) {
                    return Optional.empty();
                }
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; its log " + log + " ends with: " + tail(), e);
        }
    }

    String log() throws IOException {
        return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
    }

    void mark(String line) throws IOException {
        Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Ends it the way an operator would: SIGTERM, on which Jenkins saves running pipelines; by force after a minute. */
    @Override
    public void close() throws IOException {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                mark("Jenkins did not end within 60 s: ended by force");
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it without a chance to save anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private String tail() throws IOException {
        var text = log();
        return text.substring(Math.max(0, text.length() - 3_000));
    }
}
