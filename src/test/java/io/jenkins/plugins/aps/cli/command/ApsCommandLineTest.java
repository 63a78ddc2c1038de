package io.jenkins.plugins.aps.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApsCommandLineTest {
    @TempDir
    Path folder;

    private TestConsole console;

    @BeforeEach
    void open() {
        console = new TestConsole(folder);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void endsWithTheExitCodeOfTheErrorAndSaysWhatToDo(ErrorCode code) {
        console.core.failure = new ApsException(code, "it went wrong");
        assertThat(console.run("status", "holiday")).isEqualTo(code.exitCode());
        assertThat(console.err().lines()).hasSize(2).first().isEqualTo("Error (" + code.code() + "): it went wrong");
    }

    @Test
    void offersCommandsForTheApplicationThatWasTyped() {
        console.core.failure = new ApsException(ErrorCode.CONFLICT, "it has a record already");
        console.run("status", "holiday");
        assertThat(console.err()).contains("'aps status holiday' shows how the application stands");
        console.run("status");
        assertThat(console.err()).contains("'aps status APPLICATION' shows");
    }

    @Test
    void takesWhatIsNoErrorOfOursForADefect() {
        console.core.failure = new IllegalStateException("surprise");
        assertThat(console.run("status")).isEqualTo(5);
        assertThat(console.err())
                .startsWith("Error (internal): Unexpected IllegalStateException: surprise")
                .contains("APS_DEBUG=1")
                .doesNotContain("\tat ");
    }

    @Test
    void showsTheTraceOfADefectWhenAsked() {
        console.variables.put("APS_DEBUG", "1");
        console.core.failure = new IllegalStateException("surprise");
        console.run("status");
        assertThat(console.err()).contains("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"deply, '; did you mean deploy? The'", "srve, '; did you mean serve? The'", "remove, '; the'"})
    void namesTheCommandsWhereOneIsUnknown(String command, String meant) {
        assertThat(console.run(command, "holiday")).isEqualTo(2);
        assertThat(console.err())
                .contains(
                        command + ": there is no such command" + meant
                                + " commands are releases, deploy, rollback, redeploy, status, export, undeploy, adopt, serve, demo, help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--output=json", "--output json", "--output JSON"})
    void answersAnUnknownCommandInJsonWhereThatIsAsked(String output) throws Exception {
        var words = ("deply holiday " + output).split(" ");
        assertThat(console.run(words)).isEqualTo(2);
        assertThat(new ObjectMapper().readTree(console.out()).path("details").findValuesAsText("where"))
                .contains("deply");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void helpExplainsAllOrOne() {
        assertThat(console.run("help")).isZero();
        assertThat(console.run("help", "deploy")).isZero();
        assertThat(console.out()).contains("Exit codes", "Usage: aps deploy").doesNotContain("Usage: aps status");
        assertThat(console.err()).isEmpty();
    }

    /** What is listed is of use: an option that is refused or does nothing there would mislead. */
    @ParameterizedTest
    @CsvSource({
        "serve, --output",
        "demo, --output",
        "help, --output",
        "status, --gateway-url",
        "undeploy, --gateway-url",
        "export, --gateway-url",
        "adopt, --gateway-url",
        "releases, --kubeconfig",
        "rollback, --no-gateway",
        "status, --if-running",
        "undeploy, --on-failure"
    })
    void helpListsNoOptionThatIsOfNoUse(String command, String option) {
        assertThat(console.run(command, "--help")).isZero();
        assertThat(console.out()).contains("--no-color").doesNotContain(option);
    }

    @Test
    void helpKnowsNoOtherCommandsAndNoJson() {
        assertThat(console.run("help", "deply")).isEqualTo(2);
        assertThat(console.err()).contains("deply: there is no such command; did you mean deploy? The commands are");
        assertThat(console.run("help", "--output", "json")).isEqualTo(2);
        assertThat(console.out()).contains("the help is for people");
    }

    @Test
    void showsItsUsageWhereNothingIsTyped() {
        assertThat(console.run()).isEqualTo(2);
        assertThat(console.err()).contains("Usage: aps").contains("Commands");
    }

    @ParameterizedTest
    @ValueSource(strings = {"releases", "deploy", "rollback", "redeploy", "status", "undeploy", "demo", "help"})
    void explainsEachCommandWithExamples(String command) {
        assertThat(console.run(command, "--help")).isZero();
        assertThat(console.out())
                .contains("Usage: aps " + command)
                .contains("Examples")
                .contains("  aps " + command);
        assertThat(console.out().lines()).allMatch(line -> line.length() <= 110);
        assertThat(console.err()).isEmpty();
    }

    /** As they stand there they can be pasted into a shell: a line that is too wide would be broken in two. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "releases",
                "deploy",
                "rollback",
                "redeploy",
                "status",
                "export",
                "undeploy",
                "adopt",
                "serve",
                "demo",
                "help"
            })
    void noExampleIsBrokenInTwo(String command) {
        assertThat(console.run(command, "--help")).isZero();
        var examples = console.out().lines().toList();
        boolean goesOn = false;
        for (var line : examples.subList(examples.indexOf("Examples") + 1, examples.size())) {
            if (!line.isBlank()) {
                assertThat(goesOn || line.matches("  (aps|curl) .*")).as(line).isTrue();
                goesOn = line.endsWith("\\");
            }
        }
        assertThat(goesOn).isFalse();
    }

    @Test
    void explainsItselfWithItsExitCodes() {
        assertThat(console.run("--help")).isZero();
        assertThat(console.out()).contains("Exit codes").contains("130");
    }

    @Test
    void tellsItsVersion() {
        assertThat(console.run("--version")).isZero();
        assertThat(console.out()).startsWith("aps ");
    }

    @Test
    void tellsAllThatItDoesNotUnderstandAtOnce() {
        assertThat(console.run("deploy", "a", "b", "--nonsense", "--on-failure", "panic", "--timeout-minutes", "-1"))
                .isEqualTo(2);
        assertThat(console.err())
                .contains("'panic' is none of leave, rollback, undeploy")
                .contains("'-1' is no number of minutes")
                .contains("b: is one word too many")
                .contains("--nonsense: there is no such option");
    }

    @Test
    void tellsAMistakeOnceAndWhatWasMeant() {
        assertThat(console.run(
                        "deploy",
                        "--projct",
                        "holiday",
                        "app",
                        "--port=1",
                        "--admin",
                        "ada",
                        "--timeout-minutes",
                        "ten"))
                .isEqualTo(2);
        assertThat(console.err().lines().filter(line -> line.startsWith("  - ")))
                .containsExactlyInAnyOrder(
                        "  - --timeout-minutes: 'ten' is no number of minutes, such as 15 or 0.5",
                        "  - --projct: there is no such option; did you mean --project?",
                        "  - --port: is no option of deploy, but of serve",
                        "  - --admin: there is no such option; did you mean --admin-user or --admin-group?",
                        "  - --release: say which release: a number, or latest ('aps releases' lists them)",
                        "  - --repository: say which Git repository holds the project: a URL or a local path");
    }

    @ParameterizedTest
    @CsvSource({
        "deploy, --relase, --release",
        "deploy, -release, --release",
        "releases, --projects, --project",
        "rollback, --to-versoin, --to-version",
        "redeploy, --component-timeout, --component-timeout-minutes",
        "status, --kubconfig, --kubeconfig",
        "export, --files, --file",
        "undeploy, --platform-namspace, --platform-namespace",
        "adopt, --based-on-digst, --based-on-digest",
        "serve, --confg, --config"
    })
    void aMistypedOptionIsOneProblemAndItsValueNoName(String command, String typo, String meant) {
        assertThat(console.run(command, typo, "3")).isEqualTo(2);
        assertThat(console.err())
                .contains("  - " + typo + ": there is no such option; did you mean " + meant + "?\n")
                .doesNotContain("'3' is not a valid name");
        assertThat(console.core.asked).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "rollback, --release 3, 'deploy, releases'",
        "undeploy, --on-failure=leave, 'deploy, rollback, redeploy'",
        "status, --gateway-url https://gateway.example.org, 'deploy, rollback, redeploy, serve'",
        "redeploy, --force, 'undeploy; did you mean --force-conflicts?'"
    })
    void saysWhichCommandsHaveAnOption(String command, String option, String others) {
        var words = (command + " " + option + " holiday" + (command.equals("undeploy") ? " --yes" : "")).split(" ");
        assertThat(console.run(words)).isEqualTo(2);
        assertThat(console.err().lines().filter(line -> line.startsWith("  - ")))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("  - " + option.split("[ =]")[0] + ": is no option of " + command + ", but of ")
                        .satisfies(text -> assertThat(text.substring(text.indexOf("but of ") + 7)
                                        .split(", "))
                                .containsExactlyInAnyOrder(others.split(", "))));
    }

    @Test
    void aMistypedOptionIsCheckedAsItWasMeant() {
        assertThat(console.run("rollback", "holiday", "--to-versoin=three")).isEqualTo(2);
        assertThat(console.err())
                .contains("  - --to-versoin: there is no such option; did you mean --to-version?\n")
                .contains("  - --to-version: 'three' is no whole number\n");
        assertThat(console.run("rollback", "holiday", "--to-version", "1", "--to-versoin", "2"))
                .isEqualTo(2);
        assertThat(console.err()).doesNotContain("only once");
    }

    @Test
    void aCommandThatThereIsNotIsOneProblem() {
        assertThat(console.run("deply", "holiday", "--release", "1")).isEqualTo(2);
        assertThat(console.err().lines().filter(line -> line.startsWith("  - ")))
                .hasSize(1);
        assertThat(console.err())
                .endsWith("Nothing was changed. 'aps help' lists the commands, 'aps help COMMAND' explains one.\n");
    }

    @Test
    void aPortThatIsTakenIsNoMatterOfApplications() {
        console.core.failure = new ApsException(ErrorCode.CONFLICT, "can't listen at port 8080");
        assertThat(console.run("serve", "--repository", "models")).isEqualTo(3);
        assertThat(console.err()).contains("--port").doesNotContain("--if-running");
    }

    @Test
    void tellsMistakesOfEveryKindAtOnce() {
        console.write("descriptor.json", "{}");
        console.run(
                "deploy",
                "UPPER",
                "--release",
                "1",
                "--file",
                "descriptor.json",
                "--variables",
                "ledger.URL=x",
                "--secret",
                "foo",
                "--connector",
                "x",
                "--user",
                "a,b",
                "--on-failure",
                "panic",
                "--timeout-minutes",
                "9999999",
                "--repository",
                folder.toString());
        assertThat(console.err().lines().filter(line -> line.startsWith("  - ")))
                .hasSize(10)
                .anyMatch(line -> line.contains("APPLICATION: 'UPPER' is not a valid name"))
                .anyMatch(line -> line.contains("--file") && line.contains("is given with --descriptor"))
                .anyMatch(line -> line.contains("--variables ledger='{\"URL\": \"...\"}'"))
                .anyMatch(line -> line.contains("'a,b' holds a comma") && line.contains("repeat --user"))
                .anyMatch(line -> line.contains("'panic' is none of"))
                .anyMatch(line -> line.contains("is too long a time"))
                .anyMatch(line -> line.contains("is no Git repository"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "releases",
                "deploy",
                "rollback",
                "redeploy",
                "status",
                "export",
                "undeploy",
                "adopt",
                "serve",
                "demo",
                "help"
            })
    void doesNothingWhenItDoesNotUnderstandAWord(String command) {
        assertThat(console.run(command, "--nonsense")).isEqualTo(2);
        assertThat(console.core.asked).isZero();
        assertThat(console.err()).contains("--nonsense: there is no such option");
    }

    @Test
    void outputThatIsLostIsNoSuccess() {
        console.full = true;
        assertThat(console.run("status")).isEqualTo(74);
        assertThat(console.err()).contains("could not be written completely");
        assertThat(console.run("help")).isEqualTo(74);
        // What is worse counts.
        assertThat(console.run("nonsense")).isEqualTo(2);
    }

    @Test
    void saysInPlainWordsThatANumberIsTooLarge() {
        console.run("rollback", "holiday", "--to-version", "99999999999");
        assertThat(console.err()).contains("  - --to-version: '99999999999' is too large a number\n");
    }

    @Test
    void saysInPlainWordsThatANumberIsNone() {
        assertThat(console.run("rollback", "holiday", "--to-version", "x")).isEqualTo(2);
        assertThat(console.err()).contains("  - --to-version: 'x' is no whole number\n");
    }

    @Test
    void saysThatAKubeconfigIsMissing() {
        console.variables.clear();
        assertThat(console.run("status")).isEqualTo(2);
        assertThat(console.err())
                .contains("--kubeconfig: no kubeconfig: neither --kubeconfig, $KUBECONFIG nor ~/.kube/config");
    }

    @Test
    void usesTheServiceAccountInAPod() {
        console.variables.clear();
        console.variables.put("KUBERNETES_SERVICE_HOST", "10.0.0.1");
        assertThat(console.run("status")).isZero();
        assertThat(console.core.settings.clusters().get(0).credential().get()).hasToString("ServiceAccount[]");
    }
}
