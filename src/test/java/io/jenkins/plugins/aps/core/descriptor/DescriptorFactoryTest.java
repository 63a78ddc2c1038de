package io.jenkins.plugins.aps.core.descriptor;

import static io.jenkins.plugins.aps.core.descriptor.Fixture.connector;
import static io.jenkins.plugins.aps.core.descriptor.Fixture.email;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.ConnectorSecret;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorFactoryTest {
    private final Project project = ProjectReader.read(Fixture.holiday());

    private Descriptor create(DeployRequest request) {
        return DescriptorFactory.create(request, Fixture.release(), project, Fixture.catalog());
    }

    private List<String> problems(DeployRequest request) {
        var refused = catchThrowableOfType(ApsException.class, () -> create(request));
        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        return refused.problems().stream().map(Problem::toString).toList();
    }

    private List<String> problems(ConnectorRequest... changed) {
        var connectors = new ArrayList<>(Fixture.connectors());
        for (var each : changed) {
            connectors.removeIf(old -> old.name().equals(each.name()));
            connectors.add(each);
        }
        return problems(Fixture.request("holiday-request", connectors));
    }

    @Test
    void mergesDefaultsOfCatalogAndModelWithWhatIsGiven() {
        var descriptor = create(Fixture.request("holiday-request", Fixture.connectors()));

        assertThat(descriptor.connectors())
                .extracting(Descriptor.Connector::name)
                .containsExactly("email", "erp", "slack");
        var email = descriptor.connectors().get(0);
        assertThat(email.template()).isEqualTo("email");
        assertThat(email.image()).isEmpty();
        assertThat(email.variables())
                .isEqualTo(Map.of(
                        "EMAIL_HOST", "smtp.example.org",
                        "EMAIL_PORT", "25",
                        "EMAIL_SMTP_AUTH", "true",
                        "EMAIL_TLS", "true"));
        assertThat(email.secrets()).isEqualTo(Map.of("EMAIL_PASSWORD", "smtp"));
        assertThat(descriptor.access().users().users()).containsExactly("anna", "boss");
        assertThat(descriptor.uis()).containsExactly(new Descriptor.Ui("workspace", "process", ""));
    }

    @Test
    void writesAndReadsTheSameJson() {
        var descriptor = create(Fixture.request("holiday-request", Fixture.connectors()));

        var json = DescriptorJson.write(descriptor);
        assertThat(DescriptorJson.read(json)).isEqualTo(descriptor);
        assertThat(DescriptorJson.write(DescriptorJson.read(json))).isEqualTo(json);
        assertThat(json).contains("\"credentialsId\":\"smtp\"").doesNotContain("s3cret", "open-in-git");
    }

    @Test
    void tellsEveryProblemAtOnce() {
        var request =
                Fixture.request("Kube_", "holiday", "3", "", Access.NONE, List.of(connector("emial", "", "", "")));

        assertThat(problems(request))
                .hasSize(7)
                .anyMatch(each -> each.startsWith("application: 'Kube_' is not a valid name"))
                .anyMatch(each -> each.startsWith("administrators: at least one"))
                .anyMatch(each -> each.startsWith("connectors.emial: the release has no connector")
                        && each.contains("it has email"))
                .anyMatch(each -> each.startsWith("connectors.email.variables.EMAIL_HOST: the variable"))
                .anyMatch(each -> each.startsWith("connectors.email.variables.EMAIL_PASSWORD: the secret variable")
                        && each.contains("lies open in the repository"))
                .anyMatch(each -> each.startsWith("connectors.erp.image: the connector 'erp'"))
                .anyMatch(each -> each.startsWith("connectors.slack.image: the catalog activiti-7 doesn't know"));
    }

    @Test
    void refusesAnEmptySecret() {
        var empty = new ConnectorRequest(
                "email",
                "email",
                "",
                "{\"EMAIL_HOST\": \"h\"}",
                Map.of("EMAIL_PASSWORD", new ConnectorSecret("smtp", new SecretValue("\n"))));
        assertThat(problems(empty))
                .anyMatch(each -> each.contains("the secret that is given for 'EMAIL_PASSWORD' is empty"));
    }

    @Test
    void refusesASecretInTheOpen() {
        assertThat(problems(email("{\"EMAIL_HOST\": \"h\", \"EMAIL_PASSWORD\": \"hunter2\"}")))
                .singleElement()
                .asString()
                .contains("EMAIL_PASSWORD", "give it as a secret")
                .doesNotContain("hunter2");
    }

    @Test
    void refusesAVariableThatIsAlsoASecret() {
        var both = new ConnectorRequest(
                "erp",
                "",
                "registry.example.org/erp:1",
                "{\"TOKEN\": \"t0p\"}",
                Map.of("TOKEN", new ConnectorSecret("id", new SecretValue("x"))));
        assertThat(problems(both))
                .singleElement()
                .asString()
                .contains("as a value and as a secret")
                .doesNotContain("t0p");
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL_PROT, EMAIL_PORT",
        "email_port, EMAIL_PORT",
        "EMAIL_SMTP_AUT, EMAIL_SMTP_AUTH",
        "EMAIL_SMTPAUTH, EMAIL_SMTP_AUTH"
    })
    void refusesAVariableOfAKnownConnectorThatIsMistyped(String typed, String meant) {
        assertThat(problems(email("{\"EMAIL_HOST\": \"h\", \"" + typed + "\": \"true\"}")))
                .singleElement()
                .asString()
                .isEqualTo("connectors.email.variables." + typed + ": the connector has no variable '" + typed + "'; '"
                        + meant + "' must be meant");
    }

    @Test
    void namesWhatIsMeantByAMistypedSecret() {
        var typed = new ConnectorRequest(
                "email",
                "",
                "",
                "{\"EMAIL_HOST\": \"h\"}",
                Map.of("EMAIL_PASWORD", new ConnectorSecret("smtp", new SecretValue("s3cret"))));
        assertThat(problems(typed))
                .anyMatch(each -> each.contains("'EMAIL_PASSWORD' must be meant"))
                .anyMatch(each -> each.contains("the secret variable 'EMAIL_PASSWORD' is required"));
    }

    @Test
    void anImageOfOnesOwnMayReadWhatIsAlikeAndAnyConnectorWhatIsNot() {
        var connectors = List.of(
                email(
                        "{\"EMAIL_HOST\": \"h\", \"EMAIL_PORTS\": \"1\", \"EMAIL_PORT\": \"2\", \"LOGGING_LEVEL\": \"x\"}"),
                connector("erp", "", "registry.example.org/erp:1", "{\"ERP_URI\": \"https://other.example.org\"}"),
                Fixture.connectors().get(1));
        assertThat(create(Fixture.request("x", connectors)).connectors().get(1).variables())
                .containsKeys("ERP_URI", "ERP_URL");
    }

    @Test
    void tellsLineAndColumnOfVariablesWithoutQuotingThem() {
        assertThat(problems(email("{\n \"EMAIL_HOST\": hunter2}")))
                .anyMatch(each -> each.contains("line 2, column"))
                .noneMatch(each -> each.contains("hunter2"));
    }

    @Test
    void variablesMustBeFlat() {
        assertThat(problems(
                        email("{\"EMAIL_HOST\": \"h\", \"A\": null, \"B\": {\"c\": 1}, \"D\": [1], \"1X\": \"y\"}")))
                .hasSize(4)
                .anyMatch(each -> each.startsWith("connectors.email.variables.B: "));
    }

    @Test
    void refusesBadImagesAndTemplates() {
        assertThat(problems(connector("erp", "email", "http://Erp/x", "")))
                .hasSize(2)
                .anyMatch(each -> each.contains("is not the name of an image"))
                .anyMatch(each -> each.contains("both an image and a template"));
        assertThat(problems(connector("erp", "sap", "", "")))
                .singleElement()
                .asString()
                .contains("no connector 'sap'; it has email, slack");
    }

    @Test
    void refusesAReleaseWithProblems() {
        var broken = ProjectReader.read(Fixture.holiday().with("forms/bad.json", "{"));
        var refused = catchThrowableOfType(
                ApsException.class,
                () -> DescriptorFactory.create(
                        Fixture.request("x", Fixture.connectors()), Fixture.release(), broken, Fixture.catalog()));

        assertThat(refused.problems()).singleElement().asString().startsWith("release.forms/bad.json (1:");
    }

    private static Catalog wired() {
        var plain = Fixture.catalog();
        var defaults = new Catalog.Defaults(
                8080,
                "",
                Map.of("SPRING_RABBITMQ_HOST", "rabbitmq", "SERVER_PORT", "8080"),
                Map.of("SPRING_RABBITMQ_PASSWORD", "rabbitmq-password/password"),
                "",
                "",
                "test");
        return new Catalog(
                plain.version(), List.of(), plain.connectors(), plain.uis(), defaults, Catalog.Defaults.NONE);
    }

    private static List<String> problems(Fixture files, ConnectorRequest email) {
        var connectors = new ArrayList<>(Fixture.connectors());
        connectors.set(0, email);
        var refused = catchThrowableOfType(
                ApsException.class,
                () -> DescriptorFactory.create(
                        Fixture.request("x", connectors), Fixture.release(), ProjectReader.read(files), wired()));
        return refused.problems().stream().map(Problem::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SPRING_RABBITMQ_HOST",
                "SPRING_RABBITMQ_PASSWORD",
                "spring_rabbitmq_password",
                "SPRING_RABBITMQ_ADDRESSES",
                "SERVER_PORT",
                "JAVA_TOOL_OPTIONS",
                "_JAVA_OPTIONS",
                "JDK_JAVA_OPTIONS",
                "LD_PRELOAD",
                "PATH",
                "SPRING_APPLICATION_JSON",
                "SPRING_CONFIG_IMPORT"
            })
    void refusesAModelThatSetsWhatDecidesOverTheSecretsOfOthers(String name) {
        var files = Fixture.holiday()
                .with(
                        "connectors/email.json",
                        "{\"name\": \"email\", \"template\": \"email\", \"actions\": {\"a\": {\"name\": \"SEND\"}},"
                                + " \"config\": [{\"name\": \"EMAIL_PORT\", \"value\": \"1\"}, {\"name\": \"" + name
                                + "\", \"value\": \"x\"}]}");

        assertThat(problems(files, email("{\"EMAIL_HOST\": \"h\"}")))
                .singleElement()
                .asString()
                .startsWith("release.connectors/email.json (/config/1/value): a model can't set '" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOGGING_CONFIG",
                "NODE_OPTIONS",
                "HTTPS_PROXY",
                "https_proxy",
                "LOADER_PATH",
                "BASH_ENV",
                "SSL_CERT_FILE",
                "SPRING_MAIL_HOST",
                "PYTHONPATH",
                "RUBYOPT",
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "LD_AUDIT",
                "__JAVA_OPTIONS"
            })
    void refusesAModelOfAnOwnConnectorThatSetsWhatItsProcessIsLoadedTracedOrResolvedWith(String name) {
        var files = Fixture.holiday()
                .with(
                        "connectors/erp.json",
                        "{\"name\": \"erp\", \"actions\": {\"a\": {\"name\": \"BOOK\"}}, \"config\":"
                                + " [{\"name\": \"ERP_PATH\", \"value\": \"x\"}, {\"name\": \"" + name
                                + "\", \"value\": \"x\"}]}");

        assertThat(problems(files, email("{\"EMAIL_HOST\": \"h\"}")))
                .singleElement()
                .asString()
                .startsWith("release.connectors/erp.json (/config/1/value): a model can't set '" + name + "'");
    }

    @Test
    void letsDevOpsSetTheRuntimesVariablesButNoPasswordOfThePlatform() {
        var descriptor = DescriptorFactory.create(
                Fixture.request(
                        "x",
                        List.of(
                                email("{\"EMAIL_HOST\": \"h\", \"JAVA_TOOL_OPTIONS\": \"-Xmx64m\"}"),
                                Fixture.connectors().get(1),
                                Fixture.connectors().get(2))),
                Fixture.release(),
                project,
                wired());
        assertThat(descriptor.connectors().get(0).variables()).containsEntry("JAVA_TOOL_OPTIONS", "-Xmx64m");

        var given = Map.of(
                "EMAIL_PASSWORD", new ConnectorSecret("smtp", new SecretValue("s")),
                "SPRING_RABBITMQ_PASSWORD", new ConnectorSecret("mine", new SecretValue("s")));
        assertThat(problems(Fixture.holiday(), new ConnectorRequest("email", "", "", "{\"EMAIL_HOST\": \"h\"}", given)))
                .singleElement()
                .asString()
                .contains("'SPRING_RABBITMQ_PASSWORD' is a password that the platform generates");
        assertThat(problems(
                        Fixture.holiday(), email("{\"EMAIL_HOST\": \"h\", \"SPRING_RABBITMQ_PASSWORD\": \"hunter2\"}")))
                .singleElement()
                .asString()
                .contains("'SPRING_RABBITMQ_PASSWORD' is a password that the platform generates")
                .doesNotContain("hunter2");
    }
}
