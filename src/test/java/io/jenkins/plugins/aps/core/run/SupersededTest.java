package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SupersededTest {
    private final World world = new World(new FakeCluster("door-a"));
    private final World other = new World(world.cluster.door("door-b"));

    @Test
    void oneThatLostItsLeaseAsksWhetherItStillOwnsTheApplicationBeforeItWrites() {
        var first = deployUntilItsLeaseIsLost();
        other.ifRunning = IfRunning.SUPERSEDE;
        other.deploy("op-b");
        other.cluster.show("Ingress");
        other.run();
        world.cluster.mayWrite = true;
        world.cluster.term++;
        world.pass(3);
        assertThat(world.cluster.done).doesNotContain("write ConfigMap");
        assertThat(first.result()).isDone();
        assertThat(world.failure().verdict()).isEqualTo(Verdict.SUPERSEDED);
    }

    @Test
    void oneThatLostItsLeaseGoesOnIfNobodyTookItsPlace() {
        var first = deployUntilItsLeaseIsLost();
        world.cluster.mayWrite = true;
        world.cluster.term++;
        world.pass(3);
        world.cluster.show("Ingress");
        world.run();
        assertThat(first.result()).isCompleted();
    }

    @Test
    void oneWhoseLeaseIsNotRenewedForItsCredentialIsRefusedEndsForThat() {
        var first = deployUntilItsLeaseIsLost();
        world.cluster.fault = Optional.of(new ApsException(ErrorCode.NOT_ALLOWED, "our credential is not accepted"));
        world.pass(3);
        assertThat(World.error(first).code()).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(World.error(first)).hasMessageContaining("our credential is not accepted");
    }

    @Test
    void whatEndedItIsToldAlsoWhereItsEndCanNotBeRecorded() {
        world.cluster.before = what -> {
            if (what.equals("write ConfigMap")) {
                world.cluster.mayWrite = false;
                throw new ApsException(ErrorCode.REJECTED, "the quota is used up");
            }
        };
        var run = world.deploy("op-a");
        world.pass(Duration.ofMinutes(16).toSeconds());
        assertThat(World.error(run).code()).isEqualTo(ErrorCode.REJECTED);
        assertThat(World.error(run))
                .hasMessageContaining("the quota is used up")
                .hasMessageContaining("its end could not be recorded")
                .hasMessageContaining("heartbeat");
        assertThat(world.failure().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    private DeployRun deployUntilItsLeaseIsLost() {
        world.listener = event -> {
            if (event instanceof DeployEvent.WaveStarted wave && wave.index() == 1) {
                world.cluster.mayWrite = false;
            }
        };
        var run = world.deploy("op-a");
        world.pass(3);
        assertThat(world.cluster.done).contains("write Namespace").doesNotContain("write ConfigMap");
        return run;
    }

    @Test
    void oneThatWaitsEndsWithinSecondsWhenItIsUndeployedByForceElsewhere() {
        var first = world.deploy("op-a");
        var undeploy = other.undeploy("op-b", true);
        other.run();
        assertThat(undeploy.result().getNow(null).verdict()).isEqualTo(Outcome.GONE);
        world.pass(6);
        assertThat(World.error(first).code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(world.failure().verdict()).isEqualTo(Verdict.SUPERSEDED);
        assertThat(world.cluster.state.records).isEmpty();
        assertThat(world.told(DeployEvent.StatusChanged.class))
                .noneMatch(told -> told.reason().contains("took its place"));
    }

    @Test
    void anUndeploymentLeavesTheRecordToWhoTookItsPlace() {
        world.end(world.deploy("op-a"));
        var taken = new AtomicBoolean();
        world.cluster.before = what -> {
            if (what.equals("find Namespace")
                    && world.cluster.done.contains("delete Namespace")
                    && taken.compareAndSet(false, true)) {
                takeItsPlace();
            }
        };
        var undeploy = world.undeploy("op-u", true);
        assertThat(undeploy.result()).isDone();
        assertThat(world.cluster.state.records.get("holiday").owner().operation())
                .isEqualTo("op-b");
        assertThat(world.failure().verdict()).isEqualTo(Verdict.SUPERSEDED);
    }

    @Test
    void anUndeploymentWhoseLastAnswerWasLostIsDone() {
        world.end(world.deploy("op-a"));
        world.cluster.after = what -> {
            if (what.equals("delete record")) {
                world.cluster.after = any -> {};
                throw new ApsException(ErrorCode.OUTCOME_UNKNOWN, "the answer was lost");
            }
        };
        var undeploy = world.undeploy("op-u", true);
        world.pass(3);
        assertThat(undeploy.result().getNow(null).verdict()).isEqualTo(Outcome.GONE);
    }

    @Test
    void oneThatIsDoneAndFindsAnotherInItsPlaceIsSuperseded() {
        var first = world.deploy("op-a");
        takeItsPlace();
        world.cluster.show("Ingress");
        world.run();
        assertThat(first.result()).isDone();
        assertThat(world.failure().verdict()).isEqualTo(Verdict.SUPERSEDED);
    }

    @Test
    void oneWhoseWriteFailsForAnotherIsInItsPlaceIsSuperseded() {
        world.listener = event -> {
            if (event instanceof DeployEvent.WaveStarted wave && wave.index() == 6) {
                takeItsPlace();
                world.refuse("write Ingress", ErrorCode.REJECTED);
            }
        };
        var first = world.deploy("op-a");
        assertThat(first.result()).isDone();
        assertThat(world.failure().verdict()).isEqualTo(Verdict.SUPERSEDED);
    }

    @Test
    void oneThatIsEnteredAgainAndWasSupersededSaysSo() {
        world.end(world.deploy("op-a"));
        takeItsPlace();
        var again = world.deploy("op-a");
        assertThat(again.result()).isDone();
        assertThat(world.failure().verdict()).isEqualTo(Verdict.SUPERSEDED);
    }

    private void takeItsPlace() {
        other.ifRunning = IfRunning.SUPERSEDE;
        other.deploy("op-b");
    }
}
