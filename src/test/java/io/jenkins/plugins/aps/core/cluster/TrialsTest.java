package io.jenkins.plugins.aps.core.cluster;

import static io.jenkins.plugins.aps.core.cluster.StubApi.reply;
import static io.jenkins.plugins.aps.core.cluster.StubApi.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.cluster.StubApi.Reply;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import io.jenkins.plugins.aps.core.plan.PlannedObject.Mode;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What prepared answers of an API server come to. */
class TrialsTest {
    private static final Known NOTHING = new Known("", "", 0, Set.of());
    private static final Known RECORDED = new Known("u1", "old", 1, Set.of());
    private static final Reply NONE = status(404, "NotFound", "not found");
    private static final Reply MADE = reply(201, "{\"kind\":\"Pod\",\"apiVersion\":\"v1\"}");
    private static final PlannedObject DEPLOYMENT = TrialSamples.deployment("holiday", "example/rb:2", "rb");
    private static final PlannedObject SECRET = TrialSamples.secret("holiday", "hunter22");

    @Test
    void asksForNothingButADryRun() {
        try (var api = new StubApi(reply(200, live("u1")), reply(200, live("u1")), MADE);
                var connection = api.connect()) {
            var trial = trials(connection).of(DEPLOYMENT, "op2", RECORDED, "holiday");
            assertThat(trial.refusals()).isEmpty();
            assertThat(trial.before()).isPresent();
            assertThat(trial.after()).isPresent();
            assertThat(api.lines())
                    .containsExactly(
                            "GET /apis/apps/v1/namespaces/holiday/deployments/rb",
                            "PATCH /apis/apps/v1/namespaces/holiday/deployments/rb?fieldManager=aps-deployer&force=false&dryRun=All",
                            "POST /api/v1/namespaces/holiday/pods?fieldManager=aps-deployer&dryRun=All");
            assertThat(api.asked().get(1).body()).contains("\"uid\":\"u1\"");
            assertThat(api.asked().get(2).body()).contains("\"generateName\":\"rb-\"", "example/rb:2");
        }
    }

    @Test
    void aWebhookThatKnowsNoDryRunIsSaidAndNoFailure() {
        var webhook = "admission webhook \\\"sign.example.org\\\" does not support dry run";
        assertNote(status(400, "BadRequest", webhook), "not checked: ", "sign.example.org", "does not support dry run");
    }

    @Test
    void aMissingRightIsSaidAndNoFailure() {
        var right = "deployments.apps is forbidden: User \\\"bot\\\" cannot patch resource \\\"deployments\\\"";
        assertNote(status(403, "Forbidden", right), "not checked: ", "cannot patch deployments.apps");
    }

    private static void assertNote(Reply said, String... note) {
        try (var api = new StubApi(NONE, said, MADE);
                var connection = api.connect()) {
            var trial = trials(connection).of(DEPLOYMENT, "op", NOTHING, "holiday");
            assertThat(trial.refusals()).isEmpty();
            assertThat(trial.after()).isEmpty();
            assertThat(trial.notes()).singleElement().asString().contains(note);
        }
    }

