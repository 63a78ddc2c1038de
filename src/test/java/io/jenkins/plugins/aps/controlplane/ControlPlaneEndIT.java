package io.jenkins.plugins.aps.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nothing of a control plane stays behind, however it ends. */
@WithControlPlane
class ControlPlaneEndIT {
    private static final int PARTS = 5;

    @Test
    void allPartsEndWithAProcessThatCrashes() throws Exception {
        var classes = Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElseGet(() -> System.getProperty("java.class.path"));
        var host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        classes,
                        CrashingHost.class.getName())
                .redirectErrorStream(true)
                .start();
        List<String> said;
        try (var output = host.inputReader()) {
            said = output.lines().toList();
        }
        assertThat(host.waitFor()).as("it crashed: %s", said).isEqualTo(1);
        assertThat(said).hasSize(1 + PARTS).allMatch(line -> line.matches("[0-9]+"), "is a process id");
        allEnd(said.stream().map(Long::valueOf).toList());
    }

    @Test
    void allPartsEndWithTheProgramThatStartedThemThoughItIsKilled() throws Exception {
        var plane = ControlPlane.start();
        var parts = plane.process().descendants().map(ProcessHandle::pid).toList();
        assertThat(parts).hasSize(PARTS);
        plane.process().destroyForcibly();
        allEnd(parts);
        plane.close();
    }

    /** Each has ended by now, or ends soon. */
    private static void allEnd(List<Long> processes) throws Exception {
        for (var id : processes) {
            var process = ProcessHandle.of(id);
            if (process.isPresent()) {
                process.get().onExit().get(30, TimeUnit.SECONDS);
            }
        }
    }
}
