package io.jenkins.plugins.aps.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.event.DeployEvent.Planned;
import io.jenkins.plugins.aps.core.event.DeployEvent.PlannedWave;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import io.jenkins.plugins.aps.core.model.Verdict;
import io.jenkins.plugins.aps.jenkins.FakeAps;
import io.jenkins.plugins.aps.jenkins.FakeAps.Begun;
import io.jenkins.plugins.aps.jenkins.FakeJenkins;
import io.jenkins.plugins.aps.jenkins.FakeStepContext;
import io.jenkins.plugins.aps.jenkins.Samples;
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

    @Test
    void aFirstDeploymentIsLeftAsItIs() throws Exception {
        abort(OperationType.DEPLOY, Verdict.ABORTED);
        endsAborted();
        assertThat(aps.rollbacks).isEmpty();
        assertThat(context.log()).contains("holiday is left as it is: there is no other version to go back to");
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
