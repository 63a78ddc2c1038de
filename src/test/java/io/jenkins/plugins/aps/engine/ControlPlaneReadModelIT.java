package io.jenkins.plugins.aps.engine;

import io.jenkins.plugins.aps.controlplane.ControlPlane;
import io.jenkins.plugins.aps.controlplane.Prefix;
import io.jenkins.plugins.aps.controlplane.WithControlPlane;
import io.jenkins.plugins.aps.core.api.ReadModel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The read model over a real control plane. */
@WithControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlPlaneReadModelIT implements ReadModelScenarios {
    private Engine engine;
    private ReadModel watching;

    @BeforeAll
    void open(ControlPlane plane, Prefix prefix, @TempDir Path folder) throws Exception {
        engine = new Engine(new PlanePlace(plane, prefix), folder);
        watching = engine.open("watching").readModel();
    }

    @AfterAll
    void close() throws Exception {
        engine.close();
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public ReadModel watching() {
        return watching;
    }
}
