package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where operations meet: what one leaves behind, and what the next makes of it. */
class EdgesTest {
    private static final ObjectRef OLD = new ObjectRef("v1", "Service", "holiday", "old");

    private final World world = new World(new FakeCluster("door-a"));
    private final FakeCluster cluster = world.cluster;

    @BeforeEach
    void blueRuns() {
        var run = world.deploy("op-1");
        cluster.show("Ingress");
        world.run();
        world.end(run);
        cluster.show("Namespace");
        world.status = () -> World.instance(Status.RUNNING);
        assertThat(record().lastGoodVersion()).isEqualTo(1);
    }

    private ApplicationRecord record() {
        return cluster.state.records.get("holiday");
    }

    private DeployRun greenRunsBut(String refused, ErrorCode code) {
        world.followUp = Optional.of(FollowUp::rollback);
        world.preparation = () -> world.prepared("green");
        world.refuse(refused, code);
        var run = world.deploy("op-2");
        world.pass(1);
        return run;
    }

    @Test
    void anUpgradeThatRunsIsNotTakenBackForWhatCouldNotBeRemoved() {
        noLongerWanted();
        var run = greenRunsBut("delete Service", ErrorCode.REJECTED);
        assertThat(run.result()).isCompleted();
        assertThat(run.followUp()).isEmpty();
        assertThat(record().lastGoodVersion()).isEqualTo(2);
        assertThat(world.told(DeployEvent.Notice.class))
                .extracting(DeployEvent.Notice::text)
                .anySatisfy(notice -> assertThat(notice).contains("could not all be removed", "Service/old"));
        assertThat(run.result().join().changes())
                .anySatisfy(change -> assertThat(change.action()).isEqualTo(Change.Action.SKIPPED));
        world.heal();
        world.end(run);
        world.deploy("op-3");
        assertThat(cluster.state.objects).doesNotContainKey(OLD);
    }

    @Test
    void whoseTimeIsUpWhileItRemovesHasSucceededAllTheSame() {
        noLongerWanted();
        var run = greenRunsBut("delete Service", ErrorCode.UNREACHABLE);
        assertThat(run.result()).isNotDone();
        world.pass(Duration.ofMinutes(15).toSeconds());
        world.heal();
        world.pass(3);
        assertThat(run.result()).isCompleted();
        assertThat(run.followUp()).as("it is not taken back").isEmpty();
        assertThat(record().lastGoodVersion()).isEqualTo(2);
        assertThat(world.told(DeployEvent.Notice.class))
                .extracting(DeployEvent.Notice::text)
                .anySatisfy(notice -> assertThat(notice).contains("Service/old: the cluster did not answer"));
    }

