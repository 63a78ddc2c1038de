package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.RecordedOperation;
import io.jenkins.plugins.aps.core.cluster.Doors.Life;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.model.Verdict;
import io.jenkins.plugins.aps.core.plan.ContentRef;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RollbackTest {
    private final World world = new World(new FakeCluster("door-a"));
    private final World other = new World(world.cluster.door("door-b"));

    /** Version 1 runs, and is blue. */
    private void blueRuns() {
        world.deploy("op-1");
        world.cluster.show("Ingress");
        world.run();
        assertThat(record().lastGoodVersion()).isEqualTo(1);
    }

    /** Version 2 should have been green. */
    private DeployRun greenFails() {
        world.followUp = Optional.of(FollowUp::rollback);
        world.preparation = () -> world.prepared("green");
        world.refuse("write Ingress", ErrorCode.REJECTED);
        var failed = world.deploy("op-2");
        world.heal();
        world.end(failed);
        assertThat(failed.result()).isCompletedExceptionally();
        return failed;
    }

    private void runs(String colour, String operation) {
        world.preparation = () -> world.prepared(colour);
        world.deploy(operation);
        assertThat(record().operations().get(0).summary().verdict()).isEqualTo(Verdict.SUCCEEDED);
    }

    @Test
    void aFailedUpgradeHandsTheApplicationToItsRollbackInTheSameWrite() {
        blueRuns();
        var failed = greenFails();
        assertThat(failed.followUp()).contains(FollowUp.rollback("op-2"));
        assertThat(record().owner().operation()).isEqualTo("op-2-rollback");
        assertThat(verdict("op-2")).isEqualTo(Verdict.FAILED);
        assertThat(verdict("op-2-rollback")).isNull();
    }

    @Test
    void theLastGoodVersionRunsAgainAsANewOneAndBothVersionsKeepTheirVerdicts() {
        blueRuns();
        greenFails();
        var rollback = world.rollBackAfter("op-2");
        assertThat(rollback.result()).isCompleted();
        assertThat(colour()).isEqualTo("blue");
        assertThat(record().currentVersion()).isEqualTo(3);
        assertThat(record().lastGoodVersion()).isEqualTo(3);
        assertThat(verdict("op-2")).isEqualTo(Verdict.ROLLED_BACK);
        assertThat(verdict("op-2-rollback")).isEqualTo(Verdict.SUCCEEDED);
        var started = world.told(DeployEvent.OperationStarted.class).get(2);
        assertThat(started.type()).isEqualTo(OperationType.ROLLBACK);
        assertThat(started.startedBy()).isEqualTo("op-2");
    }

    @Test
    void theLastGoodVersionBeforeIsOneThatWasDifferent() {
        blueRuns();
        runs("green", "op-2");
        world.recall("op-3", OperationType.ROLLBACK, 2);
        assertThat(record().currentVersion()).as("green again").isEqualTo(3);
        assertThat(colour()).isEqualTo("green");
        assertThat(world.recall("op-4", OperationType.ROLLBACK, 0).result()).isCompleted();
        assertThat(colour()).isEqualTo("blue");
    }

    @Test
    void theNamespaceOfARollbackIsLookedAtOnceAndOneThatIsNotOursRefusesIt() {
        blueRuns();
        runs("green", "op-2");
        world.refuse("check namespace", ErrorCode.CONFLICT);
        var refused = world.recall("op-3", OperationType.ROLLBACK, 1);
        assertThat(World.error(refused).code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(record().operationIds()).as("nothing was written").doesNotContain("op-3");
        world.heal();
        world.cluster.done.clear();
        assertThat(world.recall("op-4", OperationType.ROLLBACK, 1).result()).isCompleted();
        assertThat(world.cluster.done).containsOnlyOnce("check namespace");
    }

    @Test
    void nobodyComesBetweenAFailureAndItsRollback() {
        blueRuns();
        greenFails();
        var waiting = other.deploy("op-3");
        other.pass(5);
        assertThat(waiting.waitingFor()).contains("op-2-rollback");
        world.rollBackAfter("op-2");
        other.pass(2);
        assertThat(record().operationIds()).contains("op-3");
        assertThat(verdict("op-2-rollback")).isEqualTo(Verdict.SUCCEEDED);
    }

    @Test
    void whoTookTheApplicationIsNotRolledBack() {
        blueRuns();
        greenFails();
        other.ifRunning = IfRunning.SUPERSEDE;
        other.preparation = () -> other.prepared("red");
        other.deploy("op-3");
        var rollback = world.rollBackAfter("op-2");
        assertThat(World.error(rollback)).hasMessageContaining("operation op-3 took its place");
        assertThat(colour()).isEqualTo("red");
        assertThat(verdict("op-2")).isEqualTo(Verdict.FAILED);
        assertThat(verdict("op-2-rollback")).isEqualTo(Verdict.SUPERSEDED);
    }

    @Test
    void whoEntersAFailedOperationAgainFindsItsRollback() {
        blueRuns();
        greenFails();
        other.followUp = world.followUp;
        var again = other.deploy("op-2");
        assertThat(World.error(again).code()).isEqualTo(ErrorCode.FAILED);
        assertThat(again.followUp()).contains(FollowUp.rollback("op-2"));
        other.cluster.shown.addAll(world.cluster.shown);
        assertThat(other.rollBackAfter("op-2").result()).isCompleted();
        assertThat(colour()).isEqualTo("blue");
        assertThat(record().currentVersion()).isEqualTo(3);
    }

    @Test
    void aFailedOperationIsFoundThoughItsReleaseCanNoLongerBeRead() {
        blueRuns();
        greenFails();
        other.followUp = world.followUp;
        other.preparation = () -> {
            throw new ApsException(ErrorCode.UNREACHABLE, "the repository is away");
        };
        assertThat(other.deploy("op-2").followUp()).isPresent();
    }

    @Test
    void aRollbackThatWasKilledGoesOn() {
        blueRuns();
        greenFails();
        world.refuse("write ConfigMap", ErrorCode.UNREACHABLE);
        world.end(world.rollBackAfter("op-2"));
        assertThat(colour()).isEqualTo("green");
        world.heal();
        var again = world.rollBackAfter("op-2");
        assertThat(again.result()).isCompleted();
        assertThat(colour()).isEqualTo("blue");
        assertThat(record().currentVersion()).isEqualTo(3);
        assertThat(verdict("op-2")).isEqualTo(Verdict.ROLLED_BACK);
    }

    @Test
    void aRollbackThatHasEndedIsToldAgain() {
        blueRuns();
        greenFails();
        world.rollBackAfter("op-2");
        var again = other.rollBackAfter("op-2");
        assertThat(again.result()).isCompletedWithValueMatching(outcome -> outcome.applicationVersion() == 3);
        assertThat(record().currentVersion()).isEqualTo(3);
    }

    @Test
    void aRollbackThatFailsLeavesItsVerdictAndNoOwner() {
        blueRuns();
        greenFails();
        world.refuse("write ConfigMap", ErrorCode.REJECTED);
        var rollback = world.rollBackAfter("op-2");
        assertThat(World.error(rollback).code()).isEqualTo(ErrorCode.REJECTED);
        assertThat(record().owner().operation()).isEmpty();
        assertThat(verdict("op-2")).isEqualTo(Verdict.FAILED);
        assertThat(verdict("op-2-rollback")).isEqualTo(Verdict.FAILED);
    }

    @Test
    void aRollbackWhoseVersionIsNotRecordedAnyMoreEndsAndSaysSo() {
        blueRuns();
        greenFails();
        world.cluster.state.kept.remove("holiday1");
        var before = record();
        var rollback = world.rollBackAfter("op-2");
        assertThat(World.error(rollback)).hasMessageContaining("version 1 of application 'holiday' is not recorded");
        assertThat(record().owner().operation()).isEmpty();
        assertThat(record().namespaceUid()).isNotEmpty().isEqualTo(before.namespaceUid());
        assertThat(record().inventory()).isNotEmpty().isEqualTo(before.inventory());
    }

    @Test
    void aRollbackBringsNothingThatTookThePlaceOfAVersion() {
        blueRuns();
        greenFails();
        var blue = world.cluster.state.kept.get("holiday1");
        var evil = world.prepared("evil").kept().with(blue.content().orElseThrow());
        world.cluster.state.kept.put("holiday1", evil);
        var rollback = world.rollBackAfter("op-2");
        assertThat(World.error(rollback))
                .hasMessageContaining("what is kept of version 1 of application 'holiday' is not what was deployed")
                .hasMessageContaining("'app-holiday.v1'");
        assertThat(World.error(rollback).code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(colour()).isNotEqualTo("evil");
    }

    @Test
    void aRollbackBringsAVersionOfWhichTheRecordKeepsNoDigest() {
        blueRuns();
        forgetDigests();
        greenFails();
        assertThat(world.rollBackAfter("op-2").result()).isCompleted();
        assertThat(colour()).isEqualTo("blue");
    }

    @Test
    void aRollbackWaitsForAClusterThatIsAwayJustThen() {
        blueRuns();
        greenFails();
        world.refuse("", ErrorCode.UNREACHABLE);
        var rollback = world.rollBackAfter("op-2");
        world.pass(60);
        assertThat(rollback.result()).isNotDone();
        world.heal();
        world.pass(2);
        world.run();
        assertThat(rollback.result()).isCompleted();
        assertThat(colour()).isEqualTo("blue");
    }

    @Test
    void aRollbackWaitsForARepositoryThatIsAwayJustThen() {
        blueRuns();
        greenFails();
        world.repository = RollbackTest::away;
        var rollback = world.rollBackAfter("op-2");
        world.pass(60);
        assertThat(rollback.result()).isNotDone();
        assertThat(rollback.waitingFor()).contains("the repository is away");
        world.repository = () -> {};
        world.pass(2);
        world.run();
        assertThat(rollback.result()).isCompleted();
        assertThat(colour()).isEqualTo("blue");
    }

    @Test
    void whatAPersonAsksForFailsAtOnceWhereTheRepositoryIsAway() {
        blueRuns();
        world.repository = RollbackTest::away;
        assertThat(World.error(world.recall("op-2", OperationType.ROLLBACK, 1)).code())
                .isEqualTo(ErrorCode.UNREACHABLE);
    }

    private static void away() {
        throw new ApsException(ErrorCode.UNREACHABLE, "the repository is away");
    }

    @Test
    void anInterruptedUpgradeWhoseReleaseIsGoneIsRolledBackAndForgetsNothing() {
        blueRuns();
        world.preparation = () -> world.prepared("green");
        world.refuse("write Ingress", ErrorCode.UNREACHABLE);
        world.end(world.deploy("op-2"));
        world.heal();
        var before = record();
        world.preparation = () -> world.prepared("red");
        world.repository = () -> {
            throw new ApsException(ErrorCode.NOT_FOUND, "the release is gone");
        };
        world.followUp = Optional.of(FollowUp::rollback);
        var again = world.deploy("op-2");
        world.run();
        assertThat(World.error(again)).hasMessageContaining("the release is gone");
        assertThat(again.followUp()).contains(FollowUp.rollback("op-2"));
        assertThat(record().namespaceUid()).isNotEmpty().isEqualTo(before.namespaceUid());
        assertThat(record().inventory()).isNotEmpty().isEqualTo(before.inventory());
    }

    @Test
    void anUpgradeThatWaitsIsToldAsOne() {
        blueRuns();
        world.preparation = () -> world.prepared("green");
        world.refuse("write Ingress", ErrorCode.UNREACHABLE);
        world.deploy("op-2");
        other.deploy("op-3");
        assertThat(other.told(DeployEvent.Waiting.class)).hasSize(1);
        assertThat(other.told(DeployEvent.OperationStarted.class).get(0).type()).isEqualTo(OperationType.UPGRADE);
    }

    @Test
    void aFirstDeploymentThatFailsIsLeft() {
        var failed = greenFails();
        assertThat(failed.followUp()).isEmpty();
        assertThat(record().owner().operation()).isEmpty();
    }

    @Test
    void theVersionThatFailedIsNotGoneBackTo() {
        blueRuns();
        world.followUp = Optional.of(FollowUp::rollback);
        world.refuse("write Ingress", ErrorCode.REJECTED);
        assertThat(world.recall("op-2", OperationType.ROLLBACK, 1).followUp()).isEmpty();
        assertThat(record().owner().operation()).isEmpty();
    }

    @Test
    void whatAPersonStoppedIsLeft() {
        blueRuns();
        world.followUp = Optional.of(FollowUp::rollback);
        world.preparation = () -> world.prepared("green");
        world.refuse("write Ingress", ErrorCode.UNREACHABLE);
        var stopped = world.deploy("op-2");
        stopped.stop();
        world.pass(3);
        assertThat(stopped.followUp()).isEmpty();
        assertThat(verdict("op-2")).isEqualTo(Verdict.ABORTED);
    }

    @Test
    void whatIsToBeUndeployedWhenItFailsBelongsToThatUndeploymentAtOnce() {
        world.followUp = Optional.of(FollowUp::undeploy);
        world.refuse("write Ingress", ErrorCode.REJECTED);
        var failed = world.deploy("op-1");
        world.heal();
        assertThat(failed.followUp()).contains(FollowUp.undeploy("op-1"));
        assertThat(record().owner().operation()).isEqualTo("op-1-undeploy");
        assertThat(other.undeploy("op-1-undeploy", true).result()).isCompleted();
        assertThat(world.cluster.state.records).isEmpty();
    }

    @Test
    void aPersonGoesBackToAnyRecordedVersion() {
        blueRuns();
        runs("green", "op-2");
        runs("red", "op-3");
        assertThat(world.recall("op-4", OperationType.ROLLBACK, 1).result()).isCompleted();
        assertThat(colour()).isEqualTo("blue");
        assertThat(record().currentVersion()).isEqualTo(4);
        assertThat(record().operations().get(0).summary().type()).isEqualTo(OperationType.ROLLBACK);
    }

    @Test
    void withoutAVersionTheLastGoodOneThatWasAnotherIsMeant() {
        blueRuns();
        runs("green", "op-2");
        runs("red", "op-3");
        world.recall("op-4", OperationType.ROLLBACK, 0);
        assertThat(colour()).isEqualTo("green");
        world.recall("op-5", OperationType.ROLLBACK, 0);
        assertThat(colour()).isEqualTo("red");
    }

    @Test
    void afterAFailureTheLastGoodVersionIsMeant() {
        blueRuns();
        world.refuse("write Ingress", ErrorCode.REJECTED);
        world.preparation = () -> world.prepared("green");
        world.deploy("op-2");
        world.heal();
        world.recall("op-3", OperationType.ROLLBACK, 0);
        assertThat(colour()).isEqualTo("blue");
    }

    @Test
    void thereIsNothingBeforeTheFirstVersion() {
        blueRuns();
        var run = world.recall("op-2", OperationType.ROLLBACK, 0);
        assertThat(World.error(run).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(World.error(run)).hasMessageContaining("no good version before version 1");
        var later = world.recall("op-3", OperationType.ROLLBACK, 7);
        assertThat(World.error(later)).hasMessageContaining("version 7").hasMessageContaining("was never made");
        assertThat(record().currentVersion()).isEqualTo(1);
    }

    @Test
    void anUnknownApplicationHasNoVersions() {
        var run = world.recall("op-1", OperationType.ROLLBACK, 0);
        assertThat(World.error(run)).hasMessageContaining("there is no application 'holiday' at cluster 'default'");
        assertThat(world.cluster.state.records).isEmpty();
    }

    @Test
    void aRollbackThatWaitedGoesByTheRecordAsItIsThen() {
        blueRuns();
        runs("green", "op-2");
        other.cluster.shown.addAll(world.cluster.shown);
        other.preparation = () -> other.prepared("red");
        other.refuse("write Ingress", ErrorCode.UNREACHABLE);
        var first = other.deploy("op-3");
        var waiting = world.recall("op-4", OperationType.ROLLBACK, 0);
        world.pass(3);
        assertThat(waiting.waitingFor()).contains("op-3");
        other.heal();
        other.pass(3);
        assertThat(first.result()).isCompleted();
        world.pass(3);
        world.run();
        assertThat(waiting.result()).isCompleted();
        assertThat(colour()).isEqualTo("green");
    }

    @Test
    void aRedeploymentBringsWhatWasLastAskedForAndNotWhatARollbackBrought() {
        blueRuns();
        greenFails();
        world.rollBackAfter("op-2");
        world.followUp = Optional.empty();
        assertThat(world.recall("op-3", OperationType.REDEPLOY, 0).result()).isCompleted();
        assertThat(colour()).isEqualTo("green");
        assertThat(record().currentVersion()).isEqualTo(4);
        assertThat(record().operations().get(0).summary().type()).isEqualTo(OperationType.REDEPLOY);
    }

    @Test
    void aRedeploymentOfWhatRunsKeepsItsVersion() {
        blueRuns();
        assertThat(world.recall("op-2", OperationType.REDEPLOY, 0).result()).isCompleted();
        assertThat(record().currentVersion()).isEqualTo(1);
    }

    @Test
    void aMissingSecretIsToldBeforeAnythingIsWritten() {
        blueRuns();
        keepSecret(Optional.empty());
        var written = List.copyOf(world.cluster.done);
        var run = world.recall("op-2", OperationType.ROLLBACK, 1);
        assertThat(World.error(run).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(World.error(run).problems())
                .singleElement()
                .hasToString("connector 'email', variable PASSWORD: Secret/email-secrets in namespace 'holiday', which"
                        + " held it, is not there");
        assertThat(world.cluster.done.subList(written.size(), world.cluster.done.size()))
                .noneMatch(done -> done.startsWith("write"));
    }

    @Test
    void secretValuesComeFromTheSecretThatKeepsThemUnlessACredentialIsFound() {
        blueRuns();
        keepSecret(Optional.of("tulip"));
        world.recall("op-2", OperationType.ROLLBACK, 1);
        assertThat(revealed(0)).isEqualTo("tulip");
        world.credentials = id -> Optional.of(new SecretValue("rose of " + id));
        world.recall("op-3", OperationType.ROLLBACK, 1);
        assertThat(revealed(1)).isEqualTo("rose of smtp");
    }

    private String revealed(int recall) {
        return world.recalledValues.get(recall).get("email").get("PASSWORD").reveal();
    }

    /** As the record of an older deployer. */
    private void forgetDigests() {
        var old = record();
        var told = old.operations().stream()
                .map(o -> new RecordedOperation(o.summary(), o.applicationVersion(), o.release()))
                .toList();
        world.cluster.state.records.put(
                "holiday",
                new ApplicationRecord(
                        old.application(),
                        old.namespaceUid(),
                        old.project(),
                        old.release(),
                        old.catalog(),
                        old.currentVersion(),
                        old.lastGoodVersion(),
                        old.createdAt(),
                        old.updatedAt(),
                        old.owner(),
                        told,
                        old.inventory(),
                        old.resourceVersion()));
    }

    /** Version 1 has a connector with a secret. */
    private void keepSecret(Optional<String> value) {
        forgetDigests();
        world.connectors =
                List.of(new Descriptor.Connector("email", "email", "", Map.of(), Map.of("PASSWORD", "smtp")));
        world.cluster.state.kept.put(
                "holiday1", new Kept("blue", "{}").with(List.of(new ContentRef("Secret", "email-secrets", "email"))));
        value.ifPresent(text -> world.cluster.state.objects.put(
                new ObjectRef("v1", "Secret", "holiday", "email-secrets"),
                new SecretBuilder()
                        .withNewMetadata()
                        .withName("email-secrets")
                        .endMetadata()
                        .addToData("PASSWORD", Base64.getEncoder().encodeToString(text.getBytes()))
                        .build()));
    }

    @Test
    void contentThatNoRecordedVersionPointsToIsRemoved() {
        blueRuns();
        world.cluster.before = what -> {
            if (what.startsWith("delete")) {
                assertThat(record().operations().get(0).summary().phase()).isEqualTo(Phase.PRUNING);
            }
        };
        for (int version = 2; version <= 14; version++) {
            runs("colour-" + version, "op-" + version);
        }
        assertThat(world.cluster.state.objects).doesNotContainKeys(World.content("blue"), World.content("colour-2"));
        assertThat(world.cluster.state.objects).containsKeys(World.content("colour-5"), World.content("colour-14"));
        assertThat(record().inventory()).hasSizeLessThan(20);
        assertThat(world.told(DeployEvent.ObjectRemoved.class)).isNotEmpty();
    }

    @Test
    void contentIsLeftWhereAVersionDoesNotTellWhatItPointsTo() {
        blueRuns();
        runs("green", "op-2");
        world.cluster.state.kept.put("holiday1", new Kept("blue", "{}"));
        world.cluster.state.kept.put("holiday0", new Kept("older", "{}"));
        runs("red", "op-3");
        assertThat(world.cluster.state.objects).containsKeys(World.content("blue"), World.content("green"));
    }

    @Test
    void whoIsGoneWhileItRollsBackIsTakenOver() {
        blueRuns();
        greenFails();
        world.cluster.state.lives.put("door-a", Life.GONE);
        other.cluster.shown.addAll(world.cluster.shown);
        other.preparation = () -> other.prepared("red");
        assertThat(other.deploy("op-3").result()).isCompleted();
        assertThat(verdict("op-2-rollback")).isEqualTo(Verdict.SUPERSEDED);
    }

    private ApplicationRecord record() {
        return world.cluster.state.records.get("holiday");
    }

    private Verdict verdict(String operation) {
        return RecordEdits.operation(record(), operation)
                .orElseThrow()
                .summary()
                .verdict();
    }

    private String colour() {
        return world.cluster.state.objects.values().stream()
                .filter(ConfigMap.class::isInstance)
                .map(ConfigMap.class::cast)
                .filter(map -> map.getData() != null && map.getData().containsKey("colour"))
                .map(map -> map.getData().get("colour"))
                .findFirst()
                .orElseThrow();
    }
}
