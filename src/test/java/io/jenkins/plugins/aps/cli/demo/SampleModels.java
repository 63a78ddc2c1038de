package io.jenkins.plugins.aps.cli.demo;

import java.nio.file.Path;
import java.time.Clock;

/** The demo's repository, for tests elsewhere. */
public final class SampleModels {
    private SampleModels() {}

    /** Makes the folder and its releases {@code holiday/1} and {@code holiday/2}. */
    public static void at(Path folder) {
        new SampleRepository(folder, Clock.systemUTC()).create();
    }
}
