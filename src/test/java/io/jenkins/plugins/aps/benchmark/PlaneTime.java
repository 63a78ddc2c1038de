package io.jenkins.plugins.aps.benchmark;

import java.time.Duration;

/** The processor time that the control plane of this process has taken so far, all its parts together. */
final class PlaneTime {
    private PlaneTime() {}

    static double now() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.endsWith("/controlplane") || command.endsWith("/kwok"))
                        .isPresent())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(time -> time.toMillis() / 1000.0)
                .sum();
    }
}
