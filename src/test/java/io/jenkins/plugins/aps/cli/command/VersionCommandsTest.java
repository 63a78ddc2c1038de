package io.jenkins.plugins.aps.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aps.cli.Samples;
import io.jenkins.plugins.aps.core.model.ApplyOptions;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Change.Action;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.VersionRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that go to a recorded version. */
class VersionCommandsTest {
    @TempDir
    Path folder;

    private TestConsole console;

    @BeforeEach
    void open() {
        console = new TestConsole(folder);
        console.core.instance = Samples.running(Samples.change(Samples.RB, Action.CONFIGURED));
    }

    private List<VersionRequest> asked(String command) {
        return command.equals("rollback") ? console.core.rollbacks : console.core.redeploys;
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "redeploy"})
    void turnsItsOptionsIntoARequest(String command) {
        var words = command
                + " holiday --repository models --on-failure leave --if-running fail --timeout-minutes 20 --component-timeout-minutes 0.5 --dry-run";
        assertThat(console.run(words.split(" "))).isZero();
        var request = asked(command).get(0);
        assertThat(request.application()).isEqualTo("holiday");
        assertThat(request.by()).isEqualTo("ada");
        assertThat(request.version()).isZero();
        assertThat(request.onFailure()).isEqualTo(FailurePolicy.LEAVE);
        assertThat(request.ifRunning()).isEqualTo(IfRunning.FAIL);
        assertThat(request.timeout()).isEqualTo(Duration.ofMinutes(20));
        assertThat(request.componentTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(request.dryRun()).isTrue();
        assertThat(request.credentials().apply("smtp")).isEmpty();
        assertThat(console.core.settings.repositories().get(0).url())
                .isEqualTo(folder.resolve("models").toString());
        assertThat(console.out()).contains("Dry run: nothing was changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "redeploy"})
    void needsNoRepositoryAsTheClusterHasTheFiles(String command) {
        assertThat(console.run(command, "holiday")).isZero();
        assertThat(console.core.settings.repositories()).isEmpty();
        assertThat(console.run(command, "holiday", "--git-user", "ada")).isEqualTo(2);
        assertThat(console.err()).contains("--repository: say which Git repository");
    }

    @Test
    void aRedeploymentTakesFieldsBackAndDropsTheGatewayWhereAsked() {
        console.run("redeploy", "holiday", "--repository", "models", "--force-conflicts", "--no-gateway");
        assertThat(console.core.redeploys.get(0).options()).isEqualTo(new ApplyOptions(true, true));
        assertThat(console.run("rollback", "holiday", "--repository", "models", "--force-conflicts"))
                .as("a rollback does so anyway")
                .isEqualTo(2);
    }

    @Test
    void goesBackToTheVersionThatIsNamed() {
        assertThat(console.run("rollback", "holiday", "--repository", "models", "--to-version", "3"))
                .isZero();
        assertThat(console.core.rollbacks.get(0).version()).isEqualTo(3);
        assertThat(console.out()).contains("holiday is Running").endsWith("Changes: 1 configured.\n");
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        assertThat(console.run("rollback", "Holiday", "--to-version", "-1", "--git-user", "ada"))
                .isEqualTo(2);
        assertThat(console.err())
                .contains("APPLICATION: 'Holiday' is not a valid name", "--to-version: -1 is no version")
                .contains("--repository: say which Git repository")
                .contains("'aps rollback --help'");
        assertThat(console.run("rollback", "holiday", "--to-version", "three")).isEqualTo(2);
        assertThat(console.err()).contains("--to-version: ", "'three'");
        assertThat(console.run("redeploy", "holiday", "--to-version", "3")).isEqualTo(2);
        assertThat(console.err()).contains("--to-version: is no option of redeploy, but of rollback");
        assertThat(console.core.settings).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "redeploy"})
    void answersWithOneJsonValue(String command) throws Exception {
        console.core.events = Samples::tellDeployment;
        assertThat(console.run(command, "holiday", "--repository", "models", "--output", "json"))
                .isZero();
        assertThat(new ObjectMapper()
                        .readTree(console.out())
                        .path("applicationVersion")
                        .asInt())
                .isEqualTo(1);
        assertThat(console.err()).contains("Deploying holiday");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "redeploy"})
    void saysWhereTheVersionsAreListedWhereThereIsNoneSuch(String command) {
        console.core.failure = new ApsException(ErrorCode.NOT_FOUND, "there is no version 9").of("holiday", "op-1");
        assertThat(console.run(command, "holiday", "--repository", "models")).isEqualTo(2);
        assertThat(console.err()).contains("'aps status holiday' lists its versions");
        console.core.failure = new ApsException(ErrorCode.NOT_FOUND, "there is no application 'holiday'")
                .because(ErrorReason.NO_APPLICATION)
                .of("holiday", "op-1");
        assertThat(console.run(command, "holiday", "--repository", "models")).isEqualTo(2);
        assertThat(console.err()).endsWith("'aps status' lists the applications that exist.\n");
    }

    @Test
    void aDryRunThatIsStoppedHasChangedNothing() {
        for (var type : OperationType.values()) {
            assertThat(new StopHint("holiday", true).of(Optional.of(type), true))
                    .isEqualTo("Stopped; nothing was changed.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DEPLOY, true, the same command goes on",
        "UPGRADE, true, 'aps rollback holiday' goes back",
        "ROLLBACK, true, 'aps redeploy holiday' goes on",
        "UPGRADE, false, the same command begins anew",
        "UNDEPLOY, false, 'aps undeploy holiday --force' goes on",
        "FORCE_UNDEPLOY, true, 'aps undeploy holiday --force' goes on"
    })
    void tellsCommandsThatLeadOnAfterAStop(OperationType type, boolean planned, String told) {
        var hint = new StopHint("holiday", false).of(Optional.of(type), planned);
        assertThat(hint).contains(told);
        if (type == OperationType.DEPLOY) {
            assertThat(hint).doesNotContain("rollback");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "redeploy"})
    void saysHowToGoOnAfterAStop(String command) throws Exception {
        console.core.running = new CompletableFuture<>();
        var run = CompletableFuture.supplyAsync(() -> console.run(command, "holiday", "--repository", "models"));
        while (console.hooks.isEmpty()) {
            Thread.onSpinWait();
        }
        var hook = console.hooks.get(0);
        hook.start();
        hook.join();
        assertThat(run.get()).isEqualTo(130);
        assertThat(console.err()).contains("the same command begins anew");
    }
}
