package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final World world = new World(new FakeCluster("door-a"));

    @Test
    void aRepositoryThatCannotBeReachedFailsAtOnce() {
        world.preparation = () -> {
            throw new ApsException(ErrorCode.UNREACHABLE, "the repository does not answer");
        };
        var run = world.deploy("op-1");
        assertThat(World.error(run).code()).isEqualTo(ErrorCode.UNREACHABLE);
        assertThat(run.waitingFor()).doesNotContain("cluster");
    }

    @Test
    void aClusterThatCannotBeReachedAtAllFailsSoon() {
        world.refuse("", ErrorCode.UNREACHABLE);
        var run = world.deploy("op-1");
        world.pass(8);
        assertThat(run.waitingFor()).isEqualTo("the cluster to answer: the cluster did not answer");
        world.pass(4);
        assertThat(World.error(run).code()).isEqualTo(ErrorCode.UNREACHABLE);
    }

    @Test
    void aClusterThatSaysNothingIsToldOnceForEachTime() {
        world.end(world.deploy("op-1"));
        world.refuse("", ErrorCode.UNREACHABLE);
        world.events.clear();
        var run = world.rollBackAfter("op-1");
        world.pass(8);
        assertThat(world.events).isEmpty();
        world.pass(50);
        assertThat(run.result()).isNotDone();
        assertThat(world.told(DeployEvent.OperationStarted.class)).hasSize(1);
        assertThat(world.told(DeployEvent.Notice.class))
                .extracting(DeployEvent.Notice::text)
                .singleElement()
                .asString()
                .startsWith("cluster 'default' has not answered for 10 seconds");
        assertThat(world.told(DeployEvent.StatusChanged.class))
                .as("it knows none")
                .isEmpty();
        run.stop();
        world.pass(3);
        assertThat(run.result()).isDone();
        assertThat(world.time.waiting()).as("nothing is left to be done").isZero();
    }

    @Test
    void anUndeploymentTellsItTooAndOneThatIsAnsweredDoesNot() {
        world.undoes = "op-1";
        world.refuse("", ErrorCode.UNREACHABLE);
        world.undeploy("op-2", true);
        world.pass(11);
        assertThat(world.events).hasSize(2).last().isInstanceOf(DeployEvent.Notice.class);
        world.heal();
        world.pass(5);
        world.events.clear();
        world.deploy("op-3");
        world.pass(60);
        assertThat(world.told(DeployEvent.Notice.class)).isEmpty();
    }

    @Test
    void aClusterThatAnswersAgainSoonIsWaitedFor() {
        world.refuse("", ErrorCode.UNREACHABLE);
        var run = world.deploy("op-1");
        world.pass(5);
        world.heal();
        world.pass(2);
        assertThat(run.waitingFor()).contains("Ingress/gateway");
    }

    @Test
    void anOperationThatIsUnderWayHasAllItsTimeForAClusterThatDoesNotAnswer() {
        world.refuse("write Ingress", ErrorCode.UNREACHABLE);
        var run = world.deploy("op-1");
        world.pass(600);
        assertThat(run.result()).isNotDone();
        world.heal();
        world.pass(2);
        world.cluster.show("Ingress");
        world.run();
        assertThat(run.result()).isCompleted();
    }

    @Test
    void oneThatWaitsForAnotherHasAllItsTimeToo() {
        world.cluster.state.records.put("holiday", Records.of(new Owner("door-b", "op-0", 3), Records.running("op-0")));
        var run = world.deploy("op-1");
        world.refuse("", ErrorCode.UNREACHABLE);
        world.pass(60);
        assertThat(run.result()).isNotDone();
    }

    @Test
    void whoStopsItWhileTheClusterDoesNotAnswerHasStoppedIt() {
        world.refuse("write Ingress", ErrorCode.UNREACHABLE);
        var run = world.deploy("op-1");
        world.pass(3);
        run.stop();
        world.pass(3);
        assertThat(run.result()).isDone();
        assertThat(world.failure().verdict()).isEqualTo(Verdict.ABORTED);
        assertThat(recorded().verdict()).isEqualTo(Verdict.ABORTED);
    }

    @Test
    void whatOneShouldKnowOfAClusterIsToldByEachOperation() {
        world.cluster.warning = Optional.of("the cluster need not prove who it is");
        world.end(world.deploy("op-1"));
        assertThat(world.told(DeployEvent.Notice.class))
                .extracting(DeployEvent.Notice::text)
                .containsExactly("the cluster need not prove who it is");
        world.undeploy("op-2", false);
        assertThat(world.told(DeployEvent.Notice.class)).hasSize(2);
    }

    @Test
    void theEndIsRecordedThoughTheClusterIsAwayWhenTimeIsUp() {
        world.componentTimeout = Duration.ofMinutes(20);
        var run = world.deploy("op-1");
        world.pass(Duration.ofMinutes(15).toSeconds() - 3);
        world.refuse("", ErrorCode.UNREACHABLE);
        world.pass(8);
        assertThat(run.result()).isNotDone();
        world.heal();
        world.pass(2);
        assertThat(World.error(run).code()).isEqualTo(ErrorCode.TIMED_OUT);
        assertThat(recorded().phase()).isEqualTo(Phase.DONE);
        assertThat(recorded().verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void anEndThatCannotBeRecordedAtAllIsUnknown() {
        world.componentTimeout = Duration.ofMinutes(20);
        var run = world.deploy("op-1");
        world.pass(Duration.ofMinutes(15).toSeconds() - 3);
        world.refuse("", ErrorCode.UNREACHABLE);
        world.pass(30);
        assertThat(run.result()).isDone();
        assertThat(world.failure().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(world.cluster.state.letGo).as("others need not wait for it").containsExactly("op-1");
        world.heal();
        world.deploy("op-1");
        assertThat(world.cluster.state.letGo).as("it is entered again").isEmpty();
    }

    @Test
    void lookingAtAClusterThatCannotBeReachedAtAllFailsSoon() {
        world.status = () -> {
            throw new ApsException(ErrorCode.UNREACHABLE, "the cluster did not answer");
        };
        var run = world.await("await-1");
        world.pass(12);
        assertThat(World.error(run).code()).isEqualTo(ErrorCode.UNREACHABLE);
    }

    @Test
    void lookingEndsInTimeWithWhatItSaw() {
        world.timeout = Duration.ofSeconds(90);
        world.status = () -> World.instance(Status.PENDING);
        var run = world.await("await-1");
        world.pass(91);
        assertThat(World.error(run).code()).isEqualTo(ErrorCode.TIMED_OUT);
        assertThat(World.error(run)).hasMessage("it was still Pending after 90 seconds");
    }

    private io.jenkins.plugins.aps.core.model.OperationSummary recorded() {
        return world.cluster.state.records.get("holiday").operations().get(0).summary();
    }
}
