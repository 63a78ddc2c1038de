package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Health;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.StatusClass;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does not run: the verdict names the reason, and the application stays removable. */
interface FailureScenarios extends Scenarios {
    /** What is expected to fail is not waited for longer than this. */
    Duration BRIEF = Duration.ofSeconds(15);

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "aFailureTellsItsReason: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "does-not-exist | 15 | FAILED | can't pull image 'erp:does-not-exist' | Failed",
                "crash | 120 | FAILED | exit code 1 | BackOff",
                "oom | 120 | FAILED | exit code 137 (OOMKilled | BackOff",
                "unschedulable | 15 | TIMED_OUT | nodes are available | FailedScheduling"
            })
    default void aFailureTellsItsReason(String mark, int seconds, ErrorCode code, String reason, String event)
            throws Exception {
        // What crashes is counted: a cluster that is slow gets the time for it.
        var ask = Ask.of(engine().name(mark)).erp("erp:" + mark).within(Duration.ofSeconds(seconds));
        var told = new Told();
        var failure = Results.failure(aps().deploy(ask.request(), told));
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining("connector-erp").hasMessageContaining(reason);
        assertThat(failure.application()).isEqualTo(ask.application());
        assertThat(told.last()).get().isInstanceOfSatisfying(DeployEvent.OperationFailed.class, failed -> assertThat(
                        failed.verdict())
                .isEqualTo(Verdict.FAILED));
        assertThat(told.log()).anyMatch(line -> line.contains(event + ": "));
        var instance = aps().status("", ask.application());
        assertThat(instance.status()).isEqualTo(Status.UNKNOWN);
        assertThat(instance.statusClass()).as("it never ran").isEqualTo(StatusClass.FAILED);
        assertThat(instance.reason()).contains(reason);
        assertThat(instance.services())
                .filteredOn(service -> service.name().equals("erp"))
                .singleElement()
                .satisfies(service -> assertThat(service.health()).isNotEqualTo(Health.GREEN));
    }

    @Scenario
    default void whatFailedIsRemovedByForceOnly() throws Exception {
        var ask = Ask.of(engine().name("forced")).erp("erp:does-not-exist").within(BRIEF);
        assertThat(Results.failure(aps().deploy(ask.request(), DeployListener.SILENT)))
                .hasMessageContaining("connector-erp");
        var refused = Results.failure(aps().undeploy(ask.undeploy(false), DeployListener.SILENT));
        assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(refused).hasMessageContaining("force the undeployment");
        var instance = aps().status("", ask.application());
        assertThat(instance.status()).as(instance.reason()).isEqualTo(Status.UNKNOWN);
        assertThat(undeploy(ask, true).verdict()).isEqualTo(UndeployResult.Outcome.GONE);
        assertThat(isGone(ask.application())).isTrue();
    }

    @Scenario
    default void anUndeploymentTakesThePlaceOfADeploymentByForceOnly() throws Exception {
        var ask = Ask.of(engine().name("busy")).erp("erp:unschedulable").within(Duration.ofMinutes(2));
        var told = new Told();
        var deployment = aps().deploy(ask.request(), told);
        told.awaitWritten("connector-erp");
        var refused = Results.failure(aps().undeploy(ask.undeploy(false), DeployListener.SILENT));
        assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(refused).hasMessageContaining("force the undeployment");
        assertThat(undeploy(ask, true).verdict()).isEqualTo(UndeployResult.Outcome.GONE);
        Results.failure(deployment);
        assertThat(told.awaitFailure()).isEqualTo(Verdict.SUPERSEDED);
        assertThat(isGone(ask.application())).isTrue();
    }

    @Scenario
    default void aPodThatNeverEndsIsRemovedByForce() throws Exception {
        var ask = Ask.of(engine().name("stuck")).erp("erp:never-ends");
        deploy(ask);
        var told = new Told();
        var result = Results.of(aps().undeploy(ask.undeploy(true, Duration.ofMinutes(1)), told));
        assertThat(result.verdict()).as(result.reason()).isEqualTo(UndeployResult.Outcome.GONE);
        assertThat(isGone(ask.application())).isTrue();
        assertThat(told.all(DeployEvent.Notice.class).map(DeployEvent.Notice::text))
                .anyMatch(text -> text.contains("wave connectors does not end, going on by force")
                        && text.contains("Pod/connector-erp"));
        assertThat(told.all(DeployEvent.WaveStarted.class)
                        .map(DeployEvent.WaveStarted::name)
                        .filter(name -> name.startsWith("force")))
                .as("the rungs that had something to do; the cluster may be slow to look whether all is gone")
                .startsWith("force: pods that don't end")
                .isSubsetOf("force: pods that don't end", "force: what looks no more");
        assertThat(told.all(DeployEvent.ObjectRemoved.class)
                        .map(DeployEvent.ObjectRemoved::change)
                        .filter(change -> change.object().kind().equals("Pod")))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.object().name()).startsWith("connector-erp");
                    assertThat(change.reason()).contains("without waiting for its node");
                });
        assertThat(result.finalizersRemoved()).isEmpty();
    }

    @Scenario
    default void aFailedFirstDeploymentIsMendedByTheNext() throws Exception {
        var ask = Ask.of(engine().name("mended")).erp("erp:does-not-exist").within(BRIEF);
        Results.failure(aps().deploy(ask.request(), DeployListener.SILENT));
        var told = new Told();
        var instance = deploy(ask.erp("erp:1").within(Duration.ofMinutes(2)), told);
        assertThat(instance.status()).isEqualTo(Status.RUNNING);
        assertThat(told.all(DeployEvent.OperationStarted.class).map(DeployEvent.OperationStarted::type))
                .containsExactly(OperationType.DEPLOY);
    }

    @Scenario
    default void aPasswordThatAStuckUndeploymentRemovedIsMissedWhileItsVolumeIsThere() throws Exception {
        var ask = Ask.of(engine().name("password"));
        deploy(ask);
        hold(ask, "[\"example.org/hold\"]");
        var stuck = Results.of(aps().undeploy(ask.undeploy(false, Duration.ofSeconds(40)), DeployListener.SILENT));
        assertThat(stuck.verdict()).as(stuck.reason()).isEqualTo(UndeployResult.Outcome.STUCK);
        assertThat(stuck.reason()).contains("ConfigMap/access is held by finalizer example.org/hold");
        assertThat(stuck.removed()).extracting(ObjectRef::name).contains("postgres-password");
        hold(ask, "null");
        var missed = Results.failure(aps().deploy(ask.again().request(), DeployListener.SILENT));
        assertThat(missed.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(missed.problems())
                .extracting(Problem::message)
                .anyMatch(message -> message.contains("Secret/postgres-password has vanished")
                        && message.contains("undeploy the application by force, with all its data"));
        var volumes = engine().client().persistentVolumeClaims().inNamespace(ask.application());
        volumes.delete();
        engine().until("the volumes are gone", () -> volumes.list().getItems().isEmpty());
        var told = new Told();
        assertThat(deploy(ask.again(), told).status()).isEqualTo(Status.RUNNING);
        assertThat(told.done(Change.Action.CREATED)).contains("postgres-password", "postgres-data");
        recordIsTrue(ask.application());
    }

    /** Something of the wave in which passwords are removed too. */
    private void hold(Ask ask, String finalizers) {
        engine().client()
                .configMaps()
                .inNamespace(ask.application())
                .withName("access")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":" + finalizers + "}}");
    }
}
