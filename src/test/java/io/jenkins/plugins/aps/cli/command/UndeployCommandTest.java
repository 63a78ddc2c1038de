package io.jenkins.plugins.aps.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.cli.Samples;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UndeployCommandTest {
    @TempDir
    Path folder;

    private TestConsole console;

    @BeforeEach
    void open() {
        console = new TestConsole(folder);
    }

    @Test
    void turnsItsOptionsIntoARequest() {
        console.core.undeployed = result(Outcome.GONE, "");
        assertThat(console.run("undeploy", "holiday", "--yes", "--force", "--timeout-minutes", "2"))
                .isZero();
        var request = console.core.undeploys.get(0);
        assertThat(request.force()).isTrue();
        assertThat(request.removeForeignFinalizers()).isFalse();
        assertThat(request.timeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(console.out()).isEqualTo("holiday is gone: 1 object removed.\n");
    }

    @ParameterizedTest
    @CsvSource({"GONE,0", "STUCK,1", "UNKNOWN,4"})
    void endsAsItsVerdictSays(Outcome verdict, int exitCode) {
        console.core.undeployed = result(verdict, "a finalizer holds it");
        assertThat(console.run("undeploy", "holiday", "--yes")).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @CsvSource({"holiday,,true", "hollday,,false", ",,false", ",--yes,true"})
    void asksAPersonForTheName(String typed, String yes, boolean removes) {
        console.terminal = true;
        console.in = typed == null ? "" : typed + "\n";
        console.core.instance = Samples.running();
        console.core.undeployed = result(Outcome.GONE, "");
        int exit = yes == null ? console.run("undeploy", "holiday") : console.run("undeploy", "holiday", yes);
        assertThat(console.core.undeploys).hasSize(removes ? 1 : 0);
        assertThat(exit).isEqualTo(removes ? 0 : 2);
        assertThat(console.err().contains("Type its name")).isEqualTo(yes == null);
    }

    @Test
    void onlyTellsWhatWouldGo() {
        console.terminal = true;
        console.core.undeployed = new UndeployResult(
                "holiday",
                Outcome.PLANNED,
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        List.of(Samples.change(Samples.RB, Change.Action.REMOVED)),
                        List.of(Samples.change(Samples.NAMESPACE, Change.Action.REMOVED))));
        assertThat(console.run("undeploy", "holiday", "--dry-run")).isZero();
        assertThat(console.core.undeploys.get(0).dryRun()).isTrue();
        assertThat(console.err()).doesNotContain("Type its name");
        assertThat(console.out())
                .contains("Wave 1 of 2", "Deployment/rb", "Wave 2 of 2", "Namespace/holiday", "nothing was changed");
    }

    @Test
    void removesNothingUnaskedWhereNobodyCanBeAsked() {
        console.core.undeployed = result(Outcome.GONE, "");
        assertThat(console.run("undeploy", "holiday")).isEqualTo(2);
        assertThat(console.core.undeploys).isEmpty();
        assertThat(console.err()).contains("--yes: nobody can be asked here");
        assertThat(console.run("undeploy", "holiday", "--yes")).isZero();
    }

    @Test
    void namesWhatIsStillThere() {
        console.core.undeployed = new UndeployResult(
                "holiday", Outcome.STUCK, "a finalizer holds it", List.of(), List.of(Samples.NAMESPACE), List.of());
        console.run("undeploy", "holiday", "--yes");
        assertThat(console.out())
                .isEqualTo("holiday is not gone: a finalizer holds it\nStill there:\n  Namespace/holiday\n"
                        + "Next: 'aps undeploy holiday --force'\n");
    }

    @Test
    void saysWhatComesAfterForce() {
        console.core.undeployed = result(Outcome.STUCK, "a finalizer holds it");
        console.run("undeploy", "holiday", "--yes", "--force");
        assertThat(console.out()).contains("'aps undeploy holiday --force --remove-foreign-finalizers'");
    }

    @Test
    void touchesWhatIsOfOthersWithForceOnly() {
        assertThat(console.run("undeploy", "holiday", "--yes", "--remove-foreign-finalizers"))
                .isEqualTo(2);
        assertThat(console.err()).contains("--remove-foreign-finalizers: only together with --force");
        assertThat(console.core.undeploys).isEmpty();
        console.core.undeployed = result(Outcome.GONE, "");
        console.run("undeploy", "holiday", "--yes", "--force", "--remove-foreign-finalizers");
        assertThat(console.core.undeploys.get(0).removeForeignFinalizers()).isTrue();
    }

    @Test
    void refusesWhatIsNotOurs() {
        assertThat(console.run("undeploy", "kube-system", "--force")).isEqualTo(2);
        assertThat(console.err()).contains("'kube-system' is reserved");
        assertThat(console.core.undeploys).isEmpty();
    }

    private static UndeployResult result(Outcome verdict, String reason) {
        return new UndeployResult("holiday", verdict, reason, List.of(Samples.NAMESPACE), List.of(), List.of());
    }
}
