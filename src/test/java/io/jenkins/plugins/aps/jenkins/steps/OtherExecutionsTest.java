package io.jenkins.plugins.aps.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import io.jenkins.plugins.aps.jenkins.FakeAps;
import io.jenkins.plugins.aps.jenkins.FakeJenkins;
import io.jenkins.plugins.aps.jenkins.FakeStepContext;
import io.jenkins.plugins.aps.jenkins.Samples;
import io.jenkins.plugins.aps.jenkins.security.ApsPermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtherExecutionsTest {
    private final FakeAps aps = new FakeAps();
    private final FakeJenkins jenkins = FakeJenkins.install(aps);
    private final FakeStepContext context = new FakeStepContext();

    @AfterEach
    void close() {
        jenkins.close();
    }

    private Map<?, ?> map() throws Exception {
        return (Map<?, ?>) context.ended.get(10, TimeUnit.SECONDS);
    }

    private String failure() throws Exception {
        try {
            return "returned " + context.ended.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            return failure.getCause().getMessage();
        }
    }

    @Test
    void bringsALostRecordBackForWhoMayDeployAndForce() throws Exception {
        var dora = jenkins.startedBy("dora").with(ApsPermissions.DEPLOY);
        new ApsAdoptStep("holiday").start(context).start();
        assertThat(failure()).contains("ForceUndeploy");
        assertThat(aps.adoptions).isEmpty();

        dora.with(ApsPermissions.FORCE_UNDEPLOY);
        var allowed = new FakeStepContext();
        var step = new ApsAdoptStep("holiday");
        step.setDryRun(true);
        step.setNoOtherInstallation(true);
        step.setBasedOnDigest("abc");
        step.start(allowed).start();
        var map = (Map<?, ?>) allowed.ended.get(10, TimeUnit.SECONDS);
        assertThat(map.get("adopted")).isEqualTo(false);
        assertThat(map.get("release")).isEqualTo("holiday/1");
        assertThat(aps.adoptions)
                .singleElement()
                .matches(request -> request.by().equals("dora")
                        && request.noOtherInstallation()
                        && request.basedOnDigest().equals("abc"));
        assertThat(map.get("digest")).isEqualTo("d1ge57");
        assertThat(allowed.log()).contains("connector erp: erp:1, runs erp:2");
        assertThat(allowed.log()).contains("holiday would be recorded again as version 2 of holiday/1");
    }

    @Test
    void tellsOneApplicationOrAll() throws Exception {
        jenkins.startedBy("dora").with(ApsPermissions.VIEW);
        aps.instances.add(Samples.running("holiday"));
        new ApsStatusStep().start(context).start();
        assertThat((List<?>) context.ended.get(10, TimeUnit.SECONDS)).hasSize(1);

        var one = new FakeStepContext();
        var step = new ApsStatusStep();
        step.setApplication("elsewhere");
        step.start(one).start();
        assertThat(((Map<?, ?>) one.ended.get(10, TimeUnit.SECONDS)).get("status"))
                .isEqualTo("NotDeployed");
    }

    @Test
    void aStatusThatTakesTooLongIsToldAsItIs() throws Exception {
        jenkins.startedBy("dora").with(ApsPermissions.VIEW);
        aps.instances.add(Samples.with("holiday", Status.PENDING));
        var step = new ApsStatusStep();
        step.setApplication("holiday");
        step.setWait(true);
        step.start(context).start();
        FakeAps.next(aps.waits).result.completeExceptionally(new ApsException(ErrorCode.TIMED_OUT, "time is up"));
        assertThat(map().get("status")).isEqualTo("Pending");
    }

    @Test
    void aStatusThatTakesTooLongAndCannotBeReadThenFails() throws Exception {
        jenkins.startedBy("dora").with(ApsPermissions.VIEW);
        var step = new ApsStatusStep();
        step.setApplication("holiday");
        step.setWait(true);
        step.start(context).start();
        var begun = FakeAps.next(aps.waits);
        aps.failure = new ApsException(ErrorCode.UNREACHABLE, "the cluster does not answer");
        begun.result.completeExceptionally(new ApsException(ErrorCode.TIMED_OUT, "time is up"));
        assertThat(failure()).contains("time is up");
    }

    @Test
    void anErrorIsAFailureOfTheStep() throws Exception {
        jenkins.startedBy("dora").with(ApsPermissions.VIEW);
        aps.defect = new NoClassDefFoundError("gone");
        new ApsStatusStep().start(context).start();
        assertThat(failure()).contains("internal", "gone");
    }

    @Test
    void aStatusFailsWhereItCouldNotLook() throws Exception {
        jenkins.startedBy("dora").with(ApsPermissions.VIEW);
        aps.failure = new ApsException(ErrorCode.UNREACHABLE, "the cluster does not answer");
        var step = new ApsStatusStep();
        step.setApplication("holiday");
        step.start(context).start();
        assertThat(failure()).contains("the cluster does not answer", "unreachable");
    }

    @Test
    void aStatusNeedsTheRightToSee() throws Exception {
        jenkins.startedBy("dora").with(ApsPermissions.DEPLOY);
        new ApsStatusStep().start(context).start();
        assertThat(failure()).contains("may not see applications");
    }

    @Test
    void forceNeedsItsOwnRight() throws Exception {
        jenkins.startedBy("dora").with(ApsPermissions.UNDEPLOY);
        var step = new ApsUndeployStep("holiday");
        step.setForce(true);
        step.start(context).start();
        assertThat(failure()).contains("APS/ForceUndeploy");
        assertThat(aps.undeploys).isEmpty();
    }

    @Test
    void foreignFinalizersAreRemovedWithForceOnly() throws Exception {
        jenkins.startedBy("dora").withRole("APS_DEVOPS");
        var step = new ApsUndeployStep("holiday");
        step.setRemoveForeignFinalizers(true);
        step.start(context).start();
        assertThat(failure()).contains("removeForeignFinalizers", "force: true");
        assertThat(aps.undeploys).isEmpty();
    }

    @Test
    void anUndeploymentThatIsNotWaitedForEndsWhenItIsUnderWay() throws Exception {
        jenkins.startedBy("dora").with(ApsPermissions.UNDEPLOY);
        var step = new ApsUndeployStep("holiday");
        step.setWait(false);
        step.start(context).start();
        var begun = FakeAps.next(aps.undeploys);
        var now = Instant.now();
        begun.listener.on(new DeployEvent.OperationStarted(
                now, "holiday", "operation", OperationType.UNDEPLOY, "dora", "", false));
        begun.listener.on(
                new DeployEvent.StatusChanged(now, "holiday", "operation", Status.UNKNOWN, "is being undeployed"));
        assertThat(map().get("verdict")).isEqualTo("unknown");
        begun.result.complete(stuck());
    }

    @Test
    void anUndeploymentOfNothingIsGoneThoughItIsNotWaitedFor() throws Exception {
        jenkins.startedBy("dora").with(ApsPermissions.UNDEPLOY);
        var step = new ApsUndeployStep("holiday");
        step.setWait(false);
        step.start(context).start();
        var begun = FakeAps.next(aps.undeploys);
        begun.listener.on(
                new DeployEvent.StatusChanged(Instant.now(), "holiday", "operation", Status.NOT_DEPLOYED, ""));
        begun.result.complete(new UndeployResult("holiday", Outcome.GONE, "", List.of(), List.of(), List.of()));
        assertThat(map().get("verdict")).isEqualTo("gone");
    }

    @Test
    void aDryRunOfAnUndeploymentReturnsItsPlan() throws Exception {
        jenkins.startedBy("dora").with(ApsPermissions.UNDEPLOY);
        var step = new ApsUndeployStep("holiday");
        step.setDryRun(true);
        step.setWait(false);
        step.start(context).start();
        var begun = FakeAps.next(aps.undeploys);
        assertThat(begun.request.dryRun()).isTrue();
        // Nothing is under way, whatever is told meanwhile.
        begun.listener.on(new DeployEvent.StatusChanged(Instant.now(), "holiday", "operation", Status.RUNNING, ""));
        var namespace = new ObjectRef("v1", "Namespace", "", "holiday");
        begun.result.complete(new UndeployResult(
                "holiday",
                Outcome.PLANNED,
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(List.of(new Change(namespace, Change.Action.REMOVED, "")))));
        var map = map();
        assertThat(map.get("verdict")).isEqualTo("planned");
        assertThat((Map<?, ?>) map.get("plan")).hasSize(1);
    }

    @Test
    void anUndeploymentThatIsStuckFailsWithWhatIsLeft() throws Exception {
        jenkins.startedBy("dora").with(ApsPermissions.UNDEPLOY);
        new ApsUndeployStep("holiday").start(context).start();
        FakeAps.next(aps.undeploys).result.complete(stuck());
        assertThat(failure()).contains("stuck", "a finalizer holds it", "Secret/kept: is still there");
    }

    @Test
    void anUndeploymentThatIsStuckIsReturnedWhereItShallNotFail() throws Exception {
        jenkins.startedBy("dora").with(ApsPermissions.UNDEPLOY);
        var step = new ApsUndeployStep("holiday");
        step.setFailOnError(false);
        step.start(context).start();
        FakeAps.next(aps.undeploys).result.complete(stuck());
        assertThat(map().get("verdict")).isEqualTo("stuck");
    }

    @Test
    void executionsSurviveARestart() throws Exception {
        jenkins.startedBy("dora").withRole("APS_DEVOPS");
        var undeploy = new ApsUndeployStep("holiday").start(context);
        undeploy.start();
        var first = FakeAps.next(aps.undeploys);
        var saved = Serialized.of(undeploy);
        jenkins.restart();
        Serialized.<UndeployExecution>back(saved).onResume();
        assertThat(FakeAps.next(aps.undeploys).request.operationId()).isEqualTo(first.request.operationId());

        var waiting = new ApsStatusStep();
        waiting.setApplication("holiday");
        waiting.setWait(true);
        var status = Serialized.of(waiting.start(new FakeStepContext()));
        Serialized.<StatusExecution>back(status).onResume();
        assertThat(FakeAps.next(aps.waits).request).isEqualTo("holiday");
    }

    private static UndeployResult stuck() {
        var kept = new ObjectRef("v1", "Secret", "holiday", "kept");
        return new UndeployResult(
                "holiday", Outcome.STUCK, "a finalizer holds it", List.of(), List.of(kept), List.of());
    }
}
