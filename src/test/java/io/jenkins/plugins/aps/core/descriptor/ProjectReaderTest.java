package io.jenkins.plugins.aps.core.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.ConnectorModel;
import io.jenkins.plugins.aps.core.model.ModelProblem;
import io.jenkins.plugins.aps.core.model.ProcessModel;
import io.jenkins.plugins.aps.core.model.ProcessModel.ServiceTask;
import io.jenkins.plugins.aps.core.model.ProjectContent;
import io.jenkins.plugins.aps.core.model.UiModel;
import io.jenkins.plugins.aps.core.source.ProjectFiles.Entry;
import io.jenkins.plugins.aps.core.source.ProjectFiles.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectReaderTest {
    private static final String PROCESS = "processes/request.bpmn20.xml";

    private static List<String> codes(Fixture files) {
        return CatalogChecks.judged(ProjectReader.read(files), Fixture.catalog()).problems().stream()
                .map(ModelProblem::code)
                .toList();
    }

    private static ModelProblem only(Fixture files) {
        var problems = CatalogChecks.judged(ProjectReader.read(files), Fixture.catalog())
                .problems();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    @Test
    void readsTheSampleProject() {
        var project = ProjectReader.read(Fixture.holiday());

        assertThat(project.problems()).isEmpty();
        assertThat(project.name()).isEqualTo("holiday");
        assertThat(project.version()).isEqualTo("3");
        assertThat(project.access().users()).containsExactly("anna", "boss");
        assertThat(project.access().groups()).containsExactly("hr", "managers");
        assertThat(project.processes())
                .containsExactly(new ProcessModel(
                        PROCESS,
                        "holiday-request",
                        "Holiday request",
                        List.of(
                                new ServiceTask("mail", "email.SEND"),
                                new ServiceTask("chat", "slack.SEND_MESSAGE"),
                                new ServiceTask("book", "erp.BOOK"),
                                new ServiceTask("own", "${bookingBean}"),
                                new ServiceTask("rule", "dmn-connector.EXECUTE_TABLE"))));
        assertThat(project.connectors())
                .extracting(ConnectorModel::name, ConnectorModel::template, ConnectorModel::actions)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("email", "email", List.of("SEND")),
                        org.assertj.core.groups.Tuple.tuple("erp", "", List.of("BOOK")),
                        org.assertj.core.groups.Tuple.tuple("slack", "slack", List.of("SEND_MESSAGE")));
        assertThat(project.connectors().get(0).variables())
                .contains(new ConnectorModel.Variable("EMAIL_PORT", "", "25", false, false));
        assertThat(project.uis()).containsExactly(new UiModel("ui/workspace.json", "workspace", "process"));
        assertThat(project.forms()).containsExactly("ask");
        assertThat(project.decisionTables()).containsExactly("days");
        assertThat(project.scripts()).containsExactly("count");
        assertThat(project.files()).containsExactly("logo");
        assertThat(project.content())
                .extracting(ProjectContent::path)
                .contains("holiday.json", PROCESS, "files/logo.bin")
                .doesNotContain("notes/readme.txt");
    }

    @Test
    void acceptsOneTopFolder() {
        var project = ProjectReader.read(Fixture.holiday().below("export"));

        assertThat(project.problems()).isEmpty();
        assertThat(project.content()).extracting(ProjectContent::path).contains("holiday.json");
    }

    @Test
    void refusesAFileThatIsNotUtf8() {
        assertThat(only(Fixture.holiday().with("forms/bad.json", new byte[] {'{', (byte) 0xff, '}'})))
                .extracting(ModelProblem::file, ModelProblem::code)
                .containsExactly("forms/bad.json", "notUtf8");
    }

    @Test
    void neverReadsAFileThatIsTooLarge() {
        assertThat(only(Fixture.holiday().odd(new Entry("files/huge.bin", 50_000_000, Kind.FILE))))
                .extracting(ModelProblem::file, ModelProblem::code)
                .containsExactly("files/huge.bin", "tooLarge");
    }

    @Test
    void neverReadsMoreThanAProjectMayHave() {
        var files = Fixture.holiday();
        for (int i = 0; i < ProjectLimits.FILES; i++) {
            files.with("files/f" + i + ".bin", "");
        }
        assertThat(codes(files)).contains("projectTooLarge");
    }

    @Test
    void refusesJsonNestedTenThousandDeep() {
        var deep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
        assertThat(only(Fixture.holiday().with("forms/deep.json", deep)).message())
                .contains("nested more than 200 deep");
    }

    @Test
    void refusesXmlNestedTenThousandDeep() {
        var deep = "<a>".repeat(10_000) + "</a>".repeat(10_000);
        assertThat(only(Fixture.holiday().with("decision-tables/deep.xml", deep))
                        .code())
                .isEqualTo("tooDeep");
    }

    @Test
    void refusesExternalEntitiesAndEntityBombs() {
        var external = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d>&x;</d>";
        assertThat(only(Fixture.holiday().with("decision-tables/x.xml", external)))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("doctype"))
                .satisfies(problem -> assertThat(problem.message()).doesNotContain("root:"));
        var laughs = new StringBuilder("<!DOCTYPE l [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            laughs.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        laughs.append("]><l>&l9;</l>");
        assertThat(only(Fixture.holiday().with("processes/l.bpmn", laughs.toString()))
                        .code())
                .isEqualTo("doctype");
        assertThat(only(Fixture.holiday().with("decision-tables/y.xml", "<d>&unknown;</d>"))
                        .code())
                .isIn("doctype", "invalidXml");
    }

    @Test
    void refusesLinksAndSubmodulesAndOddPaths() {
        var files = Fixture.holiday()
                .odd(new Entry("files/link.bin", 0, Kind.LINK))
                .odd(new Entry("scripts", 0, Kind.SUBMODULE))
                .odd(new Entry("files/../../etc/x", 1, Kind.FILE))
                .odd(new Entry("files/new\nline", 1, Kind.FILE))
                .odd(new Entry("files/nul\0", 1, Kind.FILE));

        assertThat(codes(files)).containsExactly("link", "submodule", "badPath", "badPath", "badPath");
        assertThat(ProjectReader.read(files).problems())
                .allSatisfy(problem -> assertThat(problem.file()).doesNotContain("\n", "\0"));
    }

    @Test
    void tellsLineAndColumnOfBrokenJson() {
        assertThat(only(Fixture.holiday().with("forms/bad.json", "{\n  \"name\": oops}")))
                .satisfies(problem -> assertThat(problem.pointer()).startsWith("2:"))
                .satisfies(problem -> assertThat(problem.message()).contains("line 2"));
        assertThat(only(Fixture.holiday().with("forms/bad.json", "{\"a\": 1, \"a\": 2}"))
                        .message())
                .contains("twice");
        assertThat(only(Fixture.holiday().with("forms/bad.json", "{} {}")).message())
                .contains("follows after its end");
    }

    @Test
    void tellsLineAndColumnOfBrokenXml() {
        assertThat(only(Fixture.holiday().with("decision-tables/bad.xml", "<a>\n<b></a>")))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("invalidXml"))
                .satisfies(problem -> assertThat(problem.pointer()).startsWith("2:"));
    }

    @Test
    void findsServiceTasksThatCallWhatIsNotThere() {
        assertThat(only(Fixture.holiday().replacing(PROCESS, "erp.BOOK", "epr.BOOK")))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("unknownConnector"))
                .satisfies(problem -> assertThat(problem.pointer()).isEqualTo("book"))
                .satisfies(problem -> assertThat(problem.message()).contains("it has erp, "));
        assertThat(only(Fixture.holiday().replacing(PROCESS, "erp.BOOK", "erp.BOK"))
                        .code())
                .isEqualTo("unknownAction");
    }

    @Test
    void findsNamesThatAreTakenTwice() {
        assertThat(codes(Fixture.holiday()
                        .with("connectors/mail.json", "{\"name\": \"email\", \"actions\": {}}")
                        .with("ui/erp.json", "{\"name\": \"erp\", \"adf-template\": \"process\"}")
                        .with(
                                "processes/again.bpmn",
                                "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"\">"
                                        + "<process id=\"holiday-request\"/></definitions>")))
                .containsExactly("duplicateProcess", "duplicateConnector", "duplicateUi");
    }

    @Test
    void tellsEveryProblemAtOnce() {
        var files = Fixture.holiday()
                .replacing("holiday.json", "\"holiday\"", "\"Holiday!\"")
                .with(
                        "connectors/erp.json",
                        "{\"name\": \"E R P\", \"config\": [{\"name\": \"1BAD\"}, {\"name\": \"A\"}, {\"name\": \"A\"}]}")
                .with(
                        "processes/empty.bpmn",
                        "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"\"/>")
                .with("processes/html.bpmn", "<html/>")
                .with("ui/workspace.json", "[]");

        assertThat(codes(files))
                .containsExactlyInAnyOrder(
                        "badName",
                        "manifestName",
                        "badName",
                        "badVariable",
                        "duplicateVariable",
                        "noExecutableProcess",
                        "notBpmn",
                        "notAnObject",
                        "unknownConnector");
    }

    @Test
    void needsAManifest() {
        assertThat(codes(Fixture.holiday().without("holiday.json"))).contains("noManifest");
    }
}
