package io.jenkins.plugins.aps.jenkins.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployEvent.ObjectApplied;
import io.jenkins.plugins.aps.core.event.DeployEvent.ObjectProgressed;
import io.jenkins.plugins.aps.core.event.DeployEvent.OperationFailed;
import io.jenkins.plugins.aps.core.event.DeployEvent.OperationStarted;
import io.jenkins.plugins.aps.core.event.DeployEvent.OperationSucceeded;
import io.jenkins.plugins.aps.core.event.DeployEvent.Planned;
import io.jenkins.plugins.aps.core.event.DeployEvent.PlannedWave;
import io.jenkins.plugins.aps.core.event.DeployEvent.ServiceLog;
import io.jenkins.plugins.aps.core.event.DeployEvent.Waiting;
import io.jenkins.plugins.aps.core.event.DeployEvent.WaveEnded;
import io.jenkins.plugins.aps.core.event.DeployEvent.WaveStarted;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.Diff;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.FailureOutcome;
import io.jenkins.plugins.aps.core.model.FieldChange;
import io.jenkins.plugins.aps.core.model.Health;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Urls;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleListenerTest {
    private static final Instant NOW = Instant.parse("2026-11-24T05:00:00Z");
    private static final ObjectRef RB = new ObjectRef("apps/v1", "Deployment", "holiday", "rb");

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final ConsoleListener console = new ConsoleListener(new PrintStream(log, true, StandardCharsets.UTF_8));

    private List<String> lines(DeployEvent... events) {
        for (var event : events) {
            console.on(event);
        }
        return log.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static ObjectProgressed progressed(int second, Health health, String ready, String reason) {
        return new ObjectProgressed(NOW.plusSeconds(second), "holiday", "id", RB, health, ready, reason);
    }

    @Test
    void tellsADeploymentInMilestones() {
        var created = new Change(RB, Change.Action.CREATED, "");
        var unchanged = new Change(RB, Change.Action.UNCHANGED, "");
        assertThat(lines(
                        new OperationStarted(NOW, "holiday", "id", OperationType.DEPLOY, "dora", "", false),
                        new Planned(
                                NOW,
                                "holiday",
                                "id",
                                "holiday/3",
                                1,
                                List.of(new PlannedWave(3, "runtime services", List.of(created, unchanged)))),
                        new WaveStarted(NOW, "holiday", "id", 3, "runtime services", 2),
                        new ObjectApplied(NOW, "holiday", "id", created),
                        new ObjectApplied(NOW, "holiday", "id", unchanged),
                        progressed(1, Health.GREEN, "2/2", ""),
                        new WaveEnded(NOW, "holiday", "id", 3, "runtime services", Duration.ofMillis(4200)),
                        new OperationSucceeded(
                                NOW,
                                "holiday",
                                "id",
                                OperationType.DEPLOY,
                                Status.RUNNING,
                                1,
                                1,
                                Duration.ofSeconds(185))))
                .containsExactly(
                        "[aps] Deploying holiday",
                        "[aps] Plan: holiday/3 as version 1 of holiday: 2 objects in 1 wave (1 to create, 1 unchanged)",
                        "[aps] Wave 3, runtime services: 2 objects",
                        "[aps]     Deployment/rb created",
                        "[aps]     Deployment/rb 2/2 ready",
                        "[aps] Wave 3 done in 4.2 s",
                        "[aps] Deployed holiday in 3 min 5 s: Running, 1 object changed, 1 unchanged");
    }

    @Test
    void tellsWhatADryRunFoundOut() {
        var settings = new ObjectRef("v1", "ConfigMap", "holiday", "settings");
        var replicas = new FieldChange("spec.replicas", "3", "1");
        var image = new FieldChange("spec.image", null, "a\u001b[1m");
        var changed =
                new Change(RB, Change.Action.CONFIGURED, "", new Diff(List.of(replicas, image), 2, "not checked: x"));
        var created = new Change(settings, Change.Action.CREATED, "", new Diff(List.of(), 0, "not checked: x"));
        var removed = new Change(settings, Change.Action.REMOVED, "no longer wanted");
        assertThat(lines(
                        new Planned(
                                NOW,
                                "holiday",
                                "id",
                                "holiday/3",
                                2,
                                true,
                                List.of(new PlannedWave(3, "runtime services", List.of(changed, created, removed)))),
                        new OperationSucceeded(
                                NOW,
                                "holiday",
                                "id",
                                OperationType.UPGRADE,
                                Status.RUNNING,
                                0,
                                0,
                                Duration.ofSeconds(1))))
                .containsExactly(
                        "[aps] Plan: holiday/3 as version 2 of holiday: 3 objects in 1 wave (1 to create, 1 to change, 1 to remove)",
                        "[aps]     would change Deployment/rb",
                        "[aps]         spec.replicas: 3 -> 1",
                        "[aps]         spec.image added: a [1m",
                        "[aps]         and 2 fields more",
                        "[aps]     would create ConfigMap/settings",
                        "[aps]     would remove ConfigMap/settings: no longer wanted",
                        "[aps]     Deployment/rb, ConfigMap/settings: not checked: x",
                        "[aps] Dry run of holiday done in 1.0 s: nothing was changed, it is Running");
    }

    @Test
    void tellsWhereAnApplicationIsToBeFound() {
        console.where(new Urls(
                Map.of("rb", "https://gateway.example.org/holiday/rb"),
                Map.of("desk", "https://gateway.example.org/holiday/ui/desk"),
                "GET https://gateway.example.org/holiday/rb/admin/v1/process-instances"));
        assertThat(lines())
                .containsExactly(
                        "[aps]     rb: https://gateway.example.org/holiday/rb",
                        "[aps]     ui desk: https://gateway.example.org/holiday/ui/desk",
                        "[aps]     Try it: GET https://gateway.example.org/holiday/rb/admin/v1/process-instances");
    }

    @Test
    void tellsTheReasonAndLastLinesOfAFailure() {
        assertThat(lines(
                        progressed(1, Health.RED, "0/2", "CrashLoopBackOff: exit code 1"),
                        new ServiceLog(NOW, "holiday", "id", RB, List.of("no database", "bye")),
                        new OperationFailed(
                                NOW,
                                "holiday",
                                "id",
                                OperationType.DEPLOY,
                                Verdict.FAILED,
                                ErrorCode.FAILED,
                                "rb does not run",
                                List.of(new Problem("rb", "crashes")),
                                Duration.ofSeconds(9))))
                .containsExactly(
                        "[aps]     Deployment/rb 0/2 FAILS: CrashLoopBackOff: exit code 1",
                        "[aps]     Last lines of Deployment/rb:",
                        "[aps]         | no database",
                        "[aps]         | bye",
                        "[aps] Failed after 9.0 s: rb does not run",
                        "[aps]   - rb: crashes");
    }

    @Test
    void repeatsItselfAtMostEveryTenSeconds() {
        assertThat(lines(
                        progressed(0, Health.YELLOW, "0/2", "starting"),
                        progressed(1, Health.YELLOW, "0/2", "starting"),
                        progressed(2, Health.YELLOW, "1/2", "starting"),
                        progressed(60, Health.YELLOW, "0/2", "starting"),
                        progressed(61, Health.YELLOW, "1/2", "starting"),
                        progressed(72, Health.YELLOW, "1/2", "starting"),
                        new Waiting(NOW, "holiday", "id", "another operation"),
                        new Waiting(NOW.plusSeconds(30), "holiday", "id", "another operation")))
                .containsExactly(
                        "[aps]     Deployment/rb 0/2: starting",
                        "[aps]     Deployment/rb 1/2: starting",
                        "[aps] Waiting: another operation");
    }

    @Test
    void hostileTextForgesNothing() {
        var hostile = "x\u001b[31m\r\n[aps] Deployed holiday\u202e\u0000\u001b[8mha:////4Notes";
        assertThat(lines(new ServiceLog(NOW, "holiday", "id", RB, List.of(hostile, "y".repeat(600)))))
                .hasSize(3)
                .allSatisfy(
                        line -> assertThat(line).startsWith("[aps]     ").doesNotContain("\u001b", "\u202e", "\u0000"))
                .last()
                .satisfies(line -> assertThat(line).hasSizeLessThan(540).endsWith(" ..."));
    }

    @Test
    void namesTheOperationThatStartedARollback() {
        assertThat(lines(new OperationStarted(
                        NOW, "holiday", "id-rollback", OperationType.ROLLBACK, "dora", "id", true)))
                .containsExactly("[aps] Rolling back holiday, started by operation id");
    }

    @Test
    void saysNothingOnceMuted() {
        console.mute();
        assertThat(lines(progressed(1, Health.GREEN, "2/2", ""))).isEmpty();
    }

    @Test
    void everyErrorHasARemedy() {
        for (var code : ErrorCode.values()) {
            assertThat(FailureText.of(new ApsException(code, "It went wrong")))
                    .startsWith("It went wrong\n")
                    .endsWith("(" + code.code() + ")")
                    .hasSizeGreaterThan(40);
        }
    }

    /** What was done already is not offered, nor what can't be done. */
    @Test
    void theRemedyFollowsWhatBecameOfTheApplication() {
        var failure = new ApsException(ErrorCode.FAILED, "It went wrong");
        assertThat(FailureText.of(failure)).contains("Where a version ran before, apsRollback brings it back");
        assertThat(FailureText.of(failure.with(FailureOutcome.ROLLED_BACK)))
                .contains("The version before runs again")
                .doesNotContain("apsRollback");
        assertThat(FailureText.of(failure.with(FailureOutcome.UNDEPLOYED)))
                .contains("is gone")
                .doesNotContain("apsRollback");
        assertThat(FailureText.of(failure.with(FailureOutcome.NOT_UNDEPLOYED)))
                .contains("force: true")
                .doesNotContain("apsRollback");
        assertThat(FailureText.of(failure.with(FailureOutcome.NOT_ROLLED_BACK))).contains("apsRollback");
        assertThat(FailureText.of(
                        new ApsException(ErrorCode.TIMED_OUT, "It took long").with(FailureOutcome.ROLLED_BACK)))
                .contains("The version before runs again")
                .contains("timeoutMinutes");
    }

    @Test
    void aFailureIsToldWithWhatBecameOfItsRollbackHoweverLongItsReasonIs() {
        var failure =
                new ApsException(ErrorCode.FAILED, "it does not run: " + "very ".repeat(150) + "; it was rolled back");
        assertThat(FailureText.of(failure).lines()).first().asString().endsWith("; it was rolled back");
    }
}
