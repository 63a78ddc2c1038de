package io.jenkins.plugins.aps.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.aps.core.event.DeployEvent.Planned;
import io.jenkins.plugins.aps.core.event.DeployEvent.PlannedWave;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import io.jenkins.plugins.aps.core.model.Verdict;
import io.jenkins.plugins.aps.core.model.VersionRequest;
import io.jenkins.plugins.aps.jenkins.FakeAps;
import io.jenkins.plugins.aps.jenkins.FakeAps.Begun;
import io.jenkins.plugins.aps.jenkins.FakeJenkins;
import io.jenkins.plugins.aps.jenkins.FakeStepContext;
import io.jenkins.plugins.aps.jenkins.FakeUser;
import io.jenkins.plugins.aps.jenkins.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of an application whose build is aborted. */
class AfterAbortTest {
    private static final InterruptedException CAUSE = new InterruptedException("aborted by dora");

    private final FakeAps aps = new FakeAps();
    private final FakeJenkins jenkins = FakeJenkins.install(aps);
    private final FakeStepContext context = new FakeStepContext();
    private final ApsDeployStep step = new ApsDeployStep("holiday");

    @BeforeEach
    void somebodyStartsTheBuild() {
        jenkins.startedBy("dora").withRole("APS_DEVOPS");
        step.setTimeoutMinutes(7);
        step.setOnAbort("rollback");
    }

    @AfterEach
    void close() {
        jenkins.close();
    }

    /** Begins the deployment and aborts it; the record then says what the test gives. */
    private StepExecution abort(OperationType type, Verdict... verdicts) throws Exception {
        var execution = step.start(context);
        execution.start();
        var begun = FakeAps.next(aps.deploys);
        abort(execution, begun, begun.request.operationId(), type, verdicts);
        return execution;
    }

    private void abort(StepExecution execution, Begun<?, ?> begun, String last, OperationType type, Verdict... verdicts)
            throws Exception {
        while (!"3 of 9 objects".equals(execution.getStatus())) {
            Thread.onSpinWait();
        }
        aps.instances.add(Samples.after("holiday", type, last, verdicts));
        execution.stop(CAUSE);
        begun.result.completeExceptionally(new ApsException(ErrorCode.FAILED, "aborted"));
    }

    private String last() {
        return aps.instances.get(0).operation().id();
    }

    private void endsAborted() throws Exception {
        try {
            assertThat(context.ended.get(10, TimeUnit.SECONDS)).isNull();
        } catch (ExecutionException aborted) {
            assertThat(aborted.getCause()).isSameAs(CAUSE);
        }
    }

    @Test
    void anUpgradeGoesBackToTheLastGoodVersionAndTheBuildWaits() throws Exception {
        abort(OperationType.UPGRADE, Verdict.SUCCEEDED, Verdict.SUCCEEDED, Verdict.FAILED, Verdict.ABORTED);
        var rollback = FakeAps.next(aps.rollbacks);
        assertThat(rollback.request.version()).as("which one, the record tells").isZero();
        assertThat(rollback.request.undoes()).isEqualTo(last());
        assertThat(rollback.request.timeout()).hasMinutes(7);
        assertThat(rollback.request.by()).isEqualTo("dora");
        assertThat(rollback.request.build()).isEqualTo("holiday/deploy#7");
        assertThat(rollback.request.ifRunning()).isEqualTo(IfRunning.FAIL);
        assertThat(context.ended).isNotDone();
        assertThat(context.log()).contains("Aborted. Rolling holiday back to its last good version, as onAbort says");
        rollback.result.complete(Samples.running("holiday"));
        endsAborted();
    }

    @Test
    void theRollbackHasTheSameIdHoweverOftenItIsBegun() throws Exception {
        abort(OperationType.UPGRADE, Verdict.SUCCEEDED, Verdict.ABORTED);
        var id = FakeAps.next(aps.rollbacks).request.operationId();
        assertThat(id).hasSize(36).isNotEqualTo(aps.instances.get(0).operation().id());
    }

    @Test
    void aSecondAbortEndsAtOnceAndTheRollbackGoesOn() throws Exception {
        var execution = abort(OperationType.UPGRADE, Verdict.SUCCEEDED, Verdict.ABORTED);
        var rollback = FakeAps.next(aps.rollbacks);
        execution.stop(new InterruptedException("again"));
        endsAborted();
        assertThat(rollback.stopped).isZero();
    }

    /** What a crash leaves: the build as it was saved last. */
    private Begun<VersionRequest, Instance> restartWhileItRollsBack() throws Exception {
        var execution = step.start(context);
        context.toSave = () -> Serialized.of(execution);
        execution.start();
        var begun = FakeAps.next(aps.deploys);
        abort(
                execution,
                begun,
                begun.request.operationId(),
                OperationType.UPGRADE,
                Verdict.SUCCEEDED,
                Verdict.FAILED,
                Verdict.ABORTED);
        var first = FakeAps.next(aps.rollbacks);
        jenkins.restart();
        first.result.completeExceptionally(new ApsException(ErrorCode.FAILED, "let go"));
        assertThat(context.ended).as("while Jenkins shuts down").isNotDone();
        assertThat(aps.deploys).isEmpty();
        return first;
    }