    @Test
    void whoIsDisplacedBeforeItRemovesRemovesNothing() {
        noLongerWanted();
        world.preparation = () -> world.prepared("green");
        world.followUp = Optional.of(FollowUp::rollback);
        world.listener = event -> {
            if (event instanceof DeployEvent.WaveStarted wave && wave.index() == Pruning.WAVE) {
                cluster.state.records.put("holiday", record().at("another"));
            }
        };
        var run = world.deploy("op-2");
        assertThat(World.error(run).code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(run.followUp()).isEmpty();
        assertThat(world.failure().verdict()).isEqualTo(Verdict.SUPERSEDED);
        assertThat(cluster.state.objects).containsKey(OLD);
    }

    @Test
    void whyItDoesNotRunIsToldThoughTheClusterGoesAwayThen() {
        world.preparation = () -> world.prepared("green");
        world.componentTimeout = Duration.ofMinutes(1);
        cluster.shown.removeIf(object -> object.getKind().equals("Ingress"));
        var run = world.deploy("op-2");
        world.pass(58);
        world.refuse("read record", ErrorCode.UNREACHABLE);
        world.pass(4);
        assertThat(World.error(run).code()).isEqualTo(ErrorCode.TIMED_OUT);
        assertThat(World.error(run)).hasMessageContaining("it did not run within 60 seconds: Ingress/gateway");
    }

    private void noLongerWanted() {
        var old = new ServiceBuilder()
                .withNewMetadata()
                .withName(OLD.name())
                .withNamespace(OLD.namespace())
                .withUid("uid-old")
                .withResourceVersion("1")
                .endMetadata()
                .build();
        cluster.state.objects.put(OLD, old);
        var items = new ArrayList<>(record().inventory());
        items.add(new Item(OLD, "uid-old", "blue", 0, "1", 1, false));
        cluster.state.records.put(
                "holiday",
                RecordEdits.end(record(), record().namespaceUid(), Verdict.SUCCEEDED, "", items, Records.T0)
                        .at(record().resourceVersion()));
    }

    @Test
    void aRollbackThatFailedBeforeItWasRecordedHasUsedItsNumber() {
        world.end(greenRunsBut("write Ingress", ErrorCode.REJECTED));
        world.refuse("find", ErrorCode.REJECTED);
        world.repository = () -> {
            throw new ApsException(ErrorCode.NOT_FOUND, "the release is gone");
        };
        var rollback = world.rollBackAfter("op-2");
        assertThat(World.error(rollback)).hasMessageContaining("the release is gone");
        world.end(rollback);
        world.heal();
        world.repository = () -> {};
        world.deploy("op-3");
        assertThat(record().currentVersion()).isEqualTo(4);
    }

    @Test
    void whatAStuckUndeploymentRemovedIsForgottenAndTheRestIsNot() {
        ours("ConfigMap").getMetadata().setFinalizers(List.of("example.org/hold"));
        var run = world.undeploy("op-2", false);
        world.time.pass(Duration.ofMinutes(11));
        assertThat(run.result().getNow(null).verdict()).isEqualTo(Outcome.STUCK);
        assertThat(record().inventory())
                .extracting(item -> item.ref().kind())
                .contains("Namespace", "ConfigMap")
                .doesNotContain("Ingress");
    }

    @Test
    void whoUndoesAnOperationUndoesNoOtherThatCameAfterIt() {
        world.preparation = () -> world.prepared("green");
        world.end(world.deploy("op-2"));
        world.undoes = "op-1";
        assertThat(World.error(world.undeploy("op-3", true)))
                .hasMessageContaining("the last operation on it is another one");
        assertThat(World.error(world.recall("op-4", OperationType.ROLLBACK, 1)).code())
                .isEqualTo(ErrorCode.CONFLICT);
        assertThat(record().currentVersion()).isEqualTo(2);
        world.undoes = "op-2";
        assertThat(world.undeploy("op-5", true).result().getNow(null).verdict()).isEqualTo(Outcome.GONE);
    }

    @Test
    void anUndeploymentThatUndoesAnOperationWaitsForAClusterThatIsAway() {
        world.undoes = "op-1";
        world.refuse("", ErrorCode.UNREACHABLE);
        var run = world.undeploy("op-2", true);
        world.pass(60);
        assertThat(run.result()).isNotDone();
        world.heal();
        world.pass(5);
        assertThat(run.result().getNow(null).verdict()).isEqualTo(Outcome.GONE);
    }

    @Test
    void anUndeploymentThatIsRecordedAlreadyWaitsForAClusterThatIsAwayWhenItIsEnteredAgain() {
        ours("ConfigMap").getMetadata().setFinalizers(List.of("example.org/hold"));
        world.end(world.undeploy("op-2", true));
        assertThat(record().operationIds()).contains("op-2");
        world.refuse("find", ErrorCode.UNREACHABLE);
        var run = world.undeploy("op-2", true);
        world.pass(60);
        assertThat(run.result()).isNotDone();
        world.heal();
        world.time.pass(Duration.ofMinutes(9));
        assertThat(run.result().getNow(null).verdict()).isEqualTo(Outcome.GONE);
    }

    private HasMetadata ours(String kind) {
        return cluster.state.objects.values().stream()
                .filter(o -> o.getKind().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
