package io.jenkins.plugins.aps.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.core.source.ProjectFiles.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveReleaseSourceTest {
    private static final String DESCRIPTOR =
            "{\"name\": \"a\", \"projectName\": \"holiday\", \"releaseVersion\": \"3\", \"security\": [{}], \"commit\": \"c0ffee\"}";

    @TempDir
    Path folder;

    private ArchiveReleaseSource zip(String... pathsAndTexts) throws IOException {
        var file = folder.resolve("holiday.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < pathsAndTexts.length; i += 2) {
                out.putNextEntry(new ZipEntry(pathsAndTexts[i]));
                out.write(pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return new ArchiveReleaseSource(settings(file.toString(), true));
    }

    private static RepositorySettings settings(String url, boolean localAllowed) {
        return new RepositorySettings("default", url, GitCredential.Anonymous::new, "", "", "**", localAllowed);
    }

    @Test
    void itsOneReleaseHasTheFilesOfTheProjectsFolder() throws IOException {
        var source = zip(
                "descriptor.json",
                DESCRIPTOR,
                "holiday/processes/b.bpmn",
                "<b/>",
                "holiday/a.json",
                "{}",
                "other/x",
                "");
        var release = source.find("holiday", "3");
        assertThat(release.commit()).isEqualTo("c0ffee");
        assertThat(source.find("holiday", "latest")).isEqualTo(release);
        assertThat(source.releases(true)).containsExactly(release);
        var files = source.files(release);
        assertThat(files.list()).extracting(Entry::path).containsExactly("a.json", "processes/b.bpmn");
        assertThat(files.read(files.list().get(1))).asString().isEqualTo("<b/>");
    }

    @ParameterizedTest
    @CsvSource({"holiday, 4", "vacation, 3"})
    void anotherReleaseIsNotInIt(String project, String version) throws IOException {
        var source = zip("descriptor.json", DESCRIPTOR, "holiday/a.json", "{}");
        assertThatThrownBy(() -> source.find(project, version))
                .hasMessageContaining("holds release holiday/3 and no other")
                .extracting(e -> ((ApsException) e).code())
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void whatIsNoExportSaysWhatItLacks() throws IOException {
        assertThatThrownBy(() -> zip("a", "b").releases(false)).hasMessageContaining("no descriptor.json");
        assertThatThrownBy(() -> zip("descriptor.json", "{}").releases(false)).hasMessageContaining("'projectName'");
        assertThatThrownBy(() -> zip("descriptor.json", "oops", "holiday/a", "").releases(false))
                .hasMessageContaining("can't be deployed");
        assertThatThrownBy(() -> zip("descriptor.json", DESCRIPTOR).releases(false))
                .hasMessageContaining("no folder 'holiday'");
    }

    @Test
    void aFileThatIsInItTwiceIsRefused() throws IOException {
        zip("descriptor.json", DESCRIPTOR, "holiday/a.json", "{}", "descriptor.jsom", DESCRIPTOR.replace("3", "4"));
        var file = folder.resolve("holiday.zip");
        var twice = Files.readString(file, StandardCharsets.ISO_8859_1).replace("descriptor.jsom", "descriptor.json");
        Files.writeString(file, twice, StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> new ArchiveReleaseSource(settings(file.toString(), true)).releases(false))
                .hasMessageContaining("can't be deployed: it holds the file 'descriptor.json' twice");
    }

    @Test
    void itsCommitIsToldAsTheFilesOwnWord() throws IOException {
        var source = zip("descriptor.json", DESCRIPTOR, "holiday/a.json", "{}");
        assertThat(source.notes(source.find("holiday", "3")))
                .singleElement()
                .asString()
                .contains("commit c0ffee as the file ", "holiday.zip says", "not checked");

        var silent = zip("descriptor.json", DESCRIPTOR.replace("c0ffee", ""), "holiday/a.json", "{}");
        assertThat(silent.notes(silent.find("holiday", "3"))).isEmpty();
    }

    @Test
    void onlyAFileOfThisMachineIsOneAndOnlyWhereLocalPathsAreAllowed() throws IOException {
        zip("descriptor.json", DESCRIPTOR);
        var path = folder.resolve("holiday.zip").toString();
        assertThat(ArchiveReleaseSource.isArchive(settings(path, true))).isTrue();
        assertThat(ArchiveReleaseSource.isArchive(settings(path, false))).isFalse();
        assertThat(ArchiveReleaseSource.isArchive(settings(folder.toString(), true)))
                .isFalse();
        assertThat(ArchiveReleaseSource.isArchive(settings("https://git.example.org/a.zip", true)))
                .isFalse();
    }
}
