package io.jenkins.plugins.aps.core.cluster;

import static io.jenkins.plugins.aps.core.cluster.StubApi.hangUp;
import static io.jenkins.plugins.aps.core.cluster.StubApi.reply;
import static io.jenkins.plugins.aps.core.cluster.StubApi.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Written;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Written.Outcome;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import io.jenkins.plugins.aps.core.plan.PlannedObject.Mode;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObjectWriterTest {
    private static final Known NOTHING = new Known("", "", 0, Set.of());
    private static final String NOT_FOUND =
            "{\"kind\":\"Status\",\"reason\":\"NotFound\",\"details\":{\"kind\":\"configmaps\"},\"code\":404}";
    private static final String MAP_PATH = "/api/v1/namespaces/holiday/configmaps/settings";
    private static final String APPLY = "PATCH " + MAP_PATH + "?fieldManager=aps-deployer&force=";

    @Test
    void makesANamespaceByPostAndThenAppliesIntoItWithoutReading() {
        try (var api = new StubApi(reply(201, namespaceJson("u1", "op1")), reply(201, mapJson("u2", "5", "op1")));
                var connection = api.connect()) {
            var writer = writer(connection);
            assertThat(writer.write(namespace(), "op1", NOTHING).outcome()).isEqualTo(Outcome.CREATED);
            assertThat(writer.write(map("h"), "op1", NOTHING)).isEqualTo(new Written(Outcome.CREATED, "u2", 0, "5"));
            assertThat(api.lines())
                    .containsExactly("POST /api/v1/namespaces?fieldManager=aps-deployer", APPLY + "false");
            assertThat(api.asked().get(1).body())
                    .contains("\"aps.jenkins.io/operation\":\"op1\"")
                    .doesNotContain("uid");
        }
    }

    @Test
    void aNamespaceWhoseAnswerWasLostIsOursIfItsOperationIs() {
        try (var api = new StubApi(
                        hangUp(), status(409, "AlreadyExists", "exists"), reply(200, namespaceJson("u1", "op1")));
                var connection = api.connect()) {
            assertThat(writer(connection).write(namespace(), "op1", NOTHING).outcome())
                    .isEqualTo(Outcome.CREATED);
        }
    }

    @Test
    void refusesANamespaceOfAnotherInstallation() {
        try (var api = new StubApi(
                        status(409, "AlreadyExists", "exists"), reply(200, namespaceJson("u1", "anotherOperation")));
                var connection = api.connect()) {
            assertConflict(() -> writer(connection).write(namespace(), "op1", NOTHING), "our record does not know it");
        }
    }

    @Test
    void aNamespaceThatARecordedOperationCouldNotRecordIsOurs() {
        try (var api = new StubApi(
                        status(409, "AlreadyExists", "exists"),
                        reply(200, namespaceJson("u1", "op0")),
                        reply(200, namespaceJson("u1", "op1")));
                var connection = api.connect()) {
            var written = writer(connection).write(namespace(), "op1", new Known("", "", 0, Set.of("op0", "op1")));
            assertThat(written.outcome()).isEqualTo(Outcome.CONFIGURED);
            assertThat(written.uid()).isEqualTo("u1");
        }
    }

    @Test
    void aNamespaceMadeAnewByAnOperationThatCouldNotRecordItCountsAsCreated() {
        var known = new Known("u0", "h", 0, Set.of("op0"));
        try (var api = new StubApi(
                        status(409, "AlreadyExists", "exists"),
                        reply(200, namespaceJson("u1", "op0")),
                        reply(200, namespaceJson("u1", "op1")));
                var connection = api.connect()) {
            assertThat(writer(connection).write(namespace(), "op1", known).outcome())
                    .isEqualTo(Outcome.CREATED);
        }
        try (var api = new StubApi(
                        status(409, "AlreadyExists", "exists"), reply(200, namespaceJson("u1", "anotherOperation")));
                var connection = api.connect()) {
            assertConflict(() -> writer(connection).write(namespace(), "op1", known), "was replaced", "u0");
        }
    }

    @Test
    void aRecordedOperationProvesNothingWithoutOurFieldManager() {
        var forged = namespaceJson("u1", "op0").replace("\"manager\":\"aps-deployer\"", "\"manager\":\"kubectl\"");
        try (var api = new StubApi(status(409, "AlreadyExists", "exists"), reply(200, forged));
                var connection = api.connect()) {
            var known = new Known("", "", 0, Set.of("op0"));
            assertConflict(() -> writer(connection).write(namespace(), "op1", known), "our record does not know it");
        }
    }

    @Test
    void refusesANamespaceThatCarriesNoLabelsOfOurs() {
        var foreign =
                "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"holiday\",\"uid\":\"u\"}}";
        try (var api = new StubApi(status(409, "AlreadyExists", "exists"), reply(200, foreign));
                var connection = api.connect()) {
            assertConflict(() -> writer(connection).write(namespace(), "op1", NOTHING), "is not ours");
            assertThat(api.lines()).noneMatch(line -> line.startsWith("PATCH"));
        }
    }

    @Test
    void refusesProtectedNamespacesBeforeAnyRequest() {
        try (var api = new StubApi(reply(201, "{}"));
                var connection = api.connect()) {
            for (var name : new String[] {"default", "kube-system", "aps-platform", "jenkins"}) {
                var planned = planned(
                        new ObjectRef("v1", "Namespace", "", name), namespace().body(), Mode.APPLY, "h");
                assertConflict(() -> writer(connection).write(planned, "op1", NOTHING), "is protected");
                var remover = new ObjectRemover(connection, new ObjectReader(connection), ownership());
                assertConflict(() -> remover.delete(planned.ref(), "u1"), "is protected");
                assertConflict(() -> remover.delete(new ObjectRef("v1", "ConfigMap", name, "x"), "u1"), "is protected");
            }
            assertThat(api.asked()).isEmpty();
        }
    }

    @Test
    void aChangedIntentIsOneRequestThatCarriesTheUid() {
        try (var api = new StubApi(reply(200, mapJson("u2", "6", "op2")));
                var connection = api.connect()) {
            var written = writer(connection).write(map("new"), "op2", new Known("u2", "old", 0, Set.of()));
            assertThat(written.outcome()).isEqualTo(Outcome.CONFIGURED);
            assertThat(api.lines()).containsExactly(APPLY + "false");
            assertThat(api.asked().get(0).body()).contains("\"uid\":\"u2\"");
        }
    }

    @Test
    void anUnchangedIntentKeepsTheAnnotationAndSaysSo() {
        try (var api = new StubApi(reply(200, mapJson("u2", "6", "op1")), reply(200, mapJson("u2", "6", "op1")));
                var connection = api.connect()) {
            var written = writer(connection).write(map("same"), "op2", new Known("u2", "same", 0, Set.of()));
            assertThat(written.outcome()).isEqualTo(Outcome.UNCHANGED);
            assertThat(api.asked().get(1).body()).contains("\"aps.jenkins.io/operation\":\"op1\"");
        }
    }

    @Test
    void givesBackWhatSomebodyElseTookAwayThoughTheIntentIsTheSame() {
        var whole = mapJson("u2", "7", "op1");
        for (var robbed : new String[] {
            mapJson("u2", "6", "op1").replace("\"data\":{\"colour\":\"blue\"}", "\"data\":{}"),
            mapJson("u2", "6", "op1").replace(",\"colour\":\"label\"", "")
        }) {
            try (var api = new StubApi(reply(200, robbed), reply(200, whole));
                    var connection = api.connect()) {
                var written = writer(connection).write(map("same"), "op2", new Known("u2", "same", 0, Set.of()));
                assertThat(written.outcome()).isEqualTo(Outcome.CONFIGURED);
            }
        }
        try (var api = new StubApi(reply(200, deploymentJson("6", 3, 1)), reply(200, deploymentJson("7", 4, 1)));
                var connection = api.connect()) {
            assertThat(writer(connection)
                            .write(deployment(), "op2", new Known("u2", "same", 3, Set.of()))
                            .outcome())
                    .isEqualTo(Outcome.CONFIGURED);
        }
    }

    @Test
    void doesNotTakeForAChangeWhatControllersNoteBetweenReadingAndWriting() {
        var before = deploymentJson("6", 3, 1);
        var after = deploymentJson("9", 3, 2).replace("\"annotations\":{", "\"annotations\":{\"revision\":\"2\",");
        try (var api = new StubApi(reply(200, before), reply(200, after));
                var connection = api.connect()) {
            var written = writer(connection).write(deployment(), "op2", new Known("u2", "same", 3, Set.of()));
            assertThat(written).isEqualTo(new Written(Outcome.UNCHANGED, "u2", 3, "9"));
        }
    }

    @Test
    void remembersOnlyTheLatestNamespacesThatItMade() {
        try (var api = new StubApi(asked ->
                        asked.method().equals("GET") ? reply(404, NOT_FOUND) : reply(201, namespaceJson("u1", "op1")));
                var connection = api.connect()) {
            var writer = new ObjectWriter(connection, new ObjectReader(connection), ownership(), 1);
            writer.write(namespace(), "op1", NOTHING);
            var another = new ObjectRef("v1", "Namespace", "", "another");
            writer.write(planned(another, namespace().body(), Mode.APPLY, "h"), "op1", NOTHING);
            writer.write(map("h"), "op1", NOTHING);
            assertThat(api.lines()).contains("GET " + MAP_PATH);
        }
    }

    @Test
    void makesAVanishedObjectAnewButNotOneThatWasReplaced() {
        var precondition = status(
                409,
                "Conflict",
                "uid mismatch: the provided object specified uid u2, and no existing object was found");
        var known = new Known("u2", "old", 0, Set.of());
        try (var api = new StubApi(precondition, reply(404, NOT_FOUND), reply(201, mapJson("u9", "9", "op2")));
                var connection = api.connect()) {
            var written = writer(connection).write(map("new"), "op2", known);
            assertThat(written.outcome()).isEqualTo(Outcome.CREATED);
            assertThat(api.asked().get(2).body()).doesNotContain("\"uid\"");
        }
        var immutable = reply(
                422,
                "{\"kind\":\"Status\",\"reason\":\"Invalid\",\"message\":\"m\",\"details\":{\"causes\":[{\"reason\":"
                        + "\"FieldValueInvalid\",\"message\":\"field is immutable\",\"field\":\"metadata.uid\"}]}}");
        try (var api = new StubApi(immutable, reply(200, mapJson("u3", "9", "x")));
                var connection = api.connect()) {
            assertConflict(() -> writer(connection).write(map("new"), "op2", known), "was replaced");
        }
    }

    @Test
    void readsBeforeItsFirstWriteIntoANamespaceThatItDidNotMake() {
        try (var api = new StubApi(reply(404, NOT_FOUND), reply(201, mapJson("u2", "5", "op1")));
                var connection = api.connect()) {
            assertThat(writer(connection).write(map("h"), "op1", NOTHING).outcome())
                    .isEqualTo(Outcome.CREATED);
            assertThat(api.lines()).containsExactly("GET " + MAP_PATH, APPLY + "false");
        }
        var foreign = mapJson("u9", "5", "op1").replace("aps-deployer", "helm");
        try (var api = new StubApi(reply(200, foreign));
                var connection = api.connect()) {
            assertConflict(() -> writer(connection).write(map("h"), "op1", NOTHING), "'helm'");
            assertThat(api.lines()).containsExactly("GET " + MAP_PATH);
        }
    }

    @Test
    void namesTheManagerAndTheFieldOfAConflictAndForcesOnlyItself() {
        var known = new Known("u2", "old", 0, Set.of());
        try (var api = new StubApi(fieldConflict("kubectl-edit"));
                var connection = api.connect()) {
            assertConflict(() -> writer(connection).write(map("new"), "op2", known), "kubectl-edit", ".data.colour");
            assertThat(api.asked()).hasSize(1);
        }
        try (var api = new StubApi(fieldConflict("aps-deployer"), reply(200, mapJson("u2", "8", "op2")));
                var connection = api.connect()) {
            writer(connection).write(map("new"), "op2", known);
            assertThat(api.lines()).containsExactly(APPLY + "false", APPLY + "true");
        }
    }

    @Test
    void keepsWhatIsMadeOnceAndNeverMakesItAgain() {
        var live = secretJson("u5", "op1");
        try (var api = new StubApi(status(409, "AlreadyExists", "exists"), reply(200, live));
                var connection = api.connect()) {
            var written = writer(connection).write(secret(), "op2", new Known("", "h", 0, Set.of("op1")));
            assertThat(written.outcome()).isEqualTo(Outcome.UNCHANGED);
            assertThat(written.uid()).isEqualTo("u5");
            assertThat(api.lines()).noneMatch(line -> line.startsWith("PATCH"));
        }
        try (var api = new StubApi(reply(404, NOT_FOUND));
                var connection = api.connect()) {
            assertConflict(
                    () -> writer(connection).write(secret(), "op2", new Known("u5", "h", 0, Set.of())), "has vanished");
            assertThat(api.lines()).noneMatch(line -> line.startsWith("POST"));
        }
    }

    @Test
    void doesNotRelyOnWhatIsMadeOnceAndIsBeingDeleted() {
        var going = secretJson("u5", "op1")
                .replaceFirst("\"metadata\":\\{", "\"metadata\":{\"deletionTimestamp\":\"2026-11-24T04:00:00Z\",");
        try (var api = new StubApi(reply(200, going));
                var connection = api.connect()) {
            var known = new Known("u5", "h", 0, Set.of("op1"));
            assertConflict(() -> writer(connection).write(secret(), "op2", known), "is being deleted");
        }
        try (var api = new StubApi(status(409, "AlreadyExists", "exists"), reply(200, going));
                var connection = api.connect()) {
            var known = new Known("", "h", 0, Set.of("op1"));
            assertConflict(() -> writer(connection).write(secret(), "op2", known), "is being deleted");
        }
    }

    @Test
    void neverRepeatsTheValuesOfASecretInAnError() {
        var echo = reply(
                422,
                "{\"kind\":\"Status\",\"reason\":\"Invalid\",\"message\":\"Secret is invalid: data: hunter2\",\"details\":"
                        + "{\"causes\":[{\"reason\":\"FieldValueInvalid\",\"message\":\"hunter2\",\"field\":\"data[p]\"}]}}");
        try (var api = new StubApi(echo);
                var connection = api.connect()) {
            assertThatThrownBy(() -> writer(connection).write(secret(), "op1", NOTHING))
                    .hasMessageContaining("Secret/password")
                    .hasMessageContaining("data[p]")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void namesTheMissingRightAndTheTerminatingNamespace() {
        var right = status(403, "Forbidden", "configmaps is forbidden: User x cannot patch resource configmaps");
        try (var api = new StubApi(right);
                var connection = api.connect()) {
            assertThatThrownBy(() -> writer(connection).write(map("n"), "op1", new Known("u2", "o", 0, Set.of())))
                    .isInstanceOfSatisfying(
                            ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ALLOWED))
                    .hasMessageContaining("cannot patch configmaps in namespace 'holiday'");
        }
        var going = reply(
                403,
                "{\"kind\":\"Status\",\"reason\":\"Forbidden\",\"message\":\"unable to create new content\",\"details\":"
                        + "{\"causes\":[{\"reason\":\"NamespaceTerminating\",\"field\":\"metadata.namespace\"}]}}");
        try (var api = new StubApi(going);
                var connection = api.connect()) {
            assertConflict(
                    () -> writer(connection).write(map("n"), "op1", new Known("u2", "o", 0, Set.of())),
                    "is being deleted");
        }
        var quota = status(403, "Forbidden", "exceeded quota: small");
        try (var api = new StubApi(quota);
                var connection = api.connect()) {
            assertThatThrownBy(() -> writer(connection).write(map("n"), "op1", new Known("u2", "o", 0, Set.of())))
                    .isInstanceOfSatisfying(
                            ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REJECTED))
                    .hasMessageContaining("exceeded quota");
        }
    }

    @Test
    void deletesOnlyTheObjectThatIsMeantAndTakesGoneForDone() {
        var ref = new ObjectRef("v1", "ConfigMap", "holiday", "settings");
        try (var api = new StubApi(
                        status(409, "Conflict", "the UID in the precondition"), reply(200, mapJson("u9", "1", "x")));
                var connection = api.connect()) {
            new ObjectRemover(connection, new ObjectReader(connection), ownership()).delete(ref, "u2");
            assertThat(api.asked().get(0).body())
                    .contains("\"preconditions\":{\"uid\":\"u2\"}")
                    .contains("\"propagationPolicy\":\"Background\"");
        }
        try (var api = new StubApi(reply(404, NOT_FOUND));
                var connection = api.connect()) {
            new ObjectRemover(connection, new ObjectReader(connection), ownership()).delete(ref, "u2");
            assertThat(api.asked()).hasSize(1);
        }
    }

    @Test
    void anAnswerThatIsNoObjectLeavesTheOutcomeUnknown() {
        for (var body : new String[] {"hunter2", "[]", "{\"kind\":\"ConfigMap\"}", "{\"metadata\":{\"uid\":"}) {
            try (var api = new StubApi(reply(200, body));
                    var connection = api.connect()) {
                assertThatThrownBy(
                                () -> writer(connection).write(map("new"), "op2", new Known("u2", "old", 0, Set.of())))
                        .isInstanceOfSatisfying(
                                ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN))
                        .hasMessageNotContaining("hunter2");
            }
        }
    }

    private static void assertConflict(org.assertj.core.api.ThrowableAssert.ThrowingCallable work, String... words) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContainingAll(words);
    }

    private static StubApi.Reply fieldConflict(String manager) {
        return reply(
                409,
                "{\"kind\":\"Status\",\"reason\":\"Conflict\",\"message\":\"Apply failed\",\"details\":{\"causes\":[{"
                        + "\"reason\":\"FieldManagerConflict\",\"message\":\"conflict with \\\"" + manager
                        + "\\\" using v1\",\"field\":\".data.colour\"}]}}");
    }

    private static ObjectWriter writer(Connection connection) {
        return new ObjectWriter(connection, new ObjectReader(connection), ownership());
    }

    private static Ownership ownership() {
        return new Ownership("aps-platform", "jenkins");
    }

    private static PlannedObject namespace() {
        var body = new NamespaceBuilder()
                .withNewMetadata()
                .withName("holiday")
                .withLabels(labels())
                .endMetadata()
                .build();
        return planned(new ObjectRef("v1", "Namespace", "", "holiday"), body, Mode.APPLY, "h");
    }

    private static PlannedObject map(String hash) {
        var body = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("settings")
                .withNamespace("holiday")
                .withLabels(labels())
                .endMetadata()
                .addToData("colour", "blue")
                .build();
        body.getMetadata().getLabels().put("colour", "label");
        return planned(new ObjectRef("v1", "ConfigMap", "holiday", "settings"), body, Mode.APPLY, hash);
    }

    private static PlannedObject deployment() {
        var body = new DeploymentBuilder()
                .withNewMetadata()
                .withName("rb")
                .withNamespace("holiday")
                .withLabels(labels())
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .endSpec()
                .build();
        return planned(new ObjectRef("apps/v1", "Deployment", "holiday", "rb"), body, Mode.APPLY, "same");
    }

    private static PlannedObject secret() {
        var body = new SecretBuilder()
                .withNewMetadata()
                .withName("password")
                .withNamespace("holiday")
                .withLabels(labels())
                .endMetadata()
                .addToStringData("p", "hunter2")
                .build();
        return planned(new ObjectRef("v1", "Secret", "holiday", "password"), body, Mode.CREATE_ONCE, "h");
    }

    private static PlannedObject planned(ObjectRef ref, HasMetadata body, Mode mode, String hash) {
        return new PlannedObject(ref, body, hash, mode);
    }

    private static Map<String, String> labels() {
        return Map.of(Labels.MANAGED_BY, Labels.US, Labels.PART_OF, "holiday");
    }

    private static String namespaceJson(String uid, String operation) {
        return json("Namespace", "holiday", uid, "3", operation);
    }

    private static String mapJson(String uid, String version, String operation) {
        return json("ConfigMap", "settings", uid, version, operation)
                .replace("\"holiday\"}", "\"holiday\",\"colour\":\"label\"}")
                .replaceFirst("}$", ",\"data\":{\"colour\":\"blue\"}}");
    }

    private static String deploymentJson(String version, int generation, int ready) {
        return json("Deployment", "rb", "u2", version, "op1")
                .replace("\"v1\"", "\"apps/v1\"")
                .replace("\"metadata\":{", "\"metadata\":{\"generation\":" + generation + ",")
                .replaceFirst("}$", ",\"spec\":{\"replicas\":1},\"status\":{\"readyReplicas\":" + ready + "}}");
    }

    private static String secretJson(String uid, String operation) {
        return json("Secret", "password", uid, "4", operation);
    }

    private static String json(String kind, String name, String uid, String version, String operation) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"" + kind + "\",\"metadata\":{\"name\":\"" + name + "\",\"uid\":\""
                + uid
                + "\",\"resourceVersion\":\"" + version
                + "\",\"managedFields\":[{\"manager\":\"aps-deployer\"}],\"labels\":{\"app.kubernetes.io/managed-by\":"
                + "\"aps-deployer\",\"app.kubernetes.io/part-of\":\"holiday\"},\"annotations\":{"
                + "\"aps.jenkins.io/operation\":\"" + operation + "\"}}}";
    }
}
