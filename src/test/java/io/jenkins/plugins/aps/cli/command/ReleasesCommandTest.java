package io.jenkins.plugins.aps.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aps.cli.Samples;
import io.jenkins.plugins.aps.core.api.ReleaseDetails;
import io.jenkins.plugins.aps.core.model.ConnectorModel;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.ModelProblem;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.Project;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasesCommandTest {
    @TempDir
    Path folder;

    private TestConsole console;

    @BeforeEach
    void open() {
        console = new TestConsole(folder);
        console.core.releases =
                List.of(Samples.release(2, true, "two\u001b[2J lines\nof comment"), Samples.release(1, false, "First"));
    }

    @Test
    void listsReleasesAndMakesTheirCommentsHarmless() {
        assertThat(console.run("releases", "--repository", "models")).isZero();
        assertThat(console.out())
                .isEqualTo(
                        """
                        PROJECT  VERSION  LATEST  CREATED           BY  COMMIT      COMMENT
                        holiday  2        latest  2026-11-24 08:00  Mo  0123456789  two<U+001B>[2J lines of comment
                        holiday  1                2026-11-24 08:00  Mo  0123456789  First
                        """);
    }

    @Test
    void needsNoCluster() {
        console.variables.clear();
        assertThat(console.run("releases", "--repository", "models", "--project", "other"))
                .isZero();
        assertThat(console.out()).isEqualTo("No project of this repository is released.\n");
    }

    @Test
    void tellsWhatAReleaseNeedsAndWhatIsWrongWithIt() {
        console.core.details = new ReleaseDetails(
                Samples.release(1, false, "First"),
                new Project(
                        "holiday",
                        "1",
                        "",
                        Principals.NONE,
                        List.of(),
                        List.of(new ConnectorModel(
                                "connectors/email.json",
                                "email",
                                "email",
                                List.of("SEND"),
                                List.of(
                                        new ConnectorModel.Variable("EMAIL_HOST", "", "smtp.example.org", true, false),
                                        new ConnectorModel.Variable("EMAIL_PASSWORD", "", "leaked", true, true)))),
                        List.of(),
                        List.of("request"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new ModelProblem("forms/request.json", "3:7", "notJson", "is no JSON"))));
        assertThat(console.run("releases", "--repository", "models", "--project", "holiday", "--release", "1"))
                .isZero();
        assertThat(console.out())
                .contains("connector email, made from email")
                .contains("EMAIL_HOST = smtp.example.org")
                .contains("EMAIL_PASSWORD (secret, required)")
                .contains("can't be deployed:\n    - forms/request.json (3:7): is no JSON")
                .doesNotContain("leaked");
    }

    @Test
    void saysWhatADeploymentMustBringAndWhatShouldBeKnown() {
        var note = new ModelProblem("connectors/erp.json", "", ModelProblem.NEEDS_IMAGE, "'erp' needs an image");
        var project = new Project(
                        "holiday",
                        "1",
                        "",
                        Principals.NONE,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of())
                .judged(List.of(), List.of(note));
        console.core.details = new ReleaseDetails(Samples.release(1, false, "First"), project);
        console.run("releases", "--repository", "models", "--project", "holiday", "--release", "1");

        assertThat(console.out())
                .contains("can be deployed, with an image for 1 connector\n")
                .contains("note: connectors/erp.json: 'erp' needs an image");
    }

    @Test
    void answersInJsonThatAnyLocaleCanPrint() throws Exception {
        console.core.releases = List.of(Samples.release(1, true, "für alle"));
        console.run("releases", "--repository", "models", "--output", "json");
        assertThat(console.out()).contains("f\\u00FCr").isASCII();
        assertThat(new ObjectMapper()
                        .readTree(console.out())
                        .path(0)
                        .path("comment")
                        .asText())
                .isEqualTo("für alle");
    }

    @Test
    void readsAPasswordFromItsFileEachTime() {
        console.write("token.txt", "one\n");
        console.run(
                "releases",
                "--repository",
                "https://git.example.org/models.git",
                "--git-user",
                "bot",
                "--git-password-file",
                "token.txt");
        var credential = console.core.settings.repositories().get(0).credential();
        assertThat(((GitCredential.UserPassword) credential.get()).password().reveal())
                .isEqualTo("one");
        console.write("token.txt", "two\n");
        assertThat(((GitCredential.UserPassword) credential.get()).password().reveal())
                .isEqualTo("two");
    }

    @Test
    void refusesAPasswordInTheUrlAndHalfACredential() {
        assertThat(console.run(
                        "releases",
                        "--repository",
                        "https://bot:hunter2@git.example.org/models.git",
                        "--git-user",
                        "bot",
                        "--git-known-hosts",
                        "hosts"))
                .isEqualTo(2);
        assertThat(console.err())
                .contains("--repository: the URL holds a password")
                .contains("--git-password-file: is missing")
                .contains("--git-known-hosts: is for ssh")
                .doesNotContain("hunter2");
    }
}
