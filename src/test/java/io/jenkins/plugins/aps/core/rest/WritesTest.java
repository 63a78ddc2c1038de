package io.jenkins.plugins.aps.core.rest;

import static io.jenkins.plugins.aps.core.rest.RestWorld.AT;
import static io.jenkins.plugins.aps.core.rest.RestWorld.release;
import static io.jenkins.plugins.aps.core.rest.RestWorld.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.AdoptRequest;
import io.jenkins.plugins.aps.core.model.ApplyOptions;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.Verdict;
import io.jenkins.plugins.aps.core.model.VersionRequest;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import io.jenkins.plugins.aps.core.view.ClusterView;
import io.jenkins.plugins.aps.core.view.Freshness;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WritesTest {
    private static final String BODY =
            """
            {"name": "holiday", "projectName": "holiday", "releaseVersion": "1",
             "security": [{"role": "APS_ADMIN", "users": ["ada"], "groups": []}]}""";

    private final RestWorld world = new RestWorld(new Limits(10_000, 12, 100, 2, Duration.ofMillis(50)));

    @BeforeEach
    void json() {
        world.headers.put("Content-Type", "application/json; charset=utf-8");
        world.shows();
    }

    @Test
    void anApplicationIsAdoptedByWhoMayDeployAndForce() {
        var shown = world.send("POST", "/v1/applications/holiday/adopt?dryRun=true", "");
        assertThat(shown.status()).as(shown.text()).isEqualTo(200);
        assertThat(shown.entry().path("adopted").asBoolean()).isFalse();
        var done = world.send("POST", "/v1/applications/holiday/adopt?noOtherInstallation=true&basedOnDigest=abc", "");
        assertThat(done.status()).isEqualTo(201);
        assertThat(done.entry().path("release").asText()).isEqualTo("holiday/1");
        assertThat(world.aps.adoptions).extracting(AdoptRequest::by).containsExactly("ada", "ada");
        assertThat(world.aps.adoptions).extracting(AdoptRequest::basedOnDigest).containsExactly("", "abc");
        assertThat(shown.entry().at("/connectors/0/runningImage").asText()).isEqualTo("erp:2");
        assertThat(shown.entry().path("digest").asText()).isEqualTo("d1ge57");
        assertThat(world.aps.adoptions)
                .extracting(AdoptRequest::noOtherInstallation)
                .containsExactly(false, true);
        for (var lacking : List.of(Right.DEPLOY, Right.FORCE_UNDEPLOY)) {
            world.caller.rights = EnumSet.complementOf(EnumSet.of(lacking));
            assertThat(world.send("POST", "/v1/applications/holiday/adopt", "").status())
                    .isEqualTo(403);
        }
        assertThat(world.aps.adoptions).hasSize(2);
    }

    @Test
    void whatGoesOnIsAcceptedWithItsOperation() {
        var got = world.send("POST", "/v1/applications?onFailure=leave&ifRunning=fail&timeoutMinutes=3", BODY);

        assertThat(got.status()).as(got.text()).isEqualTo(202);
        var asked = world.aps.deploys.get(0);
        assertThat(got.header("Location")).isEqualTo("/base/v1/operations/" + asked.operationId());
        assertThat(got.header("Aps-Operation")).isEqualTo(asked.operationId());
        assertThat(got.entry().path("phase").asText()).isEqualTo("validating");
        assertThat(asked.application()).isEqualTo("holiday");
        assertThat(asked.cluster()).isEqualTo("default");
        assertThat(asked.by()).isEqualTo("ada");
        assertThat(asked.timeout()).isEqualTo(Duration.ofMinutes(3));
        assertThat(asked.onFailure()).isEqualTo(FailurePolicy.LEAVE);
        assertThat(asked.ifRunning()).isEqualTo(IfRunning.FAIL);
        assertThat(asked.descriptor())
                .isEqualTo(
                        "{\"schemaVersion\":1,\"name\":\"holiday\",\"projectName\":\"holiday\",\"releaseVersion\":\"1\","
                                + "\"security\":[{\"role\":\"ACTIVITI_ADMIN\",\"users\":[\"ada\"],\"groups\":[]}]}");
    }

    @Test
    void whatCantGoOnIsToldAtOnceWithItsProblems() {
        world.aps.deployment.completeExceptionally(new ApsException(
                ErrorCode.INVALID_REQUEST, "2 problems", List.of(new Problem("connectors/erp", "has no image"))));

        var got = world.send("POST", "/v1/applications", BODY);

        assertThat(got.status()).isEqualTo(400);
        assertThat(got.wrong()).containsExactly("connectors/erp");
        assertThat(got.json().path("application").asText()).isEqualTo("holiday");
    }

    @Test
    void howItEndedIsRemembered() {
        var id = world.send("POST", "/v1/applications", BODY).header("Aps-Operation");
        world.aps.listener.on(new DeployEvent.Planned(AT, "holiday", id, "holiday/1", 1, List.of()));
        assertThat(world.get("/v1/operations/" + id).entry().path("phase").asText())
                .isEqualTo("planned");

        world.aps.deployment.complete(running("holiday").instance());

        var entry = world.get("/v1/operations/" + id).entry();
        assertThat(entry.path("verdict").asText()).isEqualTo("succeeded");
        assertThat(entry.at("/result/release").asText()).isEqualTo("holiday/1");
        assertThat(world.get("/v1/operations").each("id")).containsExactly(id);
    }

    /** Whoever sees the end and asks for the application sees its effect. */
    @Test
    void anEndIsToldWhenTheApplicationShowsIt() {
        world.model.next = new CompletableFuture<>();
        var id = world.send("POST", "/v1/applications", BODY).header("Aps-Operation");
        world.aps.listener.on(new DeployEvent.Planned(AT, "holiday", id, "holiday/1", 1, List.of()));
        world.aps.deployment.complete(running("holiday").instance());

        assertThat(world.get("/v1/operations/" + id).entry().path("verdict").asText())
                .as("the application is not shown yet")
                .isEmpty();

        var waited = world.model.next;
        var done = new OperationSummary(id, OperationType.DEPLOY, Phase.DONE, AT, AT, Verdict.SUCCEEDED, "ada", "", "");
        world.shows(RestWorld.application("holiday", Status.RUNNING, List.of("ada"), List.of(), done));
        waited.complete(world.model.snapshot);

        assertThat(world.get("/v1/operations/" + id).entry().path("verdict").asText())
                .isEqualTo("succeeded");
    }

    @Test
    void anEndIsToldAllTheSameWhenNothingNewIsShown() {
        world.model.next = new CompletableFuture<>();
        var id = world.send("POST", "/v1/applications", BODY).header("Aps-Operation");
        world.aps.listener.on(new DeployEvent.Planned(AT, "holiday", id, "holiday/1", 1, List.of()));
        world.aps.deployment.complete(running("holiday").instance());

        // Time is up: it is the snapshot that was known.
        world.model.next.complete(world.model.snapshot);

        assertThat(world.get("/v1/operations/" + id).entry().path("verdict").asText())
                .isEqualTo("succeeded");
    }

    @Test
    void anUndeploymentHasEndedWhenTheApplicationIsGone() {
        world.shows(running("holiday"));
        world.model.next = new CompletableFuture<>();
        var id = world.send("DELETE", "/v1/applications/holiday", "").header("Aps-Operation");
        world.aps.undeployment.complete(
                new UndeployResult("holiday", UndeployResult.Outcome.GONE, "", List.of(), List.of(), List.of()));
        assertThat(world.get("/v1/operations/" + id).entry().path("verdict").asText())
                .isEmpty();

        var waited = world.model.next;
        world.shows();
        waited.complete(world.model.snapshot);

        assertThat(world.get("/v1/operations/" + id).entry().path("verdict").asText())
                .isEqualTo("succeeded");
    }

    /** Between the answer to a deployment and the first look at its record there is no moment without an application. */
    @Test
    void whatWasAcceptedIsThereForWhoBeganIt() {
        var id = world.send("POST", "/v1/applications", BODY).header("Aps-Operation");

        var answer = world.get("/v1/applications/holiday?withOperation=true");

        assertThat(answer.entry().path("status").asText()).isEqualTo("CreateApp");
        assertThat(answer.entry().at("/aps/statusClass").asText()).isEqualTo("inProgress");
        assertThat(answer.json().at("/operation/id").asText()).isEqualTo(id);
        world.caller.name = "bob";
        assertThat(world.get("/v1/applications/holiday").status()).isEqualTo(404);
    }

    /** A redeployment that was accepted a moment ago is what is at work, though the record tells of the one before. */
    @Test
    void anApplicationComesWithTheOperationAtWork() {
        world.shows(running("holiday"));
        var id = world.send("POST", "/v1/applications/holiday/redeploy", "").header("Aps-Operation");

        var answer = world.get("/v1/applications/holiday?withOperation=true");

        assertThat(answer.entry().path("status").asText()).isEqualTo("Running");
        assertThat(answer.json().at("/operation/id").asText()).isEqualTo(id);
        assertThat(answer.json().at("/operation/phase").asText()).isEqualTo("validating");
    }

    @Test
    void anotherThatTookItsPlaceIsItsVerdict() {
        var id = world.send("POST", "/v1/applications", BODY).header("Aps-Operation");
        world.aps.listener.on(new DeployEvent.OperationFailed(
                AT,
                "holiday",
                id,
                OperationType.DEPLOY,
                Verdict.SUPERSEDED,
                ErrorCode.CONFLICT,
                "another took its place",
                List.of(),
                Duration.ZERO));
        world.aps.deployment.completeExceptionally(new ApsException(ErrorCode.CONFLICT, "another took its place"));

        var entry = world.get("/v1/operations/" + id).entry();
        assertThat(entry.path("verdict").asText()).isEqualTo("superseded");
        assertThat(entry.at("/error/code").asText()).isEqualTo("conflict");
    }

    @Test
    void onlySoManyOfTheEndedAreRemembered() {
        world.aps.deployment.complete(running("holiday").instance());
        for (int i = 0; i < 4; i++) {
            assertThat(world.send("POST", "/v1/applications", BODY).status()).isEqualTo(202);
        }

        assertThat(world.get("/v1/operations").each("id").size()).isLessThanOrEqualTo(3);
    }

    @Test
    void aReleaseIsFoundByItsId() {
        world.offers(release("holiday", 2, true), release("holiday", 1, false));
        var id = release("holiday", 2, true).releaseId();

        assertThat(world.send("POST", "/v1/applications", "{\"name\":\"holiday\",\"releaseId\":\"" + id + "\"}")
                        .status())
                .isEqualTo(202);
        assertThat(world.aps.deploys.get(0).descriptor())
                .contains("\"projectName\":\"holiday\",\"releaseVersion\":\"2\"", "\"repository\":\"default\"");
        var other = "{\"name\":\"other\",\"releaseId\":\"" + id + "\",\"projectName\":\"expenses\"}";
        assertThat(world.send("POST", "/v1/applications", other).wrong()).containsExactly("projectName");
        assertThat(world.send("POST", "/v1/applications", "{\"name\":\"holiday\",\"releaseId\":\"none\"}")
                        .status())
                .isEqualTo(404);
        assertThat(world.send("POST", "/v1/applications", "{\"name\":\"holiday\"}")
                        .wrong())
                .containsExactly("projectName", "releaseVersion");
    }

    @Test
    void aNameThatIsTakenIsAConflict() {
        world.shows(running("holiday"));

        assertThat(world.send("POST", "/v1/applications", BODY).status()).isEqualTo(409);
        assertThat(world.aps.deploys).isEmpty();
    }

    @Test
    void anUpgradeKeepsWhoHasAccessUnlessItIsSaid() {
        world.shows(running("holiday"));

        assertThat(world.send("PUT", "/v1/applications/holiday", "{\"projectName\":\"holiday\",\"releaseVersion\":2}")
                        .status())
                .isEqualTo(202);
        assertThat(world.aps.deploys.get(0).descriptor())
                .contains("{\"role\":\"ACTIVITI_ADMIN\",\"users\":[\"ada\"],\"groups\":[]}")
                .doesNotContain("runtimeVersion");
        world.send(
                "PUT",
                "/v1/applications/holiday",
                "{\"projectName\":\"holiday\",\"releaseVersion\":\"2\",\"security\":[]}");
        assertThat(world.aps.deploys.get(1).descriptor())
                .as("an empty list says nothing")
                .contains("\"ada\"");
        assertThat(world.send("PUT", "/v1/applications/other", BODY).wrong()).containsExactly("name");
        assertThat(world.send("PUT", "/v1/applications/none", "{}").status()).isEqualTo(404);
    }

    @Test
    void whatThePlatformsClientsSendIsUnderstood() {
        var sent =
                """
                {"name": "simpleapp", "projectId": "p", "releaseVersion": "1", "projectName": "simple", "environmentId": "e",
                 "security": [{"role": "ACTIVITI_ADMIN", "groups": [], "users": ["superadminuser"]}],
                 "infrastructure": {"connectors": {"restconnector": {}}, "bridges": {},
                   "uis": {"desk": {"name": "desk", "adfTemplate": "process", "image": "registry.example.org/desk:1"}}},
                 "variables": {"connectors": {"restconnector": {"REST_HOST": "example.org"}}, "bridges": {}}}""";

        assertThat(world.send("POST", "/v1/applications", sent).status()).isEqualTo(202);
        assertThat(world.aps.deploys.get(0).descriptor())
                .contains(
                        "\"infrastructure\":{\"connectors\":{\"restconnector\":{}},\"uis\":{\"desk\":{\"template\":\"process\","
                                + "\"image\":\"registry.example.org/desk:1\"}}}",
                        "\"variables\":{\"connectors\":{\"restconnector\":{\"REST_HOST\":\"example.org\"}}}");
    }

    @Test
    void whatWouldHaveNoEffectIsRefused() {
        var sent =
                """
                {"name": "holiday", "colour": "red", "infrastructure": {"queryService": {"image": "x"}, "bridges": {"k": {}}},
                 "variables": {"postgresqlService": {"password": "hunter2"}}, "secrets": {"uis": {}}, "commit": 7}""";

        var got = world.send("POST", "/v1/applications", sent);

        assertThat(got.wrong())
                .containsExactlyInAnyOrder(
                        "colour",
                        "infrastructure.queryService",
                        "infrastructure.bridges",
                        "variables.postgresqlService",
                        "secrets.uis",
                        "commit");
        assertThat(got.text()).doesNotContain("hunter2");
    }

    @Test
    void secretsAreLookedUpAndNeverTold() {
        world.caller.credentials.put("smtp", "s3cret");
        var sent =
                """
                {"name": "holiday", "projectName": "holiday", "releaseVersion": "1",
                 "secrets": {"connectors": {"email": {"EMAIL_PASSWORD": {"credentialsId": "smtp"}, "TOKEN": {"value": "hunter2"}}}}}""";

        var got = world.send("POST", "/v1/applications", sent);

        assertThat(got.status()).as(got.text()).isEqualTo(202);
        var connector = world.aps.deploys.get(0).connectors().get(0);
        assertThat(connector.secrets().get("EMAIL_PASSWORD").value().reveal()).isEqualTo("s3cret");
        assertThat(connector.secrets().get("EMAIL_PASSWORD").credentialsId()).isEqualTo("smtp");
        assertThat(connector.secrets().get("TOKEN").value().reveal()).isEqualTo("hunter2");
        assertThat(world.aps.deploys.get(0).descriptor()).doesNotContain("s3cret", "hunter2", "secrets");
        assertThat(world.get("/v1/operations/" + got.header("Aps-Operation")).text())
                .doesNotContain("s3cret", "hunter2");

        var unknown = world.send("POST", "/v1/applications", sent.replace("smtp", "other"));
        assertThat(unknown.wrong()).containsExactly("secrets.connectors.email.EMAIL_PASSWORD");
        var bad = world.send("POST", "/v1/applications", sent.replace("{\"value\": \"hunter2\"}", "\"hunter2\""));
        assertThat(bad.wrong()).containsExactly("secrets.connectors.email.TOKEN");
        assertThat(bad.text()).doesNotContain("hunter2");
    }

    @Test
    void aDryRunIsAnsweredWithItsPlan() {
        world.aps.deployment.complete(running("holiday").instance());

        var got = world.send("POST", "/v1/applications?dryRun=true", BODY);

        assertThat(world.aps.deploys.get(0).dryRun()).isTrue();
        assertThat(got.entry().at("/result/application").asText()).isEqualTo("holiday");
        assertThat(world.send("GET", "/v1/operations", "").text())
                .as("nothing was done to the application")
                .contains("\"entries\":[]");
    }

    @Test
    void bodiesThatCantBeReadAreToldWhereAndHoldNothingOfThem() {
        assertThat(world.send("POST", "/v1/applications", "[]").wrong()).containsExactly("body");
        assertThat(world.send("POST", "/v1/applications", "").status()).isEqualTo(400);
        assertThat(world.send("POST", "/v1/applications", "{\"name\": \"hunter2")
                        .text())
                .contains("line 1")
                .doesNotContain("hunter2");
        assertThat(world.send("POST", "/v1/applications", "{\"name\":\"a\",\"name\":\"b\"}")
                        .text())
                .contains("a field twice");
        assertThat(world.send("POST", "/v1/applications", "{\"a\":".repeat(13) + "1" + "}".repeat(13))
                        .text())
                .contains("nested more than 12 deep");
        assertThat(world.send("POST", "/v1/applications", new byte[] {'{', (byte) 0xff, '}'})
                        .text())
                .contains("UTF-8");
        assertThat(world.send("POST", "/v1/applications", "{} {}").text()).contains("follows after its end");
        assertThat(world.send("POST", "/v1/applications", "{\"name\":" + "\"a\"".repeat(5_000) + "}")
                        .status())
                .isEqualTo(413);
        world.headers.put("Content-Type", "text/plain");
        assertThat(world.send("POST", "/v1/applications", BODY).status()).isEqualTo(415);
        assertThat(world.aps.deploys).isEmpty();
    }

    @Test
    void namesAreCheckedAsTyped() {
        assertThat(world.send(
                                "POST",
                                "/v1/applications",
                                BODY.replace("\"name\": \"holiday\"", "\"name\": \"Holiday!\""))
                        .wrong())
                .containsExactly("name");
        assertThat(world.send(
                                "POST",
                                "/v1/applications",
                                BODY.replace("\"name\": \"holiday\"", "\"name\": \"default\""))
                        .wrong())
                .containsExactly("name");
        assertThat(world.send("POST", "/v1/applications", "{}").wrong()).containsExactly("name");
    }

    @Test
    void aFieldThatThereIsNotIsToldWithThoseThatThereAre() {
        var got = world.send(
                "POST",
                "/v1/applications",
                "{\"projectname\": \"holiday\", \"colour\": 1, \"infrastructure\": {\"connector\": {}, \"queryService\": {}},"
                        + " \"variables\": {\"queryService\": {\"A\": \"b\"}}}");

        assertThat(got.wrong())
                .containsExactlyInAnyOrder(
                        "projectname", "colour", "infrastructure.connector", "variables.queryService");
        assertThat(got.text())
                .contains(
                        "is unknown here; did you mean projectName? Known are commit, infrastructure, name, projectName, ",
                        "is unknown here; known are commit, ",
                        "is unknown here; did you mean connectors? Known are connectors, runtimeVersion, uis",
                        "the platform version decides it; what can is connectors");
    }

    @Test
    void ofABodyFullOfMistakesNoMoreIsToldThanSomebodyWouldRead() {
        var large = new RestWorld();
        large.headers.put("Content-Type", "application/json");
        var body = new StringBuilder("{\"name\":\"holiday\"");
        for (int i = 0; i < 100_000; i++) {
            body.append(",\"f").append(i).append("\":1");
        }

        for (var path : List.of("/v1/applications", "/v1/applications/holiday/rollback")) {
            large.shows(running("holiday"));
            var got = large.send("POST", path, body + "}");

            assertThat(got.status()).isEqualTo(400);
            assertThat(got.wrong()).hasSize(100);
            assertThat(got.json().path("message").asText()).matches("10000\\d things .*; the first 100 are told");
        }
    }

    @Test
    void anOperationOnAnotherClustersApplicationOfTheSameNameIsNotSeen() {
        world.shows(running("holiday"));
        var id = world.send("DELETE", "/v1/applications/holiday", "").header("Aps-Operation");
        world.model.snapshot = new Snapshot(
                10,
                List.of(new ClusterView(
                        "other",
                        List.of(ApplicationEntry.of(Instance.notDeployed("holiday", "other"))),
                        Freshness.confirmed(AT))),
                List.of());
        assertThat(world.get("/v1/operations/" + id).status())
                .as("who began it sees it")
                .isEqualTo(200);

        world.caller.name = "bob";

        assertThat(world.get("/v1/operations/" + id).status()).isEqualTo(404);
        assertThat(world.get("/v1/operations").each("id")).isEmpty();
    }

    @Test
    void rollbackAndRedeployHaveTheirPaths() {
        world.shows(running("holiday"));

        assertThat(world.send("POST", "/v1/applications/holiday/rollback", "{\"toVersion\": 3}")
                        .status())
                .isEqualTo(202);
        assertThat(world.aps.rollbacks.get(0).version()).isEqualTo(3);
        world.headers.remove("Content-Type");
        assertThat(world.send("POST", "/v1/applications/holiday/rollback?dryRun=true", "")
                        .status())
                .isEqualTo(202);
        assertThat(world.aps.rollbacks.get(1).version()).isZero();
        assertThat(world.aps.rollbacks.get(1).dryRun()).isTrue();
        assertThat(world.send("POST", "/v1/applications/holiday/redeploy", "").status())
                .isEqualTo(202);
        assertThat(world.aps.redeploys.get(0).by()).isEqualTo("ada");
        world.headers.put("Content-Type", "application/json");
        assertThat(world.send("POST", "/v1/applications/holiday/rollback", "{\"toVersion\": 0, \"to\": 1}")
                        .wrong())
                .containsExactly("to", "toVersion");
    }

    @Test
    void whatIsDoneOnlyWhereItIsAskedForHasParameters() {
        world.shows(running("holiday"));
        var asked = "noGateway=true&forceConflicts=true";

        world.send("PUT", "/v1/applications/holiday?" + asked, BODY);
        world.send("POST", "/v1/applications/holiday/redeploy?" + asked, "");
        world.send("POST", "/v1/applications/holiday/update?" + asked, "");

        assertThat(world.aps.deploys.get(0).options()).isEqualTo(new ApplyOptions(true, true));
        assertThat(world.aps.redeploys)
                .extracting(VersionRequest::options)
                .containsExactly(new ApplyOptions(true, true), new ApplyOptions(true, true));
        assertThat(world.send("POST", "/v1/applications/holiday/rollback?forceConflicts=true", "")
                        .status())
                .as("a rollback does so anyway")
                .isEqualTo(400);
    }

    @Test
    void whoMayOnlyLookChangesNothing() {
        world.shows(running("holiday"));
        world.caller.rights = EnumSet.of(Right.VIEW);

        assertThat(world.send("POST", "/v1/applications", BODY).status()).isEqualTo(403);
        assertThat(world.send("PUT", "/v1/applications/holiday", BODY).status()).isEqualTo(403);
        assertThat(world.send("DELETE", "/v1/applications/holiday", "").status())
                .isEqualTo(403);
        assertThat(world.send("POST", "/v1/applications/holiday/rollback", "").status())
                .isEqualTo(403);
        assertThat(world.send("POST", "/v1/applications/holiday/redeploy", "").status())
                .isEqualTo(403);
        assertThat(world.aps.deploys).isEmpty();
    }
}
