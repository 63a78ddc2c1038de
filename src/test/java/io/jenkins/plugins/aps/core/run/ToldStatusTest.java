package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How an application's status is told while it changes: as {@code docs/status.md} has it of an operation at work. */
class ToldStatusTest {
    private final World world = new World(new FakeCluster("door-a"));

    private List<Status> told() {
        return world.told(DeployEvent.StatusChanged.class).stream()
                .map(DeployEvent.StatusChanged::status)
                .toList();
    }

    private void current(OperationRun<?> run) {
        world.cluster.show("Ingress");
        world.run();
        assertThat(run.result()).isCompleted();
        world.end(run);
    }

    private void blueRuns() {
        current(world.deploy("op-0"));
        world.events.clear();
    }

    @Test
    void anApplicationIsMadeStepByStep() {
        current(world.deploy("op-1"));
        assertThat(told())
                .containsExactly(
                        Status.CREATE_APP,
                        Status.CREATE_DESCRIPTOR,
                        Status.DESCRIPTOR_CREATED,
                        Status.DEPLOY_STARTED,
                        Status.PENDING,
                        Status.RUNNING);
    }

    @Test
    void whatIsRefusedBeforeItBeganMakesNothing() {
        world.preparation = () -> {
            throw new ApsException(ErrorCode.INVALID_REQUEST, "no image");
        };
        World.error(world.deploy("op-1"));
        World.error(world.recall("op-2", OperationType.ROLLBACK, 1));
        World.error(world.recall("op-3", OperationType.REDEPLOY, 0));
        assertThat(told()).isEmpty();
    }

    @Test
    void aDryRunMakesNothing() {
        world.dryRun = true;
        assertThat(world.deploy("op-1").result()).isCompleted();
        world.dryRun = false;
        blueRuns();
        world.preparation = () -> world.prepared("green");
        world.dryRun = true;
        assertThat(world.deploy("op-3").result()).isCompleted();
        assertThat(told()).isEmpty();
    }

    @Test
    void anUpgradeUpdatesItFromTheFirstWordOn() {
        blueRuns();
        world.preparation = () -> world.prepared("green");
        current(world.deploy("op-2"));
        assertThat(told()).containsExactly(Status.UPDATE_APP, Status.RUNNING);
    }

    @Test
    void theSameDeploymentAgainUpdatesWhatRan() {
        blueRuns();
        current(world.deploy("op-2"));
        assertThat(told()).containsExactly(Status.UPDATE_APP, Status.RUNNING);
    }

    @Test
    void aRollbackAndARedeploymentUpdateWhatRan() {
        blueRuns();
        world.preparation = () -> world.prepared("green");
        current(world.deploy("op-2"));
        world.events.clear();
        current(world.recall("op-3", OperationType.ROLLBACK, 1));
        current(world.recall("op-4", OperationType.REDEPLOY, 0));
        assertThat(told()).containsExactly(Status.UPDATE_APP, Status.RUNNING, Status.UPDATE_APP, Status.RUNNING);
    }

    @Test
    void aRedeploymentOfWhatNeverRanMakesIt() {
        world.refuse("write Ingress", ErrorCode.REJECTED);
        world.end(world.deploy("op-1"));
        world.heal();
        world.events.clear();
        current(world.recall("op-2", OperationType.REDEPLOY, 0));
        assertThat(told())
                .startsWith(Status.CREATE_APP, Status.CREATE_DESCRIPTOR)
                .endsWith(Status.PENDING, Status.RUNNING)
                .doesNotContain(Status.UPDATE_APP);
    }
}
