package io.jenkins.plugins.aps.engine;

import io.jenkins.plugins.aps.controlplane.ControlPlane;
import io.jenkins.plugins.aps.controlplane.Prefix;
import io.jenkins.plugins.aps.controlplane.WithControlPlane;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The REST API over a real control plane, under a service account with the rights of docs/rbac.yaml and rbac-force.yaml. */
@WithControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlPlaneRestIT implements RestScenarios {
    private Engine engine;
    private RestDoor door;

    @BeforeAll
    void open(ControlPlane plane, Prefix prefix, @TempDir Path folder) throws Exception {
        engine = new Engine(PlanePlace.withForce(plane, prefix), folder);
        door = new RestDoor(engine.open("rest", RestScenarios.catalogs()));
    }

    @AfterAll
    void close() throws Exception {
        door.close();
        engine.close();
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public RestDoor door() {
        return door;
    }
}
