package io.jenkins.plugins.aps.core.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.ModelProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields of project files that nobody knows, and values of another type. */
class ModelFieldsTest {
    private static final String ERP = "connectors/erp.json";

    private static List<String> problems(Fixture files) {
        return ProjectReader.read(files).problems().stream()
                .map(ModelProblem::toString)
                .toList();
    }

    private static List<String> notes(Fixture files) {
        return ProjectReader.read(files).notes().stream()
                .map(ModelProblem::toString)
                .toList();
    }

    private static Fixture variable(String field) {
        return Fixture.holiday()
                .with(
                        ERP,
                        "{\"name\": \"erp\", \"actions\": {\"a\": {\"name\": \"BOOK\"}}, \"config\": [{\"name\":"
                                + " \"ERP_PASSWORD\", " + field + "}]}");
    }

    @ParameterizedTest
    @CsvSource({"requird, required", "Secure, secure", "secrue, secure", "valeu, value"})
    void namesWhatAMistypedFieldOfAVariableIsMeantAs(String typed, String meant) {
        assertThat(problems(variable("\"" + typed + "\": true")))
                .containsExactly("connectors/erp.json (/config/0/" + typed + "): '" + typed
                        + "' is unknown here; did you mean " + meant + "? Known are description, name, required,"
                        + " secure, value");
    }

    @Test
    void everyUnknownFieldOfAVariableIsAProblemAsItMayBeMeantToHideItsValue() {
        assertThat(problems(variable("\"hidden\": true")))
                .singleElement()
                .asString()
                .contains("'hidden' is unknown");
    }

