package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.event.DeployEvent;
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
        assertThat(World.error(again)).isNull();
        assertThat(world.told(DeployEvent.OperationSucceeded.class)).hasSize(1);
    }
}
