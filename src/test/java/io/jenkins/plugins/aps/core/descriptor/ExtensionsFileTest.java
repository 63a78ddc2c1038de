package io.jenkins.plugins.aps.core.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.ModelProblem;
import org.junit.jupiter.api.Test;

class ExtensionsFileTest {
    private static final String FILE = "processes/request-extensions.json";
    private static final String VARIABLE = "{\"v\": {\"id\": \"v\", \"name\": \"days\", \"type\": \"integer\"}}";

    private static Fixture with(String extensions) {
        return Fixture.holiday().with(FILE, "{\"id\": \"p1\", \"extensions\": " + extensions + "}");
    }

    private static ModelProblem only(Fixture files) {
        var problems = ProjectReader.read(files).problems();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    @Test
    void refusesThoseOfNoProcessOfTheProject() {
        var problem = only(with("{\"holiday-reqest\": {\"properties\": " + VARIABLE + "}}"));

        assertThat(problem.code()).isEqualTo("unknownProcess");
        assertThat(problem.pointer()).isEqualTo("/extensions/holiday-reqest");
        assertThat(problem.message()).contains("no process of the project has the id", "it has holiday-request");
    }

    @Test
    void refusesTheFormOf2019WhichTheEngineFindsNothingIn() {
        var problem = only(with("{\"constants\": {}, \"mappings\": {}, \"properties\": " + VARIABLE + "}"));

        assertThat(problem.code()).isEqualTo("flatExtensions");
        assertThat(problem.message()).contains("it has ", "holiday-request");
    }

    @Test
    void takesTheFormOf2019WhereItHoldsNothing() {
        assertThat(ProjectReader.read(with("{\"constants\": {}, \"mappings\": {}, \"properties\": {}}"))
                        .problems())
                .isEmpty();
        assertThat(ProjectReader.read(with("{}")).problems()).isEmpty();
        assertThat(ProjectReader.read(with("null")).problems()).isEmpty();
    }

    @Test
    void takesThoseOfAProcessThatIsNotExecutable() {
        var files = Fixture.holiday()
                .with(
                        "processes/draft.bpmn",
                        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='t'>"
                                + "<process id='draft' isExecutable='false'/><process id='real'/></definitions>")
                .with("processes/draft-extensions.json", "{\"extensions\": {\"draft\": {\"mappings\": {}}}}");

        assertThat(ProjectReader.read(files).problems())
                .noneMatch(problem -> problem.file().equals("processes/draft-extensions.json"));
    }

    @Test
    void notesMappingsOfNoElement() {
        var project = ProjectReader.read(with("{\"holiday-request\": {\"mappings\": {\"mail\": {}, \"mial\": {}}}}"));

        assertThat(project.problems()).isEmpty();
        assertThat(project.notes()).singleElement().satisfies(note -> {
            assertThat(note.code()).isEqualTo("unknownTask");
            assertThat(note.pointer()).isEqualTo("/extensions/holiday-request/mappings/mial");
        });
    }

    @Test
    void leavesOutThoseOfAConnectorWhichTheRuntimeBundleWouldTakeForAnother() {
        var project = ProjectReader.read(
                Fixture.holiday().with("connectors/erp-extensions.json", "{\"id\": \"c\", \"name\": \"erp\"}"));

        assertThat(project.problems()).isEmpty();
        assertThat(project.notes()).extracting(ModelProblem::code).containsExactly("notMounted");
        assertThat(project.content()).noneMatch(content -> content.path().equals("connectors/erp-extensions.json"));
    }
}
