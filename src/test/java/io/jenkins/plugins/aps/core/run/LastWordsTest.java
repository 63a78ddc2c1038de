package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** It is known why a deployment fails; that more was to be said of it holds nobody up. */
class LastWordsTest {
    private static final String REASON = "it did not run within 60 seconds: Ingress/gateway";

    private final World world = new World(new FakeCluster("door-a"));

    @BeforeEach
    void impatient() {
        world.componentTimeout = Duration.ofMinutes(1);
    }

    /** Its Ingress never becomes current, and just then the cluster answers no more. */
    private DeployRun fails() {
        var run = world.deploy("op-1");
        world.pass(60);
        assertThat(run.result()).isNotDone();
        world.clusterHangs = true;
        world.pass(2);
        assertThat(run.waitingFor()).isEqualTo("the reasons to be collected");
        world.clusterHangs = false;
        assertThat(world.unanswered).isNotEmpty();
        return run;
    }

    private void endedWithItsReason(DeployRun run) {
        assertThat(World.error(run).code()).isEqualTo(ErrorCode.TIMED_OUT);
        assertThat(World.error(run)).hasMessageContaining(REASON);
        assertThat(world.failure().verdict()).isEqualTo(Verdict.FAILED);
        var recorded = world.cluster.state.records.get("holiday");
        assertThat(recorded.owner().operation()).isEmpty();
        assertThat(recorded.operations().get(0).summary().phase()).isEqualTo(Phase.DONE);
        assertThat(recorded.operations().get(0).summary().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(recorded.operations().get(0).summary().reason()).contains(REASON);
    }

    @Test
    void anOperationWhoseTimeIsUpWhileTheyAreFetchedEndsWithItsReason() {
        world.timeout = Duration.ofSeconds(70);
        var run = fails();
        world.pass(7);
        assertThat(run.result()).isNotDone();
        world.pass(2);
        endedWithItsReason(run);
    }

    @Test
    void whatNeverAnswersIsNotWaitedForUntilTheTimeIsUp() {
        var run = fails();
        world.pass(20);
        assertThat(run.result()).isNotDone();
        world.pass(12);
        endedWithItsReason(run);
        world.pass(10);
        assertThat(world.time.waiting()).as("nothing is left to be done").isZero();
    }

    @Test
    void whatIsAnsweredAfterTheEndIsNotToldAnyMore() {
        world.cluster.events.add("Scaled: too late");
        var run = fails();
        world.pass(32);
        endedWithItsReason(run);
        world.unanswered.forEach(Runnable::run);
        world.pass(1);
        assertThat(world.events).last().isInstanceOf(DeployEvent.OperationFailed.class);
        assertThat(world.told(DeployEvent.ServiceLog.class)).isEmpty();
    }

    @Test
    void whatIsAnsweredSlowlyIsTold() {
        world.cluster.events.add("Scaled: in time");
        var run = fails();
        world.pass(15);
        world.unanswered.forEach(Runnable::run);
        world.pass(1);
        endedWithItsReason(run);
        assertThat(world.told(DeployEvent.ServiceLog.class))
                .singleElement()
                .extracting(DeployEvent.ServiceLog::lines)
                .isEqualTo(List.of("event: Scaled: in time"));
    }

    @Test
    void whoStopsItMeanwhileStopsItAtOnce() {
        var run = fails();
        run.stop();
        world.pass(1);
        assertThat(run.result()).isDone();
        assertThat(world.failure().verdict()).isEqualTo(Verdict.ABORTED);
    }
}
