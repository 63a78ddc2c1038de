package io.jenkins.plugins.aps.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.event.DeployEvent.Planned;
import io.jenkins.plugins.aps.core.model.ApplyOptions;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.VersionRequest;
import io.jenkins.plugins.aps.jenkins.FakeAps;
import io.jenkins.plugins.aps.jenkins.FakeAps.Begun;
import io.jenkins.plugins.aps.jenkins.FakeCredentials;
import io.jenkins.plugins.aps.jenkins.FakeJenkins;
import io.jenkins.plugins.aps.jenkins.FakeStepContext;
import io.jenkins.plugins.aps.jenkins.Samples;
import io.jenkins.plugins.aps.jenkins.security.ApsPermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps that go to a recorded version. */
class VersionExecutionsTest {
    private final FakeAps aps = new FakeAps();
    private final FakeJenkins jenkins = FakeJenkins.install(aps);
    private final FakeStepContext context = new FakeStepContext();

    @BeforeEach
    void somebodyStartsTheBuild() {
        jenkins.startedBy("dora").with(ApsPermissions.DEPLOY);
    }

    @AfterEach
    void close() {
        jenkins.close();
    }

    private static ApsVersionStep step(String name) {
        return name.equals("apsRollback") ? new ApsRollbackStep("holiday") : new ApsRedeployStep("holiday");
    }

    private BlockingQueue<Begun<VersionRequest, Instance>> asked(String name) {
        return name.equals("apsRollback") ? aps.rollbacks : aps.redeploys;
    }

    private Map<?, ?> value() throws Exception {
        return (Map<?, ?>) context.ended.get(10, TimeUnit.SECONDS);
    }

    private String failure() throws Exception {
        try {
            return "returned " + context.ended.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            return failure.getCause().getMessage();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"apsRollback", "apsRedeploy"})
    void asksForWhatItSaysAndReturnsTheInstance(String name) throws Exception {
        var step = step(name);
        step.setCluster("test");
        step.setTimeoutMinutes(20);
        step.setComponentTimeoutMinutes(3);
        step.setDryRun(true);
        step.setOnFailure("Leave");
        step.setIfRunning("supersede");
        step.start(context).start();
        var begun = FakeAps.next(asked(name));
        var request = begun.request;
        assertThat(request.application()).isEqualTo("holiday");
        assertThat(request.cluster()).isEqualTo("test");
        assertThat(request.version()).isZero();
        assertThat(request.by()).isEqualTo("dora");
        assertThat(request.build()).isEqualTo("holiday/deploy#7");
        assertThat(request.timeout()).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
        assertThat(request.componentTimeout()).hasMinutes(3);
        assertThat(request.dryRun()).isTrue();
        assertThat(request.onFailure()).isEqualTo(FailurePolicy.LEAVE);
        assertThat(request.ifRunning()).isEqualTo(IfRunning.SUPERSEDE);
        begun.result.complete(Samples.running("holiday"));
        assertThat(value().get("status")).isEqualTo("Running");
    }

    @Test
    void aRedeploymentTakesFieldsBackAndDropsTheGatewayWhereAsked() throws Exception {
        var step = new ApsRedeployStep("holiday");
        step.setForceConflicts(true);
        step.setNoGateway(true);
        step.start(context).start();
        assertThat(FakeAps.next(aps.redeploys).request.options()).isEqualTo(new ApplyOptions(true, true));
    }

    @Test
    void goesBackToTheVersionThatIsNamed() throws Exception {
        var step = new ApsRollbackStep("holiday");
        step.setToVersion(4);
        step.start(context).start();
        assertThat(FakeAps.next(aps.rollbacks).request.version()).isEqualTo(4);
    }

    @Test
    void aBuildsPageShowsTheApplicationAndTheVersion() {
        var shown = new ApsRollbackStep.DescriptorImpl();
        assertThat(shown.argumentsToString(Map.of("application", "holiday", "toVersion", 4)))
                .isEqualTo("holiday 4");
        assertThat(shown.argumentsToString(Map.of("application", "holiday"))).isEqualTo("holiday");
    }

