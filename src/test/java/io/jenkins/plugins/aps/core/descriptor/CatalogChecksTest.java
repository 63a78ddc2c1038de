package io.jenkins.plugins.aps.core.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.aps.core.catalog.Catalogs;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ModelProblem;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Project;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the catalog that we ship. */
class CatalogChecksTest {
    private static final Catalog SHIPPED = Catalogs.builtIn().get("activiti-7");
    private static final String EMAIL = "connectors/email.json";
    private static final String PROCESS = "processes/request.bpmn20.xml";

    private static Project judged(Fixture files) {
        return CatalogChecks.judged(ProjectReader.read(files), SHIPPED);
    }

    private static Fixture calling(String implementation) {
        return Fixture.holiday().replacing(PROCESS, "email.SEND", implementation);
    }

    private static List<String> codes(List<ModelProblem> problems) {
        return problems.stream().map(ModelProblem::code).toList();
    }

    private static List<Descriptor.Connector> connectors(Fixture files, ConnectorRequest... asked) {
        return DescriptorFactory.create(
                        Fixture.request("x", List.of(asked)), Fixture.release(), ProjectReader.read(files), SHIPPED)
                .connectors();
    }

    @ParameterizedTest
    @CsvSource({
        "email, emailConnector",
        "rest, restConnector",
        "lambda, lambdaConnector",
        "camel, camelConnector",
        "salesforce, salesforceConnector",
        "slack, slackConnector",
        "twilio, twilioConnector",
        "comprehend, comprehendConnector",
        "rekognition, rekognitionConnector",
        "textract, textractConnector",
        "docusign, docusignConnector",
        "aspose, asposeConnector",
        "content, content-connector"
    })
    void findsEveryConnectorByTheTemplateThatTheModelingApplicationWrites(String name, String template) {
        assertThat(SHIPPED.connector(template))
                .isEqualTo(SHIPPED.connector(name))
                .isPresent();
    }

