package io.jenkins.plugins.aps.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.cli.Samples;
import io.jenkins.plugins.aps.core.api.ReleaseDetails;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.ProjectContent;
import io.jenkins.plugins.aps.core.source.ArchiveReleaseSource;
import io.jenkins.plugins.aps.core.source.ProjectFiles.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was deployed, out and in again. */
class ExportCommandTest {
    @TempDir
    Path folder;

    private TestConsole console;

    @BeforeEach
    void open() {
        console = new TestConsole(folder);
        console.core.instance = Samples.running();
        console.core.descriptor = descriptor(Samples.release(1, true, "").commit());
        console.core.details = new ReleaseDetails(
                Samples.release(1, true, ""),
                new Project(
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
                        List.of(new ProjectContent("holiday.json", "{}".getBytes())),
                        List.of()));
    }

    private static Descriptor descriptor(String commit) {
        return new Descriptor(
                "holiday",
                "default",
                "holiday",
                Samples.release(1, true, "").releaseId(),
                1,
                commit,
                new Access(new Principals(List.of("ada"), List.of()), Principals.NONE),
                List.of(new Descriptor.Connector("email", "email", "", Map.of(), Map.of("EMAIL_PASSWORD", "smtp"))),
                List.of(),
                "activiti-7");
    }

    @Test
    void tellsTheDescriptorAndNeedsNoRepositoryForIt() {
        assertThat(console.run("export", "holiday")).isZero();

        assertThat(console.out())
                .startsWith("{\n")
                .contains("\"projectName\" : \"holiday\"", "\"credentialsId\" : \"smtp\"");
        assertThat(console.core.settings.repositories()).isEmpty();
    }

    @Test
    void writesAFileThatADeploymentTakes() throws Exception {
        assertThat(console.run("export", "holiday", "--file", "out.zip", "--repository", "models"))
                .as(console.err())
                .isZero();
        try (var zip = new ZipFile(folder.resolve("out.zip").toFile())) {
            assertThat(zip.stream().map(Object::toString)).containsExactly("descriptor.json", "holiday/holiday.json");
        }

        assertThat(console.run("deploy", "holiday", "--file", "out.zip", "--repository", "models"))
                .as(console.err())
                .isZero();

        assertThat(console.core.deploys.get(0).descriptor()).contains("\"releaseVersion\" : \"1\"");
    }

    @Test
    void aFileNeedsNoRepositoryAndCanGetAnotherName() {
        assertThat(console.run("export", "holiday", "--file", "out.zip", "--repository", "models"))
                .isZero();

        assertThat(console.run("deploy", "other", "--file", "out.zip"))
                .as(console.err())
                .isZero();

        var request = console.core.deploys.get(0);
        assertThat(request.application()).isEqualTo("other");
        var repository = console.core.settings.repositories().get(0);
        assertThat(repository.name()).isEqualTo(request.repository());
        var source = new ArchiveReleaseSource(repository);
        assertThat(ArchiveReleaseSource.isArchive(repository)).isTrue();
        var release = source.find("holiday", "1");
        assertThat(release.commit()).isEqualTo(Samples.release(1, true, "").commit());
        assertThat(source.files(release).list()).extracting(Entry::path).containsExactly("holiday.json");
    }

    @Test
    void aReleaseThatIsAnotherOneIsNotExportedAsTheDeployedOne() {
        console.core.descriptor = descriptor("f".repeat(40));

        assertThat(console.run("export", "holiday", "--file", "out.zip", "--repository", "models"))
                .isEqualTo(3);
        assertThat(console.err()).contains("holiday/1 of this repository is another one");
        assertThat(folder.resolve("out.zip")).doesNotExist();
    }

    @Test
    void tellsWhatIsWrongWithFiles() throws Exception {
        Files.writeString(folder.resolve("text.zip"), "no zip");
        Files.writeString(folder.resolve("holiday.json"), "{}");

        assertThat(console.run("deploy", "holiday", "--file", "none.zip", "--repository", "models"))
                .isEqualTo(2);
        assertThat(console.err()).contains("--file: there is no file");
        assertThat(console.run("deploy", "holiday", "--file", "text.zip", "--repository", "models", "--release", "1"))
                .isEqualTo(2);
        assertThat(console.err())
                .contains("--file: ", "is no zip: it does not begin as one does", "--file: says which release");
        assertThat(console.run(
                        "deploy",
                        "holiday",
                        "--file",
                        "text.zip",
                        "--descriptor",
                        "holiday.json",
                        "--repository",
                        "models"))
                .isEqualTo(2);
        assertThat(console.err()).contains("--file: holds a descriptor: leave out --descriptor");
        assertThat(console.run("export", "holiday", "--file", "no/such/folder.zip", "--repository", "models"))
                .isEqualTo(2);
        assertThat(console.err()).contains("--file: can't write");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        console.core.failure = new ApsException(ErrorCode.NOT_FOUND, "there is no application 'holiday'");

        assertThat(console.run("export", "holiday")).isEqualTo(2);
        assertThat(console.err()).contains("there is no application 'holiday'");
        assertThat(console.run("export", "Holiday")).isEqualTo(2);
        assertThat(console.err()).contains("APPLICATION: ");
    }
}
