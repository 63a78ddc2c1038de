package io.jenkins.plugins.aps.controlplane;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A running control plane with two simulated nodes. It ends with {@link #close}, and with this process, however that
 * ends.
 */
public final class ControlPlane implements AutoCloseable {
    private static final String READY = "ready ";

    private final Process process;
    private final Path folder;
    private final String kubeconfig;

    private ControlPlane(Process process, Path folder, String kubeconfig) {
        this.process = process;
        this.folder = folder;
        this.kubeconfig = kubeconfig;
    }

    static ControlPlane start() throws IOException, InterruptedException {
        var programs = ControlPlaneBuild.programs();
        var folder = Files.createTempDirectory("aps-controlplane-");
        var process = new ProcessBuilder(
                        programs.resolve("controlplane").toString(),
                        "up",
                        "-folder",
                        folder.toString(),
                        "-kwok",
                        programs.resolve("kwok").toString(),
                        "-stages",
                        ControlPlaneBuild.SOURCES.resolve("stages").toString())
                .redirectErrorStream(true)
                .start();
        var output = process.inputReader(StandardCharsets.UTF_8);
        return new ControlPlane(process, folder, Files.readString(Path.of(ready(output))));
    }

    private static String ready(BufferedReader output) throws IOException {
        var said = new StringBuilder();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                return line.substring(READY.length());
            }
            said.append(line).append('\n');
        }
        throw new IOException("The control plane did not start: " + said);
    }

    /** An administrator's kubeconfig, in YAML, with everything in it. */
    public String kubeconfig() {
        return kubeconfig;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