    @Test
    void deploysAConnectorThatNamesItsTemplateAsTheModelingApplicationDoes() {
        var files = Fixture.holiday().replacing(EMAIL, "\"template\": \"email\"", "\"template\": \"emailConnector\"");

        assertThat(judged(files).problems()).isEmpty();
        assertThat(connectors(
                        files,
                        Fixture.email("{\"EMAIL_HOST\": \"h\"}"),
                        Fixture.connector("erp", "", "registry.example.org/erp:1", "")))
                .extracting(Descriptor.Connector::name, Descriptor.Connector::template)
                .contains(org.assertj.core.groups.Tuple.tuple("email", "email"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "emailConnector.SEND",
                "email-service.SEND",
                "docgen-service.GENERATE",
                "content-service.CREATE_FOLDER",
                "hxp-content-service.CREATE_FOLDER",
                "script.EXECUTE",
                "dmn-connector.EXECUTE_TABLE"
            })
    void knowsWhatTheDocumentationAndThePlatformCall(String implementation) {
        assertThat(judged(calling(implementation)).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"##unspecified", "##WebService"})
    void whatBpmnItselfNamesIsNothingToCall(String implementation) {
        assertThat(codes(judged(calling(implementation)).problems())).containsExactly("nothingToCall");
        for (var called : List.of("class='a.B'", "expression='${b}'", "delegateExpression='${b}'")) {
            var beside = Fixture.holiday()
                    .replacing(
                            PROCESS,
                            "implementation=\"email.SEND\"",
                            "implementation=\"" + implementation + "\" activiti:" + called);

            assertThat(judged(beside).problems()).isEmpty();
        }
    }

    @Test
    void takesTheActionsOfTheTemplateWhereTheModelHasNone() {
        var files = Fixture.holiday().with(EMAIL, "{\"name\": \"email\", \"template\": \"emailConnector\"}");

        assertThat(judged(files).problems()).isEmpty();
        assertThat(codes(judged(files.replacing(PROCESS, "email.SEND", "email.SNED"))
                        .problems()))
                .containsExactly("unknownAction");
    }

    @Test
    void aDocumentedValueNeedsOneConnectorThatTakesIt() {
        var second = "{\"name\": \"email-2\", \"template\": \"emailConnector\"}";
        var two = calling("emailConnector.SEND").with("connectors/email-2.json", second);
        assertThat(judged(two).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("ambiguousConnector");
            assertThat(problem.message()).contains("2 connectors", "as in email-2.SEND");
        });

        assertThat(judged(calling("emailConnector.SEND").without(EMAIL)).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("unknownConnector");
                    assertThat(problem.message()).contains("no connector of the project is made from 'email'");
                });
        // Models of 2019 do not say what they are made from: who deploys does.
        assertThat(judged(calling("emailConnector.SEND")
                                .with(EMAIL, "{\"name\": \"email\", \"actions\": {\"a\": {\"name\": \"SEND\"}}}"))
                        .problems())
                .isEmpty();
    }

    @Test
    void notesACallThatTheImageIsNotDocumentedToTake() {
        var files = calling("rest.GET")
                .with("connectors/rest.json", "{\"name\": \"rest\", \"template\": \"restConnector\"}");

        assertThat(judged(files).problems()).isEmpty();
        assertThat(judged(files).notes())
                .filteredOn(note -> note.file().equals("connectors/rest.json"))
                .singleElement()
                .satisfies(note -> {
                    assertThat(note.code()).isEqualTo("undocumentedDestination");
                    assertThat(note.message()).contains("'restConnector.GET'");
                });
        assertThat(judged(files.replacing(PROCESS, "rest.GET", "restConnector.GET"))
                        .notes())
                .noneMatch(note -> note.file().equals("connectors/rest.json"));
    }

    @Test
    void saysOfATemplateThatIsNotThereWhatADeploymentWouldAndWhatIsMeant() {
        var files = Fixture.holiday().replacing(EMAIL, "\"template\": \"email\"", "\"template\": \"emialConnector\"");
        var project = judged(files);

        assertThat(project.problems()).isEmpty();
        assertThat(project.notes())
                .filteredOn(note -> note.file().equals(EMAIL))
                .singleElement()
                .satisfies(note -> {
                    assertThat(note.code()).isEqualTo(ModelProblem.NEEDS_IMAGE);
                    assertThat(note.message())
                            .isEqualTo(
                                    "the connector 'email' needs an image when it is deployed: the catalog activiti-7"
                                            + " has no connector 'emialConnector'; did you mean emailConnector?");
                });
        var refused = catchThrowableOfType(ApsException.class, () -> connectors(files, Fixture.email("{}")));
        assertThat(refused.problems()).extracting(Problem::where).contains("connectors.email.image");
    }

    @Test
    void whatTheModelIsMadeFromKeepsItsSecretsSecretWithAnImageOfOnesOwn() {
        var files = Fixture.holiday().with(EMAIL, "{\"name\": \"email\", \"template\": \"emailConnector\"}");
        var own = new ConnectorRequest(
                "email", "", "registry.example.org/mail:1", "{\"EMAIL_PASSWORD\": \"hunter2\"}", Map.of());
        var refused = catchThrowableOfType(ApsException.class, () -> connectors(files, own));

        assertThat(refused.problems())
                .filteredOn(problem -> problem.where().equals("connectors.email.variables.EMAIL_PASSWORD"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("declared secret")
                        .doesNotContain("hunter2"));
    }

    @Test
    void aModelCannotTakeTheTasksOfAnotherConnector() {
        var files = Fixture.holiday()
                .with(
                        EMAIL,
                        "{\"name\": \"email\", \"template\": \"email\", \"config\": [{\"name\":"
                                + " \"SPRING_CLOUD_STREAM_BINDINGS_EMAILCONNECTORCONSUMER_DESTINATION\", \"value\":"
                                + " \"erp.BOOK\"}]}");

        assertThat(judged(files).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("reservedVariable");
            assertThat(problem.pointer()).isEqualTo("/config/0/value");
        });
    }

    @Test
    void aModelCanSetOnlyWhatTheConnectorOfThePlatformReads() {
        var files = Fixture.holiday()
                .with(
                        EMAIL,
                        "{\"name\": \"email\", \"template\": \"email\", \"config\": [{\"name\": \"EMAIL_PROT\","
                                + " \"value\": \"25\"}, {\"name\": \"FEATURE\"}]}");

        assertThat(judged(files).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("undeclaredVariable");
            assertThat(problem.pointer()).isEqualTo("/config/0/value");
            assertThat(problem.message())
                    .startsWith(
                            "the connector 'email' of the platform reads no 'EMAIL_PROT' (did you mean EMAIL_PORT?)");
        });
    }

    @Test
    void refusesWhatADeploymentWouldRefuseOfTheProjectAlone() {
        assertThat(codes(judged(Fixture.holiday().replacing("ui/workspace.json", "\"process\"", "\"proces\""))
                        .problems()))
                .containsExactly("unknownTemplate");
        assertThat(codes(judged(Fixture.holiday().with("connectors/query.json", "{\"name\": \"query\"}"))
                        .problems()))
                .containsExactly("reservedName");
        assertThat(codes(judged(Fixture.holiday().replacing("holiday.json", "\"anna\"", "\"an\\u0007na\""))
                        .problems()))
                .containsExactly("badPerson");
    }

    @Test
    void everyProblemOfTheReleaseIsAProblemOfItsDeployment() {
        var files = Fixture.holiday()
                .replacing("ui/workspace.json", "\"process\"", "\"proces\"")
                .replacing(PROCESS, "erp.BOOK", "epr.BOOK")
                .with("connectors/query.json", "{\"name\": \"query\"}");
        var refused = catchThrowableOfType(ApsException.class, () -> connectors(files));

        assertThat(refused.problems())
                .extracting(Problem::message)
                .containsAll(judged(files).problems().stream()
                        .map(ModelProblem::message)
                        .toList());
    }
}
