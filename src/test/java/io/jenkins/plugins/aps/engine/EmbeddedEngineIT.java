package io.jenkins.plugins.aps.engine;

import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The suite on the embedded cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(Behaviours.class)
class EmbeddedEngineIT implements EngineScenarios {
    private Engine engine;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        engine = new Engine(new EmbeddedPlace(EmbeddedCluster.start()), folder);
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
