package io.jenkins.plugins.aps.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.ConnectorModel;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CatalogsTest {
    private final Catalog catalog = Catalogs.builtIn().get("activiti-7");

    @Test
    void hasTheServicesOfAnApplicationInTheOrderOfTheirWaves() {
        assertThat(catalog.services())
                .extracting(Catalog.Service::name)
                .containsExactly("postgres", "rabbitmq", "rb", "query", "audit");
        assertThat(catalog.services()).extracting(Catalog.Service::wave).isSorted();
        assertThat(catalog.services().stream().flatMap(s -> s.paths().stream()))
                .containsExactly("rb", "query", "audit");
    }

    @Test
    void hasAllDocumentedConnectorsAndUserInterfaces() {
        assertThat(catalog.connectors().keySet())
                .containsExactly(
                        "aspose",
                        "camel",
                        "comprehend",
                        "content",
                        "docusign",
                        "email",
                        "lambda",
                        "rekognition",
                        "rest",
                        "salesforce",
                        "slack",
                        "textract",
                        "twilio");
        assertThat(catalog.uis().keySet()).containsExactly("content", "process");
    }

    @Test
    void marksPasswordsTokensAndKeysAsSecureAndNothingAsRequired() {
        var secure = new TreeMap<String, Boolean>();
        catalog.connectors().values().stream()
                .flatMap(connector -> connector.variables().stream())
                .forEach(variable -> secure.put(variable.name(), variable.secure()));
        assertThat(secure)
                .contains(java.util.Map.entry("EMAIL_PASSWORD", true), java.util.Map.entry("EMAIL_HOST", false));
        assertThat(secure.entrySet())
                .filteredOn(entry -> entry.getKey().matches(".*(PASSWORD|TOKEN|SECRET.*|RSA_KEY|ACCESS_KEY|XOX.)"))
                .allMatch(java.util.Map.Entry::getValue);
        assertThat(catalog.connectors().values().stream().flatMap(c -> c.variables().stream()))
                .noneMatch(ConnectorModel.Variable::required);
    }

    @Test
    void saysWhereEachFactComesFrom() {
        assertThat(catalog.services()).allMatch(service -> !service.source().isEmpty());
        assertThat(catalog.connectors().values())
                .allMatch(connector -> !connector.source().isEmpty());
        assertThat(catalog.uis().values()).allMatch(ui -> !ui.source().isEmpty());
        assertThat(catalog.connector("twilio").orElseThrow().actions()).isEmpty();
        assertThat(catalog.connector("twilio").orElseThrow().source()).contains("not documented");
    }

    @Test
    void sharesTheVariablesOfGroupsAndLetsOwnOnesWin() {
        var rb = catalog.services().get(2);
        assertThat(rb.env()).containsEntry("SERVER_PORT", "8080").containsEntry("SPRING_RABBITMQ_HOST", "rabbitmq");
        assertThat(rb.secretEnv()).containsEntry("SPRING_DATASOURCE_PASSWORD", "postgres-password/password");
        assertThat(catalog.connectorDefaults().env())
                .containsEntry("SPRING_RABBITMQ_HOST", "rabbitmq")
                .doesNotContainKey("SPRING_DATASOURCE_URL");
    }

    @Test
    void namesTheCatalogsThatExistWhenOneDoesNot() {
        assertThatThrownBy(() -> Catalogs.builtIn().get("activiti-9"))
                .hasMessage("There is no catalog 'activiti-9'; there is: activiti-7")
                .asInstanceOf(type(ApsException.class))
                .extracting(ApsException::code)
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void comesBackFromItsJsonUnchanged() {
        var json = Catalogs.toJson(catalog);
        assertThat(Catalogs.fromJson(json)).isEqualTo(catalog);
        assertThat(Catalogs.toJson(Catalogs.fromJson(json))).isEqualTo(json);
    }

    @Test
    void refusesAFieldThatNobodyReads() {
        var yaml =
                "version: x\nservices:\n  - {name: a, component: runtime, wave: 3, image: i, port: 1, source: s, colour: red}\n"
                        + "connectorDefaults: {port: 1, source: s}\nuiDefaults: {port: 1, source: s}\n";
        assertThatThrownBy(() -> CatalogReader.read("x.yaml", yaml))
                .isInstanceOf(ApsException.class)
                .hasMessageContaining("x.yaml")
                .hasMessageContaining("colour");
    }
}
