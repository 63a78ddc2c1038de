package io.jenkins.plugins.aps.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aps.cli.Samples;
import io.jenkins.plugins.aps.core.model.Health;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
    @TempDir
    Path folder;

    private TestConsole console;

    @BeforeEach
    void open() {
        console = new TestConsole(folder);
    }

    @Test
    void listsAllApplicationsInColumns() {
        console.core.instances =
                List.of(Samples.running(), Samples.instance(Status.UNKNOWN, "rb can't run", Health.RED, "no image"));
        assertThat(console.run("status")).isZero();
        assertThat(console.out())
                .isEqualTo(
                        """
                          APPLICATION  STATUS   RELEASE    VERSION  UPDATED              REASON
                        ● holiday      Running  holiday/1  1        2026-11-24 08:00:00
                        ▲ holiday      Unknown  holiday/1  1        2026-11-24 08:00:00  rb can't run
                        """);
    }

    @Test
    void neverTakesTheHomeFoldersClusterForOneThatIsGone() throws Exception {
        Files.createDirectories(folder.resolve("home").resolve(".kube"));
        console.write("home/.kube/config", "apiVersion: v1\nkind: Config\n");
        console.variables.put("KUBECONFIG", folder.resolve("gone").toString());
        assertThat(console.run("status")).isEqualTo(2);
        assertThat(console.err()).contains("$KUBECONFIG names " + folder.resolve("gone") + ", which does not exist");
    }

    @Test
    void saysThatThereIsNone() {
        assertThat(console.run("status")).isZero();
        assertThat(console.out()).isEqualTo("No application is deployed.\n");
    }

    @Test
    void tellsEverythingAboutOne() {
        console.core.instance = Samples.instance(Status.UNKNOWN, "rb can't run", Health.RED, "can't pull its image");
        assertThat(console.run("status", "holiday")).isZero();
        assertThat(console.out())
                .contains("holiday is Unknown, release holiday/1")
                .contains("✖ rb       red     0/1    Deployment  can't pull its image")
                .contains("administrators ada; users groups staff")
                .contains("last operation: deploy by ada");
    }

    @Test
    void endsWellForOneThatIsNotDeployed() {
        console.core.instance = Instance.notDeployed("holiday", "default");
        assertThat(console.run("status", "holiday")).isZero();
        assertThat(console.out())
                .isEqualTo("○ holiday is NotDeployed\n  'aps status' lists the applications that there are.\n");
    }

    @Test
    void whereNothingIsRecordedOnlyWhyIsTold() {
        console.core.instance = Instance.unreadable("holiday", "default", "its record was lost");
        assertThat(console.run("status", "holiday")).isZero();
        assertThat(console.out()).isEqualTo("▲ holiday is Unknown\n  its record was lost\n");
    }

    @Test
    void anEmptyListTellsThatThereIsNoPlatformNamespace() {
        console.core.platformProblem = "there is no platform namespace 'typo'";
        assertThat(console.run("status")).isZero();
        assertThat(console.err()).isEqualTo("Note: there is no platform namespace 'typo'\n");
    }

    @Test
    void waitsForOne() {
        console.core.instance = Samples.running();
        assertThat(console.run("status", "holiday", "--wait", "--timeout-minutes", "3"))
                .isZero();
        assertThat(console.core.awaited).containsExactly(Duration.ofMinutes(3));
    }

    @Test
    void doesNotWaitForAll() {
        assertThat(console.run("status", "--wait")).isEqualTo(2);
        assertThat(console.err()).contains("--wait: say which application");
    }

    @Test
    void answersInJson() throws Exception {
        console.core.instances = List.of(Samples.running());
        console.run("status", "--output", "json");
        var json = new ObjectMapper().readTree(console.out());
        assertThat(json.isArray()).isTrue();
        assertThat(json.path(0).path("status").asText()).isEqualTo("Running");
        assertThat(json.path(0).has("history")).isFalse();
    }
}
