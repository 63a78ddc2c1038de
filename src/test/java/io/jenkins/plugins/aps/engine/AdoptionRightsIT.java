package io.jenkins.plugins.aps.engine;

import io.jenkins.plugins.aps.controlplane.ControlPlane;
import io.jenkins.plugins.aps.controlplane.Prefix;
import io.jenkins.plugins.aps.controlplane.WithControlPlane;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Adoptions by an account that has the rights of docs/rbac.yaml alone, which may not look everywhere. */
@WithControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdoptionRightsIT implements AdoptionScenarios, RecordRecoveryScenarios {
    private Engine engine;

    @BeforeAll
    void open(ControlPlane plane, Prefix prefix, @TempDir Path folder) throws Exception {
        engine = new Engine(new PlanePlace(plane, prefix), folder);
    }

    @AfterAll
    void close() throws Exception {
        engine.close();
    }

    @Override
    public Engine engine() {
        return engine;
    }
}
