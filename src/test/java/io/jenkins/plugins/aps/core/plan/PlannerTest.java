package io.jenkins.plugins.aps.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.aps.core.Golden;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final SamplePlan sample = new SamplePlan();

    @Test
    void plansAnApplicationAsTheFixtureShows() throws IOException {
        var yaml = new YAMLMapper().disable(YAMLGenerator.Feature.SPLIT_LINES);
        var text = new StringBuilder();
        for (var wave : sample.plan().waves()) {
            text.append("# wave ")
                    .append(wave.index())
                    .append(": ")
                    .append(wave.name())
                    .append('\n');
            for (var object : wave.objects()) {
                text.append("# ").append(object.mode()).append('\n').append(yaml.writeValueAsString(object.body()));
            }
        }
        Golden.assertSame(PlannerTest.class, "holiday-request.yaml", text.toString());
    }

    @Test
    void putsObjectsIntoTheirWaves() {
        assertThat(sample.plan().waves()).extracting(Plan.Wave::index).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(names(4))
                .containsExactly(
                        "Service/connector-email",
                        "Deployment/connector-email",
                        "Service/connector-erp",
                        "Deployment/connector-erp");
        assertThat(names(2)).contains("StatefulSet/postgres", "StatefulSet/rabbitmq");
        assertThat(names(3)).contains("Deployment/rb", "Deployment/query", "Deployment/audit");
        assertThat(names(5)).containsExactly("Service/ui-portal", "Deployment/ui-portal");
        assertThat(names(6)).containsExactly("Ingress/gateway");
    }

    @Test
    void isTheSameForTheSameRequest() {
        assertThat(hashes(new SamplePlan().plan())).isEqualTo(hashes(sample.plan()));
    }

    @Test
    void changesOnlyWhatUsesAChangedVariable() {
        var other = new SamplePlan();
        other.emailHost = "mail.example.org";
        other.version = 2;
        assertThat(changed(other))
                .allMatch(name -> name.contains("connector-email"))
                .hasSize(2)
                .contains("Deployment/connector-email");
    }

    @Test
    void changesOnlyWhatUsesAChangedSecret() {
        var other = new SamplePlan();
        other.password = "another";
        assertThat(changed(other))
                .allMatch(name -> name.contains("connector-email"))
                .hasSize(2);
    }

    @Test
    void restartsNothingButTheRuntimeBundleForAnotherFile() {
        var other = new SamplePlan();
        other.release = 4;
        other.version = 2;
        other.files = java.util.List.of(SamplePlan.file("holiday.json", "{}"));
        assertThat(changed(other))
                .filteredOn(name -> !name.startsWith("ConfigMap/files-"))
                .containsExactly("Deployment/rb");
    }

    @Test
    void restartsNothingForAnotherReleaseWithTheSameFiles() {
        var other = new SamplePlan();
        other.release = 4;
        other.version = 2;
        assertThat(changed(other))
                .allMatch(name -> name.startsWith("ConfigMap/files-1-"))
                .hasSize(1);
    }

    @Test
    void labelsEveryObjectAndKeepsNamesWithinTheLimits() {
        sample.application = "abcdefghijklmnopqrstuvwxyz";
        sample.erp = "zyxwvutsrqponmlkjihgfedcba";
        sample.ui = "zyxwvutsrqponmlkjihgfedcba";
        assertThat(sample.plan().objects()).allSatisfy(object -> {
            assertThat(object.body().getMetadata().getLabels())
                    .containsEntry(Labels.MANAGED_BY, "aps-deployer")
                    .containsEntry(Labels.PART_OF, sample.application)
                    .containsKeys(Labels.NAME, Labels.COMPONENT);
            assertThat(object.ref().name()).matches("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
            assertThat(object.body().getMetadata().getName())
                    .isEqualTo(object.ref().name());
        });
        assertThat(sample.plan().objects().map(PlannedObject::ref)).doesNotHaveDuplicates();
    }

    @Test
    void selectsByNameAndComponentOnlyAndAnnotatesNoPod() {
        var templates = sample.plan()
                .objects()
                .map(PlannerTest::json)
                .filter(o -> o.at("/spec/template").isObject())
                .toList();
        assertThat(templates).hasSize(8).allSatisfy(object -> {
            assertThat(fields(object.at("/spec/selector/matchLabels"))).containsExactly(Labels.COMPONENT, Labels.NAME);
            assertThat(object.at("/spec/template/metadata/annotations")).isEmpty();
            var labels = object.at("/spec/template/metadata/labels");
            assertThat(object.at("/spec/selector/matchLabels").properties()).isSubsetOf(labels.properties());
        });
        assertThat(sample.plan().objects().map(PlannerTest::json).filter(o -> o.path("kind")
                        .asText()
                        .equals("Service")))
                .hasSize(8)
                .allSatisfy(
                        o -> assertThat(fields(o.at("/spec/selector"))).containsExactly(Labels.COMPONENT, Labels.NAME));
    }

    @Test
    void showsNoSecretInTextOrHashes() {
        var plan = sample.plan();
        assertThat(plan.toString() + sample.request()).doesNotContain(SamplePlan.PASSWORD);
        var secret = plan.objects()
                .filter(object -> object.ref().name().startsWith("connector-email-secrets-"))
                .findFirst()
                .orElseThrow();
        assertThat(secret.toString()).isEqualTo("Secret/" + secret.ref().name());
        var blank = new io.fabric8.kubernetes.api.model.SecretBuilder((Secret) secret.body())
                .withData(Map.of("EMAIL_PASSWORD", "Zm9v"))
                .build();
        assertThat(SpecHash.of(blank)).isEqualTo(secret.specHash());
    }

    @Test
    void leavesGeneratedPasswordsToWhoWritesThem() {
        var once = sample.plan()
                .objects()
                .filter(o -> o.mode() == PlannedObject.Mode.CREATE_ONCE)
                .toList();
        assertThat(once)
                .extracting(PlannedObject::toString)
                .containsExactly(
                        "Secret/postgres-password",
                        "Secret/rabbitmq-password",
                        "PersistentVolumeClaim/postgres-data",
                        "PersistentVolumeClaim/rabbitmq-data");
        assertThat(((Secret) once.get(0).body()).getData()).isNullOrEmpty();
        var filled = (Secret) GeneratedSecrets.filled(once.get(0).body(), () -> "made");
        assertThat(filled.getStringData()).isEqualTo(Map.of("password", "made"));
        assertThat(((Secret) once.get(0).body()).getStringData()).isNullOrEmpty();
    }

    @Test
    void letsAConnectorsOwnVariableWinOverTheWiring() {
        sample.emailHost = "x";
        var plan = sample.plan();
        assertThat(json(object(plan, "Deployment/connector-email")).toString())
                .contains("SPRING_RABBITMQ_HOST")
                .doesNotContain("\"EMAIL_HOST\"");
    }

    @Test
    void letsNoVariableWinOverAPasswordOfThePlatform() {
        sample.emailPort = "SPRING_RABBITMQ_PASSWORD";
        assertThat(json(object(sample.plan(), "Deployment/connector-email")).toString())
                .contains("\"SPRING_RABBITMQ_PASSWORD\"");
    }

    @Test
    void tellsUrlsAndTheExampleQuery() {
        var urls = sample.plan().urls();
        assertThat(urls.services())
                .containsEntry("audit", "https://gateway.example.org/holiday-request/audit")
                .containsOnlyKeys("rb", "query", "audit");
        assertThat(urls.uis()).containsEntry("portal", "https://gateway.example.org/holiday-request/ui/portal");
        assertThat(urls.exampleQuery())
                .isEqualTo("GET https://gateway.example.org/holiday-request/rb/admin/v1/process-instances");
    }

    @Test
    void doesWithoutAGateway() {
        sample.gateway = "";
        assertThat(sample.plan().urls().services()).isEmpty();
        assertThat(json(object(sample.plan(), "Deployment/rb")).toString()).doesNotContain("ACT_KEYCLOAK_URL");
        assertThat(json(object(sample.plan(), "Ingress/gateway"))
                        .at("/spec/rules/0")
                        .has("host"))
                .isFalse();
        assertThat(Ingresses.host("http://127.0.0.1:8080")).isEmpty();
    }

    @Test
    void reportsEveryProblemAtOnce() {
        sample.secrets = Map.of();
        sample.uiTemplate = "unknown";
        sample.files = java.util.List.of(
                SamplePlan.file("../x", ""), SamplePlan.file("a/../b", ""), SamplePlan.file("ok", ""));
        assertThatThrownBy(sample::plan)
                .asInstanceOf(type(ApsException.class))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .satisfies(error -> assertThat(error.problems())
                        .extracting(Problem::where)
                        .containsExactly(
                                "project.../x",
                                "project.a/../b",
                                "connectors.email.secrets.EMAIL_PASSWORD",
                                "uis.portal"));
    }

    private java.util.List<String> names(int wave) {
        return sample.plan().waves().get(wave).objects().stream()
                .map(PlannedObject::toString)
                .toList();
    }

    /** What is in the other plan and not, or not so, in this one. */
    private TreeSet<String> changed(SamplePlan other) {
        var before = hashes(sample.plan());
        var after = hashes(other.plan());
        after.entrySet().removeAll(before.entrySet());
        return new TreeSet<>(after.keySet());
    }

    private static TreeMap<String, String> hashes(Plan plan) {
        var hashes = new TreeMap<String, String>();
        plan.objects().forEach(object -> hashes.put(object.toString(), object.specHash()));
        return hashes;
    }

    private static PlannedObject object(Plan plan, String name) {
        return plan.objects().filter(o -> o.toString().equals(name)).findFirst().orElseThrow();
    }

    private static JsonNode json(PlannedObject object) {
        return JSON.valueToTree(object.body());
    }

    private static TreeSet<String> fields(JsonNode node) {
        var names = new TreeSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
