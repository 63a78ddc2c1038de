package io.jenkins.plugins.aps.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aps.cli.Samples;
import io.jenkins.plugins.aps.core.model.ApplyOptions;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Change.Action;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.FailureOutcome;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployCommandTest {
    private static final String[] GOOD = {
        "deploy", "holiday", "--repository", "models", "--project", "holiday", "--release", "1", "--admin-user", "ada"
    };

    @TempDir
    Path folder;

    private TestConsole console;

    @BeforeEach
    void open() {
        console = new TestConsole(folder);
        console.core.instance = Samples.running(
                Samples.change(Samples.NAMESPACE, Action.CREATED), Samples.change(Samples.RB, Action.CREATED));
    }

    @Test
    void turnsItsOptionsIntoARequest() {
        console.write("password.txt", "s3cret\n");
        assertThat(console.run(with(
                        "--admin-group",
                        "devops",
                        "--user",
                        "bob",
                        "--group",
                        "staff",
                        "--group",
                        "hr",
                        "--connector",
                        "email=email",
                        "--connector",
                        "erp=registry.example.org/erp:1",
                        "--variables",
                        "email={\"EMAIL_HOST\": \"smtp.example.org\"}",
                        "--secret",
                        "email.EMAIL_PASSWORD=@password.txt",
                        "--timeout-minutes",
                        "20",
                        "--component-timeout-minutes",
                        "0.5",
                        "--on-failure",
                        "undeploy",
                        "--if-running",
                        "supersede",
                        "--dry-run")))
                .isZero();
        var request = console.core.deploys.get(0);
        assertThat(request.application()).isEqualTo("holiday");
        assertThat(request.project()).isEqualTo("holiday");
        assertThat(request.release()).isEqualTo("1");
        assertThat(request.by()).isEqualTo("ada");
        assertThat(request.access().administrators().users()).containsExactly("ada");
        assertThat(request.access().administrators().groups()).containsExactly("devops");
        assertThat(request.access().users().users()).containsExactly("bob");
        assertThat(request.access().users().groups()).containsExactly("staff", "hr");
        assertThat(request.timeout()).isEqualTo(Duration.ofMinutes(20));
        assertThat(request.componentTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(request.onFailure()).isEqualTo(FailurePolicy.UNDEPLOY);
        assertThat(request.ifRunning()).isEqualTo(IfRunning.SUPERSEDE);
        assertThat(request.dryRun()).isTrue();
        assertThat(request.connectors())
                .extracting(ConnectorRequest::name, ConnectorRequest::template, ConnectorRequest::image)
                .containsExactly(tuple("email", "email", ""), tuple("erp", "", "registry.example.org/erp:1"));
        var secret = request.connectors().get(0).secrets().get("EMAIL_PASSWORD");
        assertThat(secret.value().reveal()).isEqualTo("s3cret");
        assertThat(secret.credentialsId()).isEqualTo("file");
    }

    @Test
    void opensTheCoreWithWhatTheOptionsSay() {
        console.variables.put("XDG_CACHE_HOME", folder.resolve("caches").toString());
        console.run(with("--context", "test", "--gateway-url", "https://gateway.example.org/"));
        var settings = console.core.settings;
        assertThat(settings.door()).startsWith("cli-42-");
        assertThat(settings.cache()).isEqualTo(folder.resolve("caches").resolve("aps"));
        assertThat(settings.repositories().get(0).url())
                .isEqualTo(folder.resolve("models").toString());
        assertThat(settings.repositories().get(0).localAllowed()).isTrue();
        assertThat(settings.clusters().get(0).gatewayUrl()).isEqualTo("https://gateway.example.org");
        assertThat(settings.clusters().get(0).platformNamespace()).isEqualTo("aps-platform");
        assertThat(settings.clusters().get(0).credential().get())
                .hasToString("Kubeconfig[content=******, context=test, trusted=true, file="
                        + folder.resolve("kubeconfig") + "]");
        assertThat(console.core.closed).isTrue();
    }

    @Test
    void aPasswordInTheGatewayIsRefusedAndNotPrinted() {
        assertThat(console.run(with("--gateway-url", "https://ada:hunter2@gateway.example.org/apps")))
                .isEqualTo(2);
        assertThat(console.core.deploys).isEmpty();
        assertThat(console.err())
                .contains("--gateway-url: holds a user or a password", "and it has a path")
                .doesNotContain("hunter2");
    }

    @Test
    void whatIsDoneOnlyWhereItIsAskedForHasOptions() {
        console.run(with());
        console.run(with("--force-conflicts", "--no-gateway"));
        assertThat(console.core.deploys)
                .extracting(DeployRequest::options)
                .containsExactly(ApplyOptions.NONE, new ApplyOptions(true, true));
    }

    @Test
    void tellsEverythingThatIsWrongAtOnceAndAsksTheCoreNothing() {
        assertThat(console.run(
                        "deploy",
                        "Holiday",
                        "--repository",
                        "nowhere",
                        "--gateway-url",
                        "gateway",
                        "--variables",
                        "email=@none.json"))
                .isEqualTo(2);
        assertThat(console.core.deploys).isEmpty();
        assertThat(console.out()).isEmpty();
        assertThat(console.err())
                .contains("APPLICATION: 'Holiday' is not a valid name")
                .contains("--release: say which release")
                .contains("--project: say which project")
                .contains("--admin-user: an application needs an administrator")
                .contains("--variables: there is no file " + folder.resolve("none.json"))
                .contains("--gateway-url: is no http or https address of a host")
                .contains("--repository: there is no folder " + folder.resolve("nowhere"))
                .contains("7 things keep the command from being run")
                .contains("'aps deploy --help'");
    }

    @Test
    void refusesASecretOnTheCommandLineWithoutRepeatingIt() {
        assertThat(console.run(with("--secret", "email.EMAIL_PASSWORD=hunter2")))
                .isEqualTo(2);
        assertThat(console.err())
                .contains("email.EMAIL_PASSWORD: a secret is read from a file only")
                .doesNotContain("hunter2");
    }

    @Test
    void doesNotRepeatWhatFollowsAnUnknownOption() {
        assertThat(console.run(with("--secrets", "email.EMAIL_PASSWORD=hunter2")))
                .isEqualTo(2);
        assertThat(console.err()).contains("--secrets: there is no such option").doesNotContain("hunter2");
    }

    @Test
    void printsUrlsQueryAndChangesAtTheEnd() {
        console.core.events = Samples::tellDeployment;
        assertThat(console.run(GOOD)).isZero();
        assertThat(console.out())
                .contains("holiday is Running, release holiday/1, application version 1")
                .contains("https://gateway.example.org/holiday/rb")
                .contains("ui desk")
                .contains("Try it: GET https://gateway.example.org/holiday/rb/v1/process-instances")
                .endsWith("Changes: 2 created.\n");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void saysThatNothingWasChanged() {
        console.core.instance = Samples.running(Samples.change(Samples.RB, Action.UNCHANGED));
        console.run(GOOD);
        assertThat(console.out()).endsWith("Changed nothing: everything was already so.\n");
    }

    @Test
    void printsASentenceEachProblemAndTheRemedyOfAFailure() {
        console.core.failure = new ApsException(
                        ErrorCode.FAILED,
                        "holiday does not run",
                        List.of(new Problem("Deployment/email", "can't pull \u001b[31mimage")))
                .of("holiday", "op-1");
        assertThat(console.run(GOOD)).isEqualTo(1);
        assertThat(console.err())
                .startsWith("Error (failed): holiday does not run\n")
                .contains("  - Deployment/email: can't pull <U+001B>[31mimage\n")
                .contains("'aps undeploy holiday --force'");
    }

    @Test
    void offersNoRollbackAfterOne() {
        console.core.failure = new ApsException(ErrorCode.FAILED, "holiday does not run")
                .of("holiday", "op-1")
                .with(FailureOutcome.ROLLED_BACK);
        assertThat(console.run(GOOD)).isEqualTo(1);
        assertThat(console.err()).contains("The version before runs again").doesNotContain("aps rollback");
    }

    @Test
    void answersWithOneJsonValueAndTellsProgressBesideIt() throws Exception {
        console.core.events = Samples::tellDeployment;
        assertThat(console.run(with("--output", "json"))).isZero();
        var json = new ObjectMapper().readTree(console.out());
        assertThat(json.path("application").asText()).isEqualTo("holiday");
        assertThat(json.path("statusClass").asText()).isEqualTo("running");
        assertThat(console.err()).contains("Deploying holiday");
    }

    @Test
    void answersWithTheErrorAsJson() throws Exception {
        assertThat(console.run("deploy", "--output", "json")).isEqualTo(2);
        var json = new ObjectMapper().readTree(console.out());
        assertThat(json.path("code").asText()).isEqualTo("invalidRequest");
        assertThat(json.path("details").size()).isGreaterThan(3);
        assertThat(console.err()).isEmpty();
    }

    @Test
    void takesADescriptorInsteadOfAReleaseButNotBoth() {
        console.write("holiday.json", "{\"schemaVersion\": 1}");
        assertThat(console.run("deploy", "holiday", "--repository", "models", "--descriptor", "holiday.json"))
                .isZero();
        assertThat(console.core.deploys.get(0).descriptor()).isEqualTo("{\"schemaVersion\": 1}");
        assertThat(console.run(with("--descriptor", "holiday.json"))).isEqualTo(2);
        assertThat(console.err()).contains("--descriptor: says which release");
    }

    private static String[] with(String... more) {
        var all = new ArrayList<>(List.of(GOOD));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