    @ParameterizedTest
    @CsvSource({"secure, '\"true\"'", "secure, 1", "required, '\"yes\"'", "required, {}"})
    void whetherAVariableIsSecretOrRequiredIsNeverGuessed(String field, String value) {
        var project = ProjectReader.read(variable("\"" + field + "\": " + value));

        assertThat(project.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("notBoolean");
            assertThat(problem.pointer()).isEqualTo("/config/0/" + field);
            assertThat(problem.message()).isEqualTo("'" + field + "' must be true or false, without quotes");
        });
        assertThat(project.connectors())
                .filteredOn(each -> each.name().equals("erp"))
                .allSatisfy(each -> assertThat(each.variables()).isEmpty());
    }

    @Test
    void aConnectorNeedsANameAsTheRuntimeBundleDoesNotStartWithoutIt() {
        assertThat(problems(Fixture.holiday().replacing(ERP, "\"name\": \"erp\", ", "")))
                .singleElement()
                .asString()
                .startsWith("connectors/erp.json (/name): the connector's name: a name is required");
    }

    @ParameterizedTest
    @CsvSource({
        "holiday.json, '{\"name\": \"holiday\", \"verson\": \"1\"}', /verson, version",
        "holiday.json, '{\"name\": \"holiday\", \"gruops\": []}', /gruops, groups",
        "connectors/erp.json, '{\"name\": \"erp\", \"acttions\": {}}', /acttions, actions",
        "connectors/erp.json, '{\"name\": \"erp\", \"actions\": {\"a\": {\"nmae\": \"BOOK\"}}}', /actions/a/nmae, name",
        "ui/workspace.json, '{\"name\": \"workspace\", \"adf-template\": \"process\", \"plugin\": []}', /plugin, plugins",
        "forms/ask.json, '{\"formRepresentation\": {\"id\": \"f1\", \"formDefintion\": {}}}',"
                + " /formRepresentation/formDefintion, formDefinition",
        "triggers/t.json, '{\"name\": \"t\", \"evnet\": {}}', /evnet, event",
        "scripts/count-extensions.json, '{\"name\": \"count\", \"typ\": \"SCRIPT\"}', /typ, type",
        "processes/request-extensions.json, '{\"id\": \"p\", \"extensions\": {\"holiday-request\": {\"mapping\": {}}}}',"
                + " /extensions/holiday-request/mapping, mappings",
        "processes/request-extensions.json, '{\"id\": \"p\", \"extension\": {}}', /extension, extensions"
    })
    void namesWhatAMistypedFieldIsMeantAsInEveryFileOfAProject(String file, String text, String pointer, String meant) {
        assertThat(ProjectReader.read(Fixture.holiday().with(file, text)).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("unknownField");
                    assertThat(problem.file()).isEqualTo(file);
                    assertThat(problem.pointer()).isEqualTo(pointer);
                    assertThat(problem.message()).contains("; did you mean " + meant + "?");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "holiday.json, '{\"name\": \"holiday\", \"description\": []}', /description, notText",
        "connectors/erp.json, '{\"name\": \"erp\", \"actions\": []}', /actions, notAnObject",
        "connectors/erp.json, '{\"name\": \"erp\", \"actions\": {\"a\": 1}}', /actions/a, notAnObject",
        "connectors/erp.json, '{\"name\": \"erp\", \"actions\": {\"a\": {\"name\": \"A\", \"inputs\": [1]}}}',"
                + " /actions/a/inputs/0, notAnObject",
        "connectors/erp.json, '{\"name\": \"erp\", \"config\": {}}', /config, notAList",
        "connectors/erp.json, '{\"name\": \"erp\", \"config\": [\"A\"]}', /config/0, notAnObject",
        "connectors/erp.json, '{\"name\": \"erp\", \"template\": 1}', /template, notText",
        "ui/workspace.json, '{\"name\": \"workspace\", \"adf-template\": \"process\", \"plugins\": {}}',"
                + " /plugins, notAList",
        "forms/ask.json, '{\"formRepresentation\": []}', /formRepresentation, notAnObject",
        "processes/request-extensions.json, '{\"extensions\": []}', /extensions, notAnObject",
        "processes/request-extensions.json, '{\"extensions\": {\"holiday-request\": []}}',"
                + " /extensions/holiday-request, notAnObject",
        "processes/request-extensions.json, '{\"extensions\": {\"holiday-request\": {\"properties\": {\"v\": 1}}}}',"
                + " /extensions/holiday-request/properties/v, notAnObject"
    })
    void refusesValuesOfAnotherType(String file, String text, String pointer, String code) {
        assertThat(ProjectReader.read(Fixture.holiday().with(file, text)).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.file()).isEqualTo(file);
                    assertThat(problem.pointer()).isEqualTo(pointer);
                    assertThat(problem.code()).isEqualTo(code);
                });
    }

    @Test
    void aFieldOfALaterVersionOfTheModelingApplicationIsANote() {
        var files = Fixture.holiday()
                .with("holiday.json", "{\"name\": \"holiday\", \"governance\": {\"level\": 3}}")
                .replacing(ERP, "\"description\"", "\"webhooks\": [], \"description\"");

        assertThat(problems(files)).isEmpty();
        assertThat(notes(files))
                .hasSize(2)
                .anyMatch(note -> note.startsWith("holiday.json (/governance): 'governance' is unknown here"))
                .anyMatch(
                        note -> note.startsWith("connectors/erp.json (/webhooks): ") && note.endsWith("it is ignored"));
    }

    @Test
    void aHostileFileWithManyUnknownFieldsIsToldOfInPart() {
        var fields = new StringBuilder("{\"name\": \"holiday\"");
        for (int i = 0; i < 20_000; i++) {
            fields.append(", \"unheard-of-").append(i).append("\": 1");
        }

        assertThat(notes(Fixture.holiday().with("holiday.json", fields + "}"))).hasSize(50);
    }

    @Test
    void takesEveryFieldThatTheModelingApplicationWrites() {
        var project = ProjectReader.read(Fixture.exported());

        assertThat(project.problems()).isEmpty();
        assertThat(project.notes()).isEmpty();
        assertThat(project.connectors()).singleElement().satisfies(connector -> {
            assertThat(connector.actions()).containsExactly("GET");
            assertThat(connector.variables()).hasSize(2);
        });
        assertThat(project.uis()).hasSize(1);
        assertThat(project.triggers()).containsExactly("on-mail");
    }
}
