package io.jenkins.plugins.aps.controlplane;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
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
    private static final int TRIES = 3;

    private final Process process;
    private final String kubeconfig;

    private ControlPlane(Process process, String kubeconfig) {
        this.process = process;
        this.kubeconfig = kubeconfig;
    }

    /** Starts one; blocks for some seconds, where it is not built yet for minutes. */
    public static ControlPlane start() throws IOException, InterruptedException {
        for (var tries = 1; ; tries++) {
            try {
                return startOnce();
            } catch (IOException failure) {
                // Ports that were free a moment ago may have been taken by others.
                if (tries == TRIES) {
                    throw failure;
                }
            }
        }
    }

    private static ControlPlane startOnce() throws IOException, InterruptedException {
        var programs = ControlPlaneBuild.programs();
        var folder = Files.createTempDirectory("aps-controlplane-");
        var process = new ProcessBuilder(
                        programs.controlPlane().toString(),
                        "up",
                        "-folder",
                        folder.toString(),
                        "-kwok",
                        programs.kwok().toString(),
                        "-stages",
                        ControlPlaneBuild.SOURCES.resolve("stages").toString(),
                        "-objects",
                        ControlPlaneBuild.SOURCES.resolve("objects").toString())
                .redirectErrorStream(true)
                .start();
        var output = process.inputReader(StandardCharsets.UTF_8);
        return new ControlPlane(process, Files.readString(Path.of(ready(output))));
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

    /** A new client of an administrator; the caller closes it. */
    public KubernetesClient client() {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .build();
    }

    /** The program that started the parts and ends them. */
    ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }
}
