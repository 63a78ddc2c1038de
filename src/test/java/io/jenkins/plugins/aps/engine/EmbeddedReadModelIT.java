package io.jenkins.plugins.aps.engine;

import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.core.api.ReadModel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The read model over the embedded cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedReadModelIT implements ReadModelScenarios {
    private Engine engine;
    private ReadModel watching;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        engine = new Engine(new EmbeddedPlace(EmbeddedCluster.start()), folder);
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
