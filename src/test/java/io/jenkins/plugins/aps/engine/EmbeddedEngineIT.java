package io.jenkins.plugins.aps.engine;

import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The suite on the embedded cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(Behaviours.class)
class EmbeddedEngineIT implements EngineScenarios {
    private EmbeddedCluster cluster;
    private Engine engine;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        cluster = EmbeddedCluster.start();
        engine = new Engine(new EmbeddedPlace(cluster), folder);
    }

    @AfterAll
    void close() throws Exception {
        engine.close();
        cluster.close();
    }

    /** Now and then the Lease goes on being renewed through a proxy that was shut; the real control plane shows it. */
    @Override
    @Disabled("the harness does not always cut the connection of the Lease; run with -Pcluster")
    public void whoLostItsLeaseWhileItCouldNotWriteEndsAsSuperseded() {}

    @Override
    public Engine engine() {
        return engine;
    }
}
