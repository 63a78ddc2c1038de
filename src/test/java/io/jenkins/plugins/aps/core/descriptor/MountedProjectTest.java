package io.jenkins.plugins.aps.core.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.ModelProblem;
import io.jenkins.plugins.aps.core.model.ProjectContent;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests for {@link MountedProject}. */
class MountedProjectTest {
    private static final String PROCESS = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\""
            + " targetNamespace=\"urn:x\"><process id=\"other\"/></definitions>";

    private static String mounted(Fixture files, String path) {
        return MountedProject.of(ProjectReader.read(files), 7).content().stream()
                .filter(file -> file.path().equals(path))
                .map(file -> new String(file.bytes(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> codes(Fixture files) {
        return ProjectReader.read(files).problems().stream()
                .map(ModelProblem::code)
                .toList();
    }

    @Test
    void theManifestSaysTheReleasesNumber() throws Exception {
        var manifest = StrictJson.parse(mounted(Fixture.holiday(), "holiday.json"));

        assertThat(manifest.path("version").textValue()).isEqualTo("7");
        assertThat(manifest.path("name").textValue()).isEqualTo("holiday");
    }

    @Test
    void aManifestThatIsNestedDeeplyDoesNotGrow() throws Exception {
        var nested = "{\"a\":".repeat(150) + "1" + "}".repeat(150);
        var text = "{\"name\":\"holiday\",\"deep\":[" + String.join(",", Collections.nCopies(100, nested)) + "]}";

        var manifest = mounted(Fixture.holiday().with("holiday.json", text), "holiday.json");

        assertThat(manifest).hasSizeBetween(text.length(), text.length() + 20);
    }

    @Test
    void aManifestWithoutAVersionGetsOne() throws Exception {
        var manifest = StrictJson.parse(
                mounted(Fixture.holiday().with("holiday.json", "{\"name\": \"holiday\"}"), "holiday.json"));

        assertThat(manifest.path("version").textValue()).isEqualTo("7");
    }

    @Test
    void otherFilesOfTheSameReleaseHaveAVersionOfTheirOwn() throws Exception {
        var one = version(Fixture.holiday());
        var other = version(Fixture.holiday().with("processes/other.bpmn", PROCESS));

        assertThat(one).startsWith("7+").isEqualTo(version(Fixture.holiday())).isNotEqualTo(other);
    }

    private static String version(Fixture files) throws Exception {
        var manifest = MountedProject.distinct(ProjectReader.read(files), 7).content().stream()
                .filter(file -> file.path().equals("holiday.json"))
                .findFirst()
                .orElseThrow();
        return StrictJson.parse(new String(manifest.bytes(), StandardCharsets.UTF_8))
                .path("version")
                .textValue();
    }

    @Test
    void aManifestThatNamesAnotherReleaseIsNoted() {
        assertThat(ProjectReader.read(Fixture.holiday(), 3).notes()).isEmpty();
        assertThat(ProjectReader.read(Fixture.holiday(), 7).notes())
                .extracting(ModelProblem::file, ModelProblem::pointer, ModelProblem::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("holiday.json", "/version", "otherVersion"));
    }

    @Test
    void whatIsMendedIsNoted() {
        assertThat(ProjectReader.read(Fixture.holiday().with("processes/other.bpmn.xml", "\uFEFF" + PROCESS))
                        .notes())
                .extracting(ModelProblem::code)
                .containsExactly("mountedAs", "byteOrderMark");
    }

    @Test
    void mountsProcessesUnderEndingsThatTheEngineLooksFor() {
        for (var path : List.of("other.bpmn.xml", "other.xml", "other.BPMN", "other.Bpmn20.xml")) {
            var files = Fixture.holiday().with("processes/" + path, PROCESS);

            assertThat(codes(files)).isEmpty();
            assertThat(mounted(files, "processes/other.bpmn20.xml")).isEqualTo(PROCESS);
        }
        assertThat(mounted(Fixture.holiday().with("processes/other.bpmn", PROCESS), "processes/other.bpmn"))
                .isEqualTo(PROCESS);
    }

    @Test
    void mountsProcessesWithoutAByteOrderMark() {
        var files = Fixture.holiday().with("processes/other.bpmn", "\uFEFF" + PROCESS);

        assertThat(codes(files)).isEmpty();
        assertThat(mounted(files, "processes/other.bpmn")).isEqualTo(PROCESS);
    }

    @Test
    void leavesEverythingElseAsItIs() {
        var project = ProjectReader.read(Fixture.holiday().with("processes/note.xml", "<note/>"));

        assertThat(MountedProject.of(project, 3).content())
                .filteredOn(file -> !file.path().equals("holiday.json"))
                .containsAll(project.content().stream()
                        .filter(file -> !file.path().equals("holiday.json"))
                        .toList());
        assertThat(project.content()).extracting(ProjectContent::path).contains("processes/note.xml");
    }

    @Test
    void twoFilesCantBeMountedAsOne() {
        assertThat(codes(Fixture.holiday()
                        .with("processes/other.bpmn20.xml", PROCESS)
                        .with("processes/other.xml", PROCESS.replace("other", "another"))))
                .containsExactly("mountedTwice");
    }

    @Test
    void aProcessInASubfolderIsAProblem() {
        assertThat(codes(Fixture.holiday().with("processes/more/other.bpmn", PROCESS)))
                .containsExactly("processInSubfolder");
    }

    @Test
    void aNameThatIsTooLongForTheEnginesDatabaseIsAProblem() {
        assertThat(codes(Fixture.holiday().with("processes/" + "x".repeat(192) + ".bpmn", PROCESS)))
                .isEmpty();
        assertThat(codes(Fixture.holiday().with("processes/" + "x".repeat(193) + ".bpmn", PROCESS)))
                .containsExactly("nameTooLong");
    }

    @Test
    void twoProcessesCantBeStartedByTheSameMessage() {
        var message = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"urn:x\">"
                + "<message id=\"m\" name=\"order\"/><process id=\"a\"><startEvent id=\"s\">"
                + "<messageEventDefinition messageRef=\"m\"/></startEvent></process></definitions>";

        assertThat(codes(Fixture.holiday()
                        .with("processes/a.bpmn", message)
                        .with("processes/b.bpmn", message.replace("\"a\"", "\"b\""))))
                .containsExactly("duplicateStartMessage");
    }
}
