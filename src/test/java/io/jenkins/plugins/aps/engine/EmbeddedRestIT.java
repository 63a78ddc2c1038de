package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.client.api.ApplicationsApi.APIGetLogsRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The REST API over the embedded cluster, through a generated client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedRestIT implements RestScenarios {
    private Engine engine;
    private RestDoor door;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        engine = new Engine(new EmbeddedPlace(EmbeddedCluster.start()), folder);
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

    @Scenario
    void whatAServiceWroteIsRead() throws Exception {
        var application = engine.name("logs");
        begin(application);
        runs(application, 1);

        var log = door.applications
                .getLogs(APIGetLogsRequest.newBuilder()
                        .id(application)
                        .serviceName("rb")
                        .lines(5)
                        .build())
                .getEntry();

        assertThat(log.getApplicationName()).isEqualTo(application);
        assertThat(log.getContent()).isNotBlank();
    }
}
