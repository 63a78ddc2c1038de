package io.jenkins.plugins.aps.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.event.DeployEvent.Planned;
import io.jenkins.plugins.aps.core.model.ApplyOptions;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.jenkins.FakeAps;
import io.jenkins.plugins.aps.jenkins.FakeJenkins;
import io.jenkins.plugins.aps.jenkins.FakeStepContext;
import io.jenkins.plugins.aps.jenkins.Samples;
import io.jenkins.plugins.aps.jenkins.security.ApsPermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeployExecutionTest {
    private final FakeAps aps = new FakeAps();
    private final FakeJenkins jenkins = FakeJenkins.install(aps);
    private final FakeStepContext context = new FakeStepContext();
    private final ApsDeployStep step = new ApsDeployStep("holiday");

    @BeforeEach
    void somebodyStartsTheBuild() {
        jenkins.startedBy("dora").with(ApsPermissions.DEPLOY);
        step.setProject("holiday");
        step.setRelease("3");
    }

    @AfterEach
    void close() {
        jenkins.close();
    }

    private Object value() throws Exception {
        return context.ended.get(10, TimeUnit.SECONDS);
    }

    private Throwable failure() {
        try {
            return new AssertionError("returned " + value());
        } catch (ExecutionException failure) {
            return failure.getCause();
        } catch (Exception other) {
            return other;
        }
    }

    @Test
    void takesFieldsBackAndDropsTheGatewayWhereAsked() throws Exception {
        step.setForceConflicts(true);
        step.setNoGateway(true);
        step.start(context).start();
        assertThat(FakeAps.next(aps.deploys).request.options()).isEqualTo(new ApplyOptions(true, true));
    }

    private ApsException invalid() {
        return new ApsException(
                ErrorCode.INVALID_REQUEST,
                "The request is not valid",
                List.of(new Problem("release", "there is no 9"), new Problem("connectors.erp", "needs an image")));
    }

    @Test
    void returnsTheInstance() throws Exception {
        step.start(context).start();
        FakeAps.next(aps.deploys).result.complete(Samples.running("holiday"));
        assertThat(value()).isInstanceOfSatisfying(Map.class, map -> assertThat(map.get("status"))
                .isEqualTo("Running"));
    }

    @Test
    void failsWithEveryProblemOnALineAndWhatToDo() throws Exception {
        step.start(context).start();
        FakeAps.next(aps.deploys).result.completeExceptionally(invalid());
        assertThat(failure())
                .isInstanceOf(hudson.AbortException.class)
                .hasMessageContaining("\n  - release: there is no 9\n  - connectors.erp: needs an image\n")
                .hasMessageContaining("Correct the step's parameters");
    }

    @Test
    void failsAlikeWhereTheCoreRefusesAtOnce() throws Exception {
        aps.failure = invalid();
        step.start(context).start();
        assertThat(failure()).hasMessageContaining("there is no 9");
    }

    @Test
    void returnsTheErrorWhereItShallNotFail() throws Exception {
        step.setFailOnError(false);
        aps.instances.add(Samples.with("holiday", Status.UNKNOWN));
        step.start(context).start();
        FakeAps.next(aps.deploys).result.completeExceptionally(invalid());
        var map = (Map<?, ?>) value();
        assertThat(map.get("status")).isEqualTo("Unknown");
        assertThat(((Map<?, ?>) map.get("error")).get("code")).isEqualTo("invalidRequest");
        assertThat(context.log()).contains("there is no 9");
    }

    @Test
    void listsTheValidWordsForAWrongOneAndMissingCredentialsToo() throws Exception {
        step.setOnFailure("explode");
        step.setTimeoutMinutes(0);
        var connector = new ConnectorArgument("email");
        connector.setSecrets(List.of(new SecretArgument("PASSWORD", "nowhere")));
        step.setConnectors(List.of(connector));
        step.start(context).start();
        assertThat(failure())
                .hasMessageContaining("onFailure: 'explode' is none of 'leave', 'rollback', 'undeploy'")
                .hasMessageContaining("timeoutMinutes: 0")
                .hasMessageContaining("connectors.email.secrets.PASSWORD")
                .hasMessageContaining("'nowhere'");
        assertThat(aps.deploys).isEmpty();
    }

    @Test
    void touchesNothingForSomebodyWhoMayNot() throws Exception {
        jenkins.startedBy("mallory");
        step.start(context).start();
        assertThat(failure()).hasMessageContaining("user mallory").hasMessageContaining("notAllowed");
        assertThat(aps.deploys).isEmpty();
    }

    @Test
    void aPolicyThatUndeploysNeedsThatRightFromTheStart() throws Exception {
        step.setOnAbort("undeploy");
        step.start(context).start();
        assertThat(failure()).hasMessageContaining("APS/ForceUndeploy");
        assertThat(aps.deploys).isEmpty();
    }

    @Test
    void abortStopsTheOperationAndEndsWithItsCause() throws Exception {
        var execution = step.start(context);
        execution.start();
        var begun = FakeAps.next(aps.deploys);
        eventuallyWaits(execution);
        var cause = new InterruptedException("aborted by dora");
        execution.stop(cause);
        assertThat(begun.stopped).isEqualTo(1);
        assertThat(context.ended).isNotDone();
        begun.result.completeExceptionally(new ApsException(ErrorCode.FAILED, "aborted"));
        assertThat(failure()).isSameAs(cause);
    }

    @Test
    void aSecondAbortEndsAtOnce() throws Exception {
        var execution = step.start(context);
        execution.start();
        FakeAps.next(aps.deploys);
        var cause = new InterruptedException();
        execution.stop(cause);
        execution.stop(new InterruptedException());
        assertThat(failure()).isSameAs(cause);
        execution.stop(new InterruptedException());
    }

    @Test
    void resumesByTheSameOperationAfterARestart() throws Exception {
        var execution = step.start(context);
        execution.start();
        var first = FakeAps.next(aps.deploys);
        var saved = Serialized.of(execution);
        jenkins.restart();
        assertThat(aps.closed).isEqualTo(1);
        first.result.completeExceptionally(new ApsException(ErrorCode.FAILED, "let go"));

        var resumed = Serialized.<DeployExecution>back(saved);
        resumed.onResume();
        var second = FakeAps.next(aps.deploys);
        assertThat(second.request.operationId()).isEqualTo(first.request.operationId());
        assertThat(second.request.timeout())
                .isLessThanOrEqualTo(first.request.timeout())
                .isGreaterThan(Duration.ofMinutes(14));
        assertThat(second.request.by()).isEqualTo("dora");
        second.result.complete(Samples.running("holiday"));
        assertThat(value()).isInstanceOf(Map.class);
    }

    @Test
    void checksAgainWhenResumed() throws Exception {
        var execution = step.start(context);
        execution.start();
        FakeAps.next(aps.deploys);
        var saved = Serialized.of(execution);
        jenkins.users.get("dora").permissions.clear();
        Serialized.<DeployExecution>back(saved).onResume();
        assertThat(failure()).hasMessageContaining("user dora: may not deploy");
    }

    @Test
    void doesNotEndWhileJenkinsShutsDown() throws Exception {
        step.start(context).start();
        var begun = FakeAps.next(aps.deploys);
        jenkins.shutDown();
        begun.result.completeExceptionally(new ApsException(ErrorCode.FAILED, "let go"));
        assertThatThrownBy(() -> context.ended.get(200, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
    }

    @Test
    void withoutWaitingItEndsWithThePlan() throws Exception {
        step.setWait(false);
        aps.instances.add(Samples.with("holiday", Status.DEPLOY_STARTED));
        step.start(context).start();
        var begun = FakeAps.next(aps.deploys);
        begun.listener.on(new Planned(Instant.now(), "holiday", "operation", "holiday/3", 1, List.of()));
        assertThat(((Map<?, ?>) value()).get("status")).isEqualTo("DeployStarted");
        begun.result.complete(Samples.running("holiday"));
    }

    @Test
    void anUnexpectedErrorIsOneOfOurs() throws Exception {
        step.start(context).start();
        FakeAps.next(aps.deploys).result.completeExceptionally(new IllegalStateException("boom"));
        assertThat(failure()).hasMessageContaining("internal").hasMessageContaining("report it");
    }

    @Test
    void tellsWhatItWaitsFor() throws Exception {
        var execution = step.start(context);
        assertThat(execution.getStatus()).isEqualTo("checking who may do this");
        execution.start();
        FakeAps.next(aps.deploys);
        eventuallyWaits(execution);
    }

    /** The step learns of its operation a moment after the core does. */
    private static void eventuallyWaits(org.jenkinsci.plugins.workflow.steps.StepExecution execution) {
        var until = Instant.now().plusSeconds(10);
        while (!"3 of 9 objects".equals(execution.getStatus())) {
            assertThat(Instant.now()).isBefore(until);
            Thread.onSpinWait();
        }
    }
}
