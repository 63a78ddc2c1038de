package io.jenkins.plugins.aps.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.jenkins.plugins.aps.core.catalog.Catalogs;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.Principals;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where connectors take their tasks from, and where the runtime bundle finds their models. */
class ConnectorDestinationTest {
    private static final String DESTINATION = "SPRING_CLOUD_STREAM_BINDINGS_EMAILCONNECTORCONSUMER_DESTINATION";

    private static Descriptor.Connector connector(String name, String template, String image) {
        return new Descriptor.Connector(name, template, image, Map.of(), Map.of());
    }

    private static Map<String, String> env(String deployment, Descriptor.Connector... connectors) {
        var sample = new SamplePlan().request();
        var descriptor = new Descriptor(
                "holiday-request",
                "default",
                "holiday",
                "id",
                3,
                "c0ffee",
                new Access(new Principals(List.of("admin"), List.of()), Principals.NONE),
                List.of(connectors),
                List.of(),
                "activiti-7");
        return Planner.plan(new PlanRequest(
                        descriptor, 1, sample.project(), sample.catalog(), sample.gatewayUrl(), Map.of()))
                .objects()
                .map(PlannedObject::body)
                .filter(body -> body instanceof Deployment
                        && body.getMetadata().getName().equals(deployment))
                .flatMap(body ->
                        ((Deployment) body).getSpec().getTemplate().getSpec().getContainers().get(0).getEnv().stream())
                .filter(each -> each.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    @Test
    void aConnectorTakesWhatIsSentToItsNameAndTheOnlyOneOfItsKindWhatTheDocumentationNames() {
        assertThat(env("connector-email", connector("email", "email", "")))
                .containsEntry(DESTINATION, "email.SEND,emailConnector.SEND");
    }

    @Test
    void twoOfOneKindEachTakeTheirOwnTasks() {
        var both = Stream.of("email", "newsletter")
                .map(name -> connector(name, "email", ""))
                .toArray(Descriptor.Connector[]::new);

        assertThat(env("connector-email", both)).containsEntry(DESTINATION, "email.SEND");
        assertThat(env("connector-newsletter", both)).containsEntry(DESTINATION, "newsletter.SEND");
    }

    @Test
    void nothingIsSetForAnImageOfOnesOwnOrWhereTheBindingIsNotKnown() {
        assertThat(env("connector-email", connector("email", "", "example.org/mail:1")))
                .doesNotContainKey(DESTINATION);
        assertThat(env("connector-rest", connector("rest", "rest", "")).keySet())
                .noneMatch(name -> name.startsWith("SPRING_CLOUD_STREAM_BINDINGS_"));
    }

    @Test
    void whatWhoDeploysGivesWins() {
        var given = new Descriptor.Connector("email", "email", "", Map.of(DESTINATION, "elsewhere"), Map.of());

        assertThat(env("connector-email", given)).doesNotContainKey(DESTINATION);
    }

    @Test
    void theRuntimeBundleReadsTheConnectorsOfTheProject() {
        assertThat(env("rb"))
                .containsEntry(
                        "ACTIVITI_CONNECTORS_DIR", "file:/home/alfresco/.activiti/project-release-volume/connectors/");
    }

    @Test
    void aCatalogThatWasKeptBeforeBindingsWereKnownIsReadAndPlansWhatItDid() {
        var old = Catalogs.toJson(SamplePlan.CATALOG)
                .replace("\"consumers\":{\"emailConnectorConsumer\":\"SEND\"},", "")
                .replace("\"consumers\":{},", "")
                .replaceAll("\"templates\":\\[[^]]*],", "");
        assertThat(old).doesNotContain("consumers", "templates");

        var read = Catalogs.fromJson(old);
        assertThat(read.connectors().get("email").consumers()).isEmpty();
        assertThat(read.connectors().get("email").variables())
                .isEqualTo(SamplePlan.CATALOG.connectors().get("email").variables());
    }
}