    @Test
    void aRollbackGoesOnAfterARestartAndTheBuildEndsAborted() throws Exception {
        var first = restartWhileItRollsBack();

        Serialized.<StepExecution>back(context.saved).onResume();
        var second = FakeAps.next(aps.rollbacks);
        assertThat(second.request.operationId()).isEqualTo(first.request.operationId());
        assertThat(second.request.undoes()).isEqualTo(first.request.undoes());
        assertThat(aps.deploys).as("what was aborted is not entered again").isEmpty();
        assertThat(context.log())
                .contains("Aborted. Rolling holiday back to its last good version goes on, as onAbort says");
        second.result.complete(Samples.running("holiday"));
        endsAbortedAfterARestart();
    }

    @Test
    void whatSomebodyElseDidMeanwhileIsLeftToTheCoreToRefuse() throws Exception {
        restartWhileItRollsBack();
        aps.instances.clear();

        Serialized.<StepExecution>back(context.saved).onResume();
        FakeAps.next(aps.rollbacks)
                .result
                .completeExceptionally(new ApsException(ErrorCode.CONFLICT, "nothing is undone"));
        endsAbortedAfterARestart();
    }

    @Test
    void anUndeploymentGoesOnAfterARestartThoughNothingIsRecordedAnyMore() throws Exception {
        step.setOnAbort("undeploy");
        var execution = step.start(context);
        context.toSave = () -> Serialized.of(execution);
        execution.start();
        var begun = FakeAps.next(aps.deploys);
        abort(execution, begun, begun.request.operationId(), OperationType.DEPLOY, Verdict.ABORTED);
        var first = FakeAps.next(aps.undeploys);
        jenkins.restart();
        aps.instances.clear();

        Serialized.<StepExecution>back(context.saved).onResume();
        var second = FakeAps.next(aps.undeploys);
        assertThat(second.request.operationId()).isEqualTo(first.request.operationId());
        second.result.complete(new UndeployResult("holiday", Outcome.GONE, "", List.of(), List.of(), List.of()));
        endsAbortedAfterARestart();
    }

    /** Jenkins was gone before the aborted deployment had ended: nobody may enter it again, or it would go on. */
    @Test
    void anAbortThatHadNotEndedIsFollowedUpAfterARestart() throws Exception {
        var execution = step.start(context);
        context.toSave = () -> Serialized.of(execution);
        execution.start();
        var begun = FakeAps.next(aps.deploys);
        while (!"3 of 9 objects".equals(execution.getStatus())) {
            Thread.onSpinWait();
        }
        aps.instances.add(Samples.after(
                "holiday", OperationType.UPGRADE, begun.request.operationId(), Verdict.SUCCEEDED, Verdict.UNKNOWN));
        execution.stop(CAUSE);
        jenkins.restart();
        begun.result.completeExceptionally(new ApsException(ErrorCode.FAILED, "let go"));

        Serialized.<StepExecution>back(context.saved).onResume();
        var rollback = FakeAps.next(aps.rollbacks);
        assertThat(aps.deploys).isEmpty();
        assertThat(rollback.request.undoes()).isEqualTo(begun.request.operationId());
        rollback.result.complete(Samples.running("holiday"));
        endsAbortedAfterARestart();
    }

    @Test
    void whoMayNoLongerDoItIsToldAndTheBuildEndsAborted() throws Exception {
        restartWhileItRollsBack();
        jenkins.users.put("dora", new FakeUser("dora"));

        Serialized.<StepExecution>back(context.saved).onResume();
        endsAbortedAfterARestart();
        assertThat(aps.rollbacks).isEmpty();
        assertThat(context.log()).contains("may not");
    }

    /** A file as version 0.1.0 saved it while its deployment ran. */
    @Test
    void aBuildThatWasSavedBeforeAbortsWereKeptGoesOnAndCanBeAborted() throws Exception {
        // Of the real class more is saved than of our signature of it, which the file is made with.
        assumeTrue(StepExecution.class.getDeclaredFields().length == 0);
        var old = new FakeStepContext("efc0a7cb-ea5b-431e-87cd-4af27a308f0d");
        var file = AfterAbortTest.class.getResourceAsStream("deploy-execution-before-aborts-were-kept.ser");
        var execution = Serialized.<StepExecution>back(file.readAllBytes());

        execution.onResume();
        var begun = FakeAps.next(aps.deploys);
        assertThat(begun.request.operationId()).isEqualTo("4cde179c-0119-44ff-8133-9574c184ee22");
        abort(execution, begun, begun.request.operationId(), OperationType.UPGRADE, Verdict.SUCCEEDED, Verdict.ABORTED);
        FakeAps.next(aps.rollbacks).result.complete(Samples.running("holiday"));
        assertThat(old.ended).failsWithin(Duration.ofSeconds(10));
        assertThat(old.log()).contains("Aborted. Rolling holiday back");
    }

