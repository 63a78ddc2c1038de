package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import org.junit.jupiter.api.Test;

class DefectsTest {
    private final World world = new World(new FakeCluster("door-a"));

    @Test
    void anErrorInWhatBlocksEndsTheOperation() {
        world.cluster.before = what -> {
            throw new NoClassDefFoundError("gone");
        };
        assertThat(World.error(world.deploy("op-1")).code()).isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void anErrorInATurnEndsTheOperation() {
        world.cluster.before = what -> {
            if (what.equals("look")) {
                throw new ExceptionInInitializerError("broken");
            }
        };
        var error = World.error(world.deploy("op-1"));
        assertThat(error.code()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(world.failure().code()).isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void anErrorInAListenerIsNoErrorOfTheOperation() {
        world.listener = event -> {
            throw new NoClassDefFoundError("gone");
        };
        var run = world.deploy("op-1");
        world.cluster.show("Ingress");
        world.run();
        assertThat(run.result()).isCompleted();
        assertThat(world.told(DeployEvent.OperationSucceeded.class)).hasSize(1);
    }
}
