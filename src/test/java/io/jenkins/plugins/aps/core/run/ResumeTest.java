package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.jenkins.plugins.aps.core.cluster.Doors.Life;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ResumeTest {
    private final World world = new World(new FakeCluster("door-a"));

    @Test
    void aBuildThatWaitsLeavesTheTimeToEnterAgainToTheOneThatARestartInterrupted() {
        world.end(world.deploy("op-1"));
        world.cluster.state.lives.put("door-a", Life.UNCERTAIN);
        var waiting = world.deploy("op-2");
        world.pass(5);
        assertThat(waiting.waitingFor()).contains("op-1").contains("watching for a sign of life");
        var again = world.deploy("op-1");
        world.cluster.show("Ingress");
        world.run();
        assertThat(again.result()).isCompleted();
    }

    @Test
    void whatNobodyEntersAgainIsTakenOver() {
        world.end(world.deploy("op-1"));
        world.cluster.state.lives.put("door-a", Life.UNCERTAIN);
        world.deploy("op-2");
        world.pass(5);
        world.cluster.state.lives.put("door-a", Life.GONE);
        world.pass(2);
        assertThat(world.cluster.state.records.get("holiday").owner().operation())
                .isEqualTo("op-2");
    }

    @Test
    void whatLivesInThisProcessIsWaitedFor() {
        world.deploy("op-1");
        world.cluster.state.lives.put("door-a", Life.GONE);
        var waiting = world.deploy("op-2");
        world.pass(60);
        assertThat(waiting.result()).isNotDone();
    }

    @Test
    void anInterruptedOperationGoesOnWithWhatItRecordedThoughTheLatestIsAnotherNow() {
        world.end(world.deploy("op-1"));
        world.preparation = () -> world.prepared("green");
        var again = world.deploy("op-1");
        world.cluster.show("Ingress");
        world.run();
        assertThat(again.result()).isCompleted();
        assertThat(colour()).isEqualTo("blue");
    }

    @Test
    void anInterruptedOperationWaitsForARepositoryThatIsAwayJustThen() {
        world.end(world.deploy("op-1"));
        var away = new AtomicBoolean(true);
        world.preparation = () -> {
            if (away.get()) {
                throw new ApsException(ErrorCode.UNREACHABLE, "the repository is away");
            }
            return world.prepared("blue");
        };
        var again = world.deploy("op-1");
        for (int tries = 0; tries < 30; tries++) {
            world.pass(2);
            world.run();
        }
        assertThat(again.result()).isNotDone();
        assertThat(again.waitingFor()).isEqualTo("the repository to answer: the repository is away");
        away.set(false);
        world.pass(2);
        world.run();
        world.cluster.show("Ingress");
        world.run();
        assertThat(again.result()).isCompleted();
    }

    /** Others look at the Lease of the start that the record names, and that one is gone. */
    @Test
    void anInterruptedOperationIsTheLaterStartsHoweverLongItsRepositoryIsAway() {
        world.end(world.deploy("op-1"));
        var before = world.cluster.state.records.get("holiday").owner();
        assertThat(before.incarnation()).isEqualTo("first");
        world.cluster.incarnation = "second";
        world.preparation = () -> {
            throw new ApsException(ErrorCode.UNREACHABLE, "the repository is away");
        };
        world.deploy("op-1");
        for (int seconds = 0; seconds < 8; seconds += 2) {
            world.pass(2);
            world.run();
        }

        var owner = world.cluster.state.records.get("holiday").owner();
        assertThat(owner.incarnation()).isEqualTo("second");
        assertThat(owner.operation()).isEqualTo("op-1");
        assertThat(owner.epoch()).isEqualTo(before.epoch());
    }

    @Test
    void aNewOperationThatWaitsForItsRepositoryTakesNothing() {
        world.end(world.deploy("op-1"));
        world.cluster.incarnation = "second";
        world.preparation = () -> {
            throw new ApsException(ErrorCode.UNREACHABLE, "the repository is away");
        };
        world.deploy("op-2");
        for (int seconds = 0; seconds < 8; seconds += 2) {
            world.pass(2);
            world.run();
        }

        assertThat(world.cluster.state.records.get("holiday").owner().incarnation())
                .isEqualTo("first");
    }

    @Test
    void anInterruptedOperationThatWaitsForItsRepositoryEndsInTimeAndWhenItIsStopped() {
        world.end(world.deploy("op-1"));
        world.preparation = () -> {
            throw new ApsException(ErrorCode.UNREACHABLE, "the repository is away");
        };
        var stopped = world.deploy("op-1");
        stopped.stop();
        world.run();
        assertThat(stopped.result()).isCompletedExceptionally();
        world.timeout = Duration.ofSeconds(20);
        var late = world.deploy("op-1");
        world.pass(22);
        world.run();
        assertThat(World.error(late).code()).isEqualTo(ErrorCode.TIMED_OUT);
    }

    @Test
    void oneThatWasInterruptedBeforeItsVersionWasKeptGoesOnWithTheLatest() {
        world.end(world.deploy("op-1"));
        world.cluster.state.kept.clear();
        world.preparation = () -> world.prepared("green");
        world.deploy("op-1");
        assertThat(colour()).isEqualTo("green");
    }

    @Test
    void aVersionThatCannotBeKeptIsRecordedAsFailed() {
        world.refuse("keep version", ErrorCode.CONFLICT);
        var run = world.deploy("op-1");
        assertThat(World.error(run)).hasMessage("the cluster did not answer");
        var recorded = world.cluster.state.records.get("holiday").operations().get(0);
        assertThat(recorded.summary().verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void oneThatEndsBeforeItsRecordIsReadKeepsNobodyWaiting() {
        world.end(world.deploy("op-1"));
        world.cluster.incarnation = "second";
        world.preparation = () -> {
            throw new ApsException(ErrorCode.UNREACHABLE, "the repository is away");
        };
        var again = world.deploy("op-1");
        world.pass(8);
        again.stop();
        world.run();

        assertThat(again.result()).isCompletedExceptionally();
        assertThat(world.cluster.state.letGo).containsExactly("op-1");
    }

    private String colour() {
        return world.cluster.state.objects.values().stream()
                .filter(ConfigMap.class::isInstance)
                .map(map -> ((ConfigMap) map).getData())
                .filter(data -> data != null && data.containsKey("colour"))
                .map(data -> data.get("colour"))
                .findFirst()
                .orElseThrow();
    }
}