    @Test
    void whatAWebhookRefusesOrCannotAnswerIsRefused() {
        for (var said : new Reply[] {
            status(403, "Forbidden", "admission webhook \\\"sign\\\" denied the request: no signature"),
            status(400, "BadRequest", "admission webhook \\\"sign\\\" denied the request: no signature"),
            status(500, "InternalError", "failed calling webhook \\\"sign\\\": no signature")
        }) {
            try (var api = new StubApi(asked ->
                            asked.method().equals("GET") ? NONE : asked.path().contains("/pods") ? MADE : said);
                    var connection = api.connect()) {
                var trial = trials(connection).of(DEPLOYMENT, "op", NOTHING, "holiday");
                assertThat(trial.refusals()).singleElement().satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.REJECTED);
                    assertThat(refusal.problem().where()).isEqualTo("Deployment/rb");
                    assertThat(refusal.problem().message()).contains("no signature");
                });
            }
        }
    }

    @Test
    void aServerThatIsNotWellSaysNothingOfTheObject() {
        try (var api = new StubApi(
                        asked -> asked.method().equals("GET") ? NONE : status(503, "Unavailable", "leaderless"));
                var connection = api.connect()) {
            assertThatThrownBy(() -> trials(connection).of(DEPLOYMENT, "op", NOTHING, "holiday"))
                    .isInstanceOfSatisfying(
                            ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE));
        }
    }

    @Test
    void refusalsOfASecretNameFieldsAndNoValues() {
        var said = "{\"kind\":\"Status\",\"reason\":\"Invalid\",\"code\":422,\"message\":\"invalid: \\\"hunter22\\\"\","
                + "\"details\":{\"causes\":[{\"field\":\"data[PASSWORD]\",\"message\":\"hunter22 is short\"}]}}";
        try (var api = new StubApi(NONE, reply(422, said));
                var connection = api.connect()) {
            var trial = trials(connection).of(SECRET, "op", NOTHING, "holiday");
            assertThat(trial.toString()).contains("data[PASSWORD]").doesNotContain("hunter22");
        }
    }

    @Test
    void aFullQuotaIsNoRefusalOfPodsThatReplaceOthers() {
        var full = status(403, "Forbidden", "pods \\\"rb-x\\\" is forbidden: exceeded quota: small");
        try (var api = new StubApi(reply(200, live("u1")), reply(200, live("u1")), full);
                var connection = api.connect()) {
            var trial = trials(connection).of(DEPLOYMENT, "op2", RECORDED, "holiday");
            assertThat(trial.refusals()).isEmpty();
            assertThat(trial.notes()).singleElement().asString().contains("wait for room", "exceeded quota: small");
        }
        try (var api = new StubApi(NONE, reply(201, live("u1")), full);
                var connection = api.connect()) {
            var trial = trials(connection).of(DEPLOYMENT, "op2", NOTHING, "holiday");
            assertThat(trial.refusals())
                    .singleElement()
                    .satisfies(refusal -> assertThat(refusal.problem().where()).isEqualTo("Deployment/rb (its pods)"));
        }
    }

    @Test
    void whatIsNotOursOrWasReplacedIsFoundWithoutAWrite() {
        try (var api = new StubApi(reply(200, live("u2")));
                var connection = api.connect()) {
            var trial = trials(connection).of(DEPLOYMENT, "op2", RECORDED, "holiday");
            assertThat(trial.refusals()).singleElement().satisfies(refusal -> assertThat(
                            refusal.problem().message())
                    .contains("was replaced", "u2", "u1"));
            assertThat(api.lines()).hasSize(1);
        }
    }

    @Test
    void whatCanNotBeMadeAgainMustNotHaveVanished() {
        var once = TrialSamples.planned(SECRET.body(), Mode.CREATE_ONCE);
        try (var api = new StubApi(NONE);
                var connection = api.connect()) {
            assertThat(trials(connection).of(once, "op2", RECORDED, "holiday").refusals())
                    .singleElement()
                    .satisfies(
                            refusal -> assertThat(refusal.problem().message()).contains("vanished"));
        }
        var going = live("u1").replace("\"uid\"", "\"deletionTimestamp\":\"2026-11-24T04:00:00Z\",\"uid\"");
        try (var api = new StubApi(reply(200, going));
                var connection = api.connect()) {
            assertThat(trials(connection).of(once, "op2", RECORDED, "holiday").refusals())
                    .singleElement()
                    .satisfies(
                            refusal -> assertThat(refusal.problem().message()).contains("is being deleted"));
        }
        try (var api = new StubApi(NONE, reply(201, "{}"));
                var connection = api.connect()) {
            assertThat(trials(connection).of(once, "op2", NOTHING, "holiday").refusals())
                    .isEmpty();
            assertThat(api.lines().get(1)).startsWith("POST ").endsWith("dryRun=All");
        }
    }

    @Test
    void triesFirstDeploymentsInTheStandingNamespaceWithItsAccount() {
        try (var api = new StubApi(asked -> asked.method().equals("GET")
                        ? asked.path().endsWith("/aps-platform-dry-run")
                                ? reply(200, "{\"kind\":\"Namespace\",\"apiVersion\":\"v1\",\"metadata\":{}}")
                                : NONE
                        : MADE);
                var connection = api.connect()) {
            var trials = trials(connection);
            assertThat(trials.namespace("holiday")).isEqualTo("aps-platform-dry-run");
            assertThat(trials.of(DEPLOYMENT, "op", NOTHING, "aps-platform-dry-run")
                            .notes())
                    .isEmpty();
            assertThat(api.lines().subList(2, 4))
                    .allMatch(
                            line -> line.contains("/namespaces/aps-platform-dry-run/") && line.endsWith("dryRun=All"));
            assertThat(api.asked().get(2).body()).contains("\"namespace\":\"aps-platform-dry-run\"");
            assertThat(api.asked().get(3).body()).contains("\"serviceAccountName\":\"default\"");
        }
        assertThatThrownBy(() -> new Ownership("aps-platform", "")
                        .refuseProtected(
                                TrialSamples.namespace("aps-platform-dry-run").ref()))
                .hasMessageContaining("protected");
    }

    private static Trials trials(Connection connection) {
        var reader = new ObjectReader(connection);
        var ownership = new Ownership("aps-platform", "");
        return new Trials(connection, reader, new ObjectWriter(connection, reader, ownership), ownership);
    }

    private static String live(String uid) {
        return "{\"kind\":\"Deployment\",\"apiVersion\":\"apps/v1\",\"metadata\":{\"name\":\"rb\",\"uid\":\"" + uid
                + "\",\"labels\":{\"app.kubernetes.io/managed-by\":\"aps-deployer\",\"app.kubernetes.io/part-of\":\"holiday\"}}}";
    }
}
