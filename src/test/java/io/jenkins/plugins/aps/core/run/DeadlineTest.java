package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final World world = new World(new FakeCluster("door-a"));

    @Test
    void anOperationThatIsEnteredAgainHasTheTimeThatItsDoorGivesIt() {
        world.timeout = Duration.ofSeconds(40);
        world.end(world.deploy("op-1"));
        world.time.skip(Duration.ofSeconds(20));
        world.timeout = Duration.ofSeconds(20);
        var again = world.deploy("op-1");
        world.pass(15);
        assertThat(again.result()).isNotDone();
        world.cluster.show("Ingress");
        world.run();
        assertThat(again.result()).isCompleted();
        assertThat(world.told(DeployEvent.OperationSucceeded.class)).hasSize(1);
    }

    @Test
    void aReaderThatHangsDoesNotHoldTheOperation() {
        var run = world.deployOfHungRepository("op-1");
        world.time.pass(Duration.ofMinutes(14));
        assertThat(run.result()).isNotDone();
        world.time.pass(Duration.ofMinutes(2));
        assertThat(World.error(run).code()).isEqualTo(ErrorCode.TIMED_OUT);
        assertThat(World.error(run)).hasMessageContaining("15 minutes").hasMessageContaining("the release to be read");
    }

    @Test
    void anOperationThatHasEndedLeavesNoTimerBehind() {
        var run = world.deploy("op-1");
        world.cluster.show("Ingress");
        world.run();
        assertThat(run.result()).isCompleted();
        world.pass(10);
        assertThat(world.time.waiting()).isZero();
    }
}