    private void endsAbortedAfterARestart() throws Exception {
        try {
            assertThat(context.ended.get(10, TimeUnit.SECONDS)).isNull();
        } catch (ExecutionException aborted) {
            assertThat(aborted.getCause())
                    .isInstanceOf(InterruptedException.class)
                    .hasMessage("aborted by dora");
        }
    }

    @Test
    void aFirstDeploymentIsLeftAsItIs() throws Exception {
        abort(OperationType.DEPLOY, Verdict.ABORTED);
        endsAborted();
        assertThat(aps.rollbacks).isEmpty();
        assertThat(context.log()).contains("Nothing is undone of holiday: there is no other version to go back to");
    }

    @Test
    void whatHadSucceededAlreadyIsLeftAsItIs() throws Exception {
        abort(OperationType.UPGRADE, Verdict.SUCCEEDED, Verdict.SUCCEEDED);
        endsAborted();
        assertThat(aps.rollbacks).isEmpty();
    }

    /** Who waits for another operation has done nothing, and another's work isn't to be undone. */
    @ParameterizedTest
    @EnumSource(
            value = OperationType.class,
            names = {"UPGRADE", "DEPLOY"})
    void anothersWorkIsNotUndone(OperationType others) throws Exception {
        step.setOnAbort(others == OperationType.DEPLOY ? "undeploy" : "rollback");
        var execution = step.start(context);
        execution.start();
        abort(execution, FakeAps.next(aps.deploys), "another", others, Verdict.SUCCEEDED, Verdict.FAILED);
        endsAborted();
        assertThat(aps.rollbacks).isEmpty();
        assertThat(aps.undeploys).isEmpty();
        assertThat(context.log()).contains("the last operation on it is another one (" + others.json() + " by dora)");
    }

    @Test
    void anAutomaticRollbackThatIsAbortedIsBegunAgain() throws Exception {
        var execution = step.start(context);
        execution.start();
        var begun = FakeAps.next(aps.deploys);
        var following = begun.request.operationId() + "-rollback";
        abort(execution, begun, following, OperationType.ROLLBACK, Verdict.SUCCEEDED, Verdict.FAILED, Verdict.ABORTED);
        assertThat(FakeAps.next(aps.rollbacks).request.undoes()).isEqualTo(begun.request.operationId());
    }

    @Test
    void nothingIsDoneWhereNothingIsRecorded() throws Exception {
        var execution = step.start(context);
        execution.start();
        var begun = FakeAps.next(aps.deploys);
        while (!"3 of 9 objects".equals(execution.getStatus())) {
            Thread.onSpinWait();
        }
        execution.stop(CAUSE);
        begun.result.completeExceptionally(new ApsException(ErrorCode.FAILED, "aborted"));
        endsAborted();
        assertThat(aps.rollbacks).isEmpty();
        assertThat(context.log()).contains("nothing had been done");
    }

    @Test
    void undeploysWhereThePolicySaysSo() throws Exception {
        step.setOnAbort("undeploy");
        abort(OperationType.DEPLOY, Verdict.ABORTED);
        var undeploy = FakeAps.next(aps.undeploys);
        assertThat(undeploy.request.force()).isTrue();
        assertThat(undeploy.request.undoes()).isEqualTo(last());
        assertThat(undeploy.request.removeForeignFinalizers()).isFalse();
        assertThat(context.ended).isNotDone();
        undeploy.result.complete(new UndeployResult("holiday", Outcome.GONE, "", List.of(), List.of(), List.of()));
        endsAborted();
    }

    @Test
    void aDryRunIsOverWithItsAbort() throws Exception {
        step.setDryRun(true);
        abort(OperationType.UPGRADE, Verdict.SUCCEEDED, Verdict.FAILED);
        endsAborted();
        assertThat(aps.rollbacks).isEmpty();
    }

    @Test
    void anAbortedRedeploymentThatChangesNothingIsNoNewVersion() throws Exception {
        assertThat(redeploymentIsRolledBack(Change.Action.UNCHANGED)).isFalse();
    }

    @Test
    void anAbortedRedeploymentThatChangesSomethingIsOne() throws Exception {
        assertThat(redeploymentIsRolledBack(Change.Action.CONFIGURED)).isTrue();
    }

    private boolean redeploymentIsRolledBack(Change.Action action) throws Exception {
        var redeploy = new ApsRedeployStep("holiday");
        redeploy.setOnAbort("rollback");
        var execution = redeploy.start(context);
        execution.start();
        var begun = FakeAps.next(aps.redeploys);
        var rb = new Change(new ObjectRef("apps/v1", "Deployment", "holiday", "rb"), action, "");
        begun.listener.on(new Planned(
                Instant.now(), "holiday", "id", "holiday/2", 3, List.of(new PlannedWave(3, "", List.of(rb)))));
        abort(
                execution,
                begun,
                begun.request.operationId(),
                OperationType.REDEPLOY,
                Verdict.SUCCEEDED,
                Verdict.ABORTED);
        if (action == Change.Action.UNCHANGED) {
            endsAborted();
            return !aps.rollbacks.isEmpty();
        }
        FakeAps.next(aps.rollbacks).result.completeExceptionally(new ApsException(ErrorCode.FAILED, "it failed"));
        endsAborted();
        return true;
    }
}
