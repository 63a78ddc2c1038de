package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UndeployRunTest {
    private final World world = new World(new FakeCluster("door-a"));

    @Test
    void tellsThatItIsUnderWayAsSoonAsTheRecordSaysSo() {
        world.end(world.deploy("op-1"));
        world.events.clear();
        world.cluster.before = what -> {
            if (what.startsWith("delete")) {
                assertThat(world.told(DeployEvent.StatusChanged.class))
                        .extracting(DeployEvent.StatusChanged::status)
                        .containsExactly(Status.UNKNOWN);
            }
        };
        var run = world.undeploy("op-2", true);
        assertThat(run.result()).isCompleted();
        assertThat(world.told(DeployEvent.StatusChanged.class))
                .extracting(DeployEvent.StatusChanged::status)
                .containsExactly(Status.UNKNOWN, Status.NOT_DEPLOYED);
    }

    @Test
    void endsInTimeThoughTheClusterNeverAnswersAgain() {
        world.end(world.deploy("op-1"));
        world.refuse("delete", ErrorCode.UNREACHABLE);
        var run = world.undeploy("op-2", true);
        world.time.pass(Duration.ofMinutes(9));
        assertThat(run.result()).isNotDone();
        world.time.pass(Duration.ofMinutes(2));
        assertThat(run.result()).isDone();
    }
}
