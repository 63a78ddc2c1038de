package io.jenkins.plugins.aps.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code aps deploy} as a process of its own, which can be killed and paused as processes are. */
final class DeployProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final Path output;

    private DeployProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static DeployProcess start(Engine engine, Ask ask) throws IOException {
        var folder = Files.createTempDirectory("aps-process-");
        var kubeconfig =
                Files.writeString(folder.resolve("kubeconfig"), engine.place().kubeconfig());
        var password = Files.writeString(folder.resolve("password"), "s3cret");
        var output = folder.resolve("output.txt");
        var classes = Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElseGet(() -> System.getProperty("java.class.path"));
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Duser.home=" + folder,
                        "-cp",
                        classes,
                        "io.jenkins.plugins.aps.cli.Main",
                        "deploy",
                        ask.application(),
                        "--kubeconfig",
                        kubeconfig.toString(),
                        "--platform-namespace",
                        engine.place().platform(),
                        "--repository",
                        engine.repository(),
                        "--project",
                        "holiday",
                        "--release",
                        ask.release(),
                        "--admin-user",
                        "ada",
                        "--connector",
                        "erp=" + ask.erp(),
                        "--variables",
                        "email={\"EMAIL_HOST\": \"smtp.example.org\"}",
                        "--secret",
                        "email.EMAIL_PASSWORD=@" + password,
                        "--on-failure",
                        "leave"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new DeployProcess(process, output);
    }

    /** As {@code kill -9}: nothing of it runs any more. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Nothing of it runs until {@link #resume}, and it does not notice. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        var code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill -" + name + " ended with " + code);
        }
    }

    int exitCode() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end:\n" + said());
        }
        return process.exitValue();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    String said() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try (var files = Files.walk(output.getParent())) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