    @ParameterizedTest
    @ValueSource(strings = {"apsRollback", "apsRedeploy"})
    void tellsEveryWordThatMeansNothing(String name) throws Exception {
        var step = step(name);
        if (step instanceof ApsRollbackStep rollback) {
            rollback.setToVersion(-1);
        }
        step.setOnFailure("explode");
        step.setOnAbort("panic");
        step.setIfRunning("hurry");
        step.setTimeoutMinutes(0);
        step.setComponentTimeoutMinutes(0);
        step.start(context).start();
        assertThat(failure())
                .startsWith(name + " can't be done as it is written")
                .contains("onFailure: 'explode' is none of 'leave', 'rollback', 'undeploy'")
                .contains("onAbort: 'panic'", "ifRunning: 'hurry'", "timeoutMinutes: 0", "componentTimeoutMinutes: 0");
        if (name.equals("apsRollback")) {
            assertThat(failure()).contains("toVersion: -1 is no version");
        }
        assertThat(asked(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"apsRollback", "apsRedeploy"})
    void needsTheRightToDeploy(String name) throws Exception {
        jenkins.users.get("dora").permissions.clear();
        step(name).start(context).start();
        assertThat(failure()).contains("may not deploy applications", "APS/Deploy");
        assertThat(asked(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"apsRollback", "apsRedeploy"})
    void aPolicyThatUndeploysNeedsThatRightFromTheStart(String name) throws Exception {
        var step = step(name);
        step.setOnFailure("undeploy");
        step.start(context).start();
        assertThat(failure()).contains("APS/ForceUndeploy");
        assertThat(asked(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"apsRollback", "apsRedeploy"})
    void looksCredentialsUpAgainAndNotesTheirUse(String name) throws Exception {
        jenkins.credentials.put(
                "smtp", FakeCredentials.of(StringCredentials.class, Collections.singletonMap("getSecret", null)));
        jenkins.credentials.put(
                "file", FakeCredentials.of(StringCredentials.class, Collections.singletonMap("getSecret", null)));
        step(name).start(context).start();
        var credentials = FakeAps.next(asked(name)).request.credentials();
        assertThat(credentials.apply("smtp")).map(SecretValue::reveal).contains("s3cret");
        assertThat(jenkins.tracked).containsExactly("smtp");
        assertThat(credentials.apply("of-another-folder")).isEmpty();
        assertThat(credentials.apply("file")).as("given at a command line").isEmpty();
        assertThat(context.log())
                .contains("no credential 'of-another-folder'", "the recorded value")
                .doesNotContain("'file'", "'smtp'", "s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"apsRollback", "apsRedeploy"})
    void survivesARestart(String name) throws Exception {
        var execution = step(name).start(context);
        execution.start();
        var first = FakeAps.next(asked(name));
        var saved = Serialized.of(execution);
        jenkins.restart();
        first.result.completeExceptionally(new ApsException(ErrorCode.FAILED, "let go"));

        Serialized.<VersionExecution>back(saved).onResume();
        var second = FakeAps.next(asked(name));
        assertThat(second.request.operationId()).isEqualTo(first.request.operationId());
        second.result.complete(Samples.running("holiday"));
        assertThat(value().get("status")).isEqualTo("Running");
    }

    @ParameterizedTest
    @ValueSource(strings = {"apsRollback", "apsRedeploy"})
    void withoutWaitingItEndsWithThePlan(String name) throws Exception {
        var step = step(name);
        step.setWait(false);
        aps.instances.add(Samples.with("holiday", Status.UPDATE_APP));
        step.start(context).start();
        var begun = FakeAps.next(asked(name));
        begun.listener.on(new Planned(Instant.now(), "holiday", "operation", "holiday/3", 4, List.of()));
        assertThat(value().get("status")).isEqualTo("UpdateApp");
        begun.result.complete(Samples.running("holiday"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"apsRollback", "apsRedeploy"})
    void returnsTheErrorWhereItShallNotFail(String name) throws Exception {
        var step = step(name);
        step.setFailOnError(false);
        aps.instances.add(Samples.with("holiday", Status.UNKNOWN));
        step.start(context).start();
        FakeAps.next(asked(name))
                .result
                .completeExceptionally(new ApsException(ErrorCode.NOT_FOUND, "there is no version 9"));
        assertThat(((Map<?, ?>) value().get("error")).get("code")).isEqualTo("notFound");
        assertThat(value().get("status")).isEqualTo("Unknown");
    }

    @Test
    void namesTheApplicationThatOnlyTheDescriptorNames() throws Exception {
        jenkins.users.get("dora").with(ApsPermissions.FORCE_UNDEPLOY);
        var step = new ApsDeployStep("");
        step.setWait(false);
        aps.instances.add(Samples.with("holiday", Status.PENDING));
        step.start(context).start();
        FakeAps.next(aps.deploys)
                .listener
                .on(new Planned(Instant.now(), "holiday", "operation", "holiday/3", 1, List.of()));
        assertThat(value().get("status")).isEqualTo("Pending");
    }
}
