package io.jenkins.plugins.aps.core.rest;

import static io.jenkins.plugins.aps.core.rest.RestWorld.application;
import static io.jenkins.plugins.aps.core.rest.RestWorld.release;
import static io.jenkins.plugins.aps.core.rest.RestWorld.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Verdict;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import io.jenkins.plugins.aps.core.view.ClusterView;
import io.jenkins.plugins.aps.core.view.Freshness;
import io.jenkins.plugins.aps.core.view.Snapshot;
import io.jenkins.plugins.aps.core.view.Viewer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadsTest {
    private final RestWorld world = new RestWorld();

    @Test
    void applicationsAreListedInTheServicesShapeWithOursBesideIt() {
        world.shows(running("holiday"));

        var entry = world.get("/v1/applications").json().at("/list/entries/0/entry");

        assertThat(entry.path("name").asText()).isEqualTo("holiday");
        assertThat(entry.path("status").asText()).isEqualTo("Running");
        assertThat(entry.path("version").asInt()).isEqualTo(1);
        assertThat(entry.at("/descriptor/security/0/role").asText()).isEqualTo("ACTIVITI_ADMIN");
        assertThat(entry.at("/descriptor/releaseVersion").asText()).isEqualTo("1");
        assertThat(entry.at("/aps/release").asText()).isEqualTo("holiday/1");
        assertThat(entry.at("/aps").has("history")).isFalse();
    }

    @Test
    void aPageSaysWhereItIsAndWhetherThereIsMore() {
        world.shows(running("a"), running("b"), running("c"), running("d"));

        var page = world.get("/v1/applications?skipCount=1&maxItems=2");

        assertThat(page.each("name")).containsExactly("b", "c");
        assertThat(page.json().at("/list/pagination").toString())
                .isEqualTo("{\"count\":2,\"hasMoreItems\":true,\"totalItems\":4,\"skipCount\":1,\"maxItems\":2}");
        assertThat(world.get("/v1/applications?skipCount=9").each("name")).isEmpty();
    }

    @Test
    void filtersAreThoseOfTheService() {
        world.shows(
                running("holiday"),
                running("summer"),
                application("broken", Status.DEPLOY_STARTED_FAILED, List.of("bob"), List.of()));

        assertThat(world.get("/v1/applications?name=OLI").each("name")).containsExactly("holiday");
        assertThat(world.get("/v1/applications?status=RUNNING").each("name")).containsExactly("holiday", "summer");
        assertThat(world.get("/v1/applications?status=DeployStartedFailed").each("name"))
                .containsExactly("broken");
        assertThat(world.get("/v1/applications?status=Running,DEPLOY_STARTED_FAILED")
                        .each("name"))
                .hasSize(3);
        assertThat(world.get("/v1/applications?roles=ACTIVITI_ADMIN").each("name"))
                .containsExactly("holiday", "summer");
        assertThat(world.get("/v1/applications?roles=ACTIVITI_USER").each("name"))
                .isEmpty();
        assertThat(world.get("/v1/applications?createdDateFrom=2026-11-25").each("name"))
                .isEmpty();
        assertThat(world.get("/v1/applications?createdDateFrom=2026-11-24T08:00:07Z")
                        .each("name"))
                .containsExactly("holiday");
        assertThat(world.get("/v1/applications?createdDateTo=2026-11-24T08:00:06Z")
                        .each("name"))
                .containsExactly("broken", "summer");
        assertThat(world.get("/v1/applications?createdDateFrom=2026-11-24&createdDateTo=2026-11-24")
                        .each("name"))
                .as("a date is its whole day")
                .hasSize(3);
        assertThat(world.get("/v1/applications?createdDateTo=2026-11-23").each("name"))
                .isEmpty();
        assertThat(world.get("/v1/applications?project=other").each("name")).isEmpty();
        assertThat(world.get("/v1/applications?cluster=other").each("name")).isEmpty();
    }

    /** What can't pull its image at the first try is Unknown, and is found among those that failed. */
    @Test
    void theClassTellsWhatUnknownMeans() {
        world.shows(
                running("holiday"),
                unknown("crashed", OperationType.DEPLOY, Verdict.FAILED),
                unknown("going", OperationType.UNDEPLOY, null),
                unknown("ran", OperationType.UPGRADE, Verdict.SUCCEEDED));

        assertThat(world.get("/v1/applications?statusClass=failed").each("name"))
                .containsExactly("crashed");
        assertThat(world.get("/v1/applications?statusClass=inProgress").each("name"))
                .containsExactly("going");
        assertThat(world.get("/v1/applications?statusClass=degraded,running").each("name"))
                .containsExactly("holiday", "ran");
        assertThat(world.get("/v1/applications?statusClass=Failed").wrong()).containsExactly("statusClass");
    }

    private static ApplicationEntry unknown(String name, OperationType type, Verdict verdict) {
        return application(name, Status.UNKNOWN, List.of("ada"), List.of(), RestWorld.operation(name, type, verdict));
    }

    @Test
    void theOrderIsAsked() {
        world.shows(running("aaa"), running("bb"), running("c"));

        assertThat(world.get("/v1/applications?sort=name,desc").each("name")).containsExactly("c", "bb", "aaa");
        assertThat(world.get("/v1/applications?sort=createdAt").each("name")).containsExactly("c", "bb", "aaa");
        assertThat(world.get("/v1/applications?sort=status&sort=name,desc").each("name"))
                .containsExactly("c", "bb", "aaa");
    }

    @Test
    void everythingThatIsWrongWithAQueryIsToldAtOnce() {
        var got = world.get(
                "/v1/applications?maxItems=0&skipCount=-1&status=Flying&createdDateFrom=soon&sort=size&colour=red");

        assertThat(got.status()).isEqualTo(400);
        assertThat(got.wrong())
                .containsExactlyInAnyOrder("status", "createdDateFrom", "sort", "skipCount", "maxItems", "colour");
        assertThat(got.text()).contains("is unknown here; known are cluster, createdDateFrom, createdDateTo, ");
        assertThat(world.get("/v1/applications?sort=name&sort=name,desc").wrong())
                .as("a field again orders nothing")
                .containsExactly("sort");
        assertThat(world.get("/v1/applications?skipcount=1").text())
                .contains("is unknown here; did you mean skipCount? Known are cluster, ");
    }

    @Test
    void whoMaySeeOnlySomeIsToldOnlyOfThose() {
        world.shows(running("holiday"), application("secret", Status.RUNNING, List.of("bob"), List.of("board")));
        world.caller.viewer = new Viewer("ada", Set.of(), false);

        assertThat(world.get("/v1/applications").each("name")).containsExactly("holiday");
        assertThat(world.get("/v1/applications/secret").status()).isEqualTo(404);
        assertThat(world.get("/v1/applications/secret/users").status()).isEqualTo(404);
        assertThat(world.get("/v1/operations").each("id")).containsExactly("op-holiday");
        assertThat(world.get("/v1/operations/op-secret").status()).isEqualTo(404);
    }

    @Test
    void nobodyIsTold() {
        world.shows(running("holiday"));
        world.caller.rights = EnumSet.noneOf(Right.class);
        assertThat(world.get("/v1/applications").status()).isEqualTo(403);
        assertThat(world.get("/v1/applications").json().path("message").asText())
                .isEqualTo("ada may not see applications: that needs the right view");
        world.caller.name = "";
        assertThat(world.get("/v1/applications/holiday").status()).isEqualTo(401);
        assertThat(world.get("/v1/applications/holiday").header("WWW-Authenticate"))
                .isNotEmpty();
    }

    @Test
    void whoHasTheAnswerIsToldSoWithoutItBeingMade() {
        world.shows(running("holiday"));
        var etag = world.get("/v1/applications").header("ETag");
        world.headers.put("If-None-Match", "W/\"other\", " + etag);

        assertThat(world.get("/v1/applications").status()).isEqualTo(304);
        assertThat(world.get("/v1/applications").text()).isEmpty();

        world.shows(running("holiday"), running("summer"));
        assertThat(world.get("/v1/applications").status()).isEqualTo(200);
    }

    @Test
    void anotherCallersAnswerIsNotTakenForTheSame() {
        world.shows(running("holiday"));
        world.headers.put("If-None-Match", world.get("/v1/applications").header("ETag"));
        world.caller.name = "bob";

        assertThat(world.get("/v1/applications").status()).isEqualTo(200);
    }

    @Test
    void anEarlierAnswerIsNotTakenForTheSameWhenTheCallerMaySeeOthers() {
        world.shows(running("holiday"));
        world.headers.put("If-None-Match", world.get("/v1/applications").header("ETag"));
        assertThat(world.get("/v1/applications").status()).isEqualTo(304);

        world.caller.viewer = new Viewer("ada", Set.of("board"), false);

        assertThat(world.get("/v1/applications").status()).isEqualTo(200);
    }

    @Test
    void oneApplicationComesWithItsHistoryAndServices() {
        world.shows(running("holiday"));

        var entry = world.get("/v1/applications/holiday").entry();

        assertThat(entry.at("/aps/history/0/release").asText()).isEqualTo("holiday/1");
        assertThat(world.get("/v1/applications/holiday/services")
                        .entry()
                        .at("/services/0/health")
                        .asText())
                .isEqualTo("green");
        assertThat(world.get("/v1/applications/holiday/runtime-version")
                        .entry()
                        .path("runtimeVersion")
                        .asText())
                .isEqualTo("activiti-7");
        assertThat(world.model.detailed).isEqualTo(2);
    }

    @Test
    void usersAndGroupsAreToldWithTheirRoles() {
        world.shows(running("holiday"));

        assertThat(world.get("/v1/applications/holiday/users").each("username")).containsExactly("ada", "zoe");
        assertThat(world.get("/v1/applications/holiday/users?roles=ACTIVITI_ADMIN&excludeServiceClients=true")
                        .each("username"))
                .containsExactly("ada");
        assertThat(world.get("/v1/applications/holiday/users?name=Z").each("username"))
                .containsExactly("zoe");
        assertThat(world.get("/v1/applications/holiday/groups").each("name")).containsExactly("staff");
        assertThat(world.get("/v1/applications/holiday/groups?roles=KING").wrong())
                .containsExactly("roles");
    }

    @Test
    void aClusterThatIsNotSeenIsToldBesideTheLastThatWasKnown() {
        world.model.snapshot = new Snapshot(
                9,
                List.of(new ClusterView(
                        "default",
                        List.of(running("holiday")),
                        Freshness.confirmed(RestWorld.AT).warned(RestWorld.AT, "the cluster does not answer"))),
                List.of());

        var list = world.get("/v1/applications");

        assertThat(list.each("name")).containsExactly("holiday");
        assertThat(list.json().at("/aps/clusters/0/warning").asText()).isEqualTo("the cluster does not answer");
        assertThat(world.get("/v1/clusters").each("warning")).containsExactly("the cluster does not answer");
    }

    @Test
    void releasesAreListedWithWhereTheyRun() {
        world.shows(running("holiday"));
        world.offers(release("holiday", 2, true), release("holiday", 1, false), release("travel", 1, true));

        assertThat(world.get("/v1/releases").each("version")).containsExactly("2", "1", "1");
        assertThat(world.get("/v1/releases?latest=true").each("project")).containsExactly("holiday", "travel");
        assertThat(world.get("/v1/releases?project=holiday&sort=version,asc").each("version"))
                .containsExactly("1", "2");
        assertThat(world.get("/v1/releases?search=TRAVEL").each("project")).containsExactly("travel");
        assertThat(world.get("/v1/releases?project=holiday")
                        .json()
                        .at("/list/entries/1/entry/applications/0")
                        .asText())
                .isEqualTo("holiday");
        assertThat(world.get("/v1/releases/holiday/latest")
                        .entry()
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        assertThat(world.get("/v1/releases/holiday/9").status()).isEqualTo(404);
        assertThat(world.get("/v1/releases/holiday/first").status()).isEqualTo(400);
        assertThat(world.model.refreshed).isEmpty();
        assertThat(world.get("/v1/releases?refresh=true").status()).isEqualTo(200);
        assertThat(world.model.refreshed).containsExactly("default");
    }

    @Test
    void operationsOfRecordsAreToldWithTheEventsThatAreKnown() {
        world.shows(running("holiday"), running("summer"));
        world.model.events.put(
                "op-holiday",
                List.of(new DeployEvent.OperationStarted(
                        RestWorld.AT, "holiday", "op-holiday", OperationType.DEPLOY, "ada", "", false)));

        assertThat(world.get("/v1/operations?application=holiday").each("id")).containsExactly("op-holiday");
        var entry = world.get("/v1/operations/op-holiday").entry();
        assertThat(entry.path("verdict").asText()).isEqualTo("succeeded");
        assertThat(entry.at("/events/0/event").asText()).isEqualTo("OperationStarted");
        assertThat(world.get("/v1/operations/op-summer").entry().path("events")).isEmpty();
        assertThat(world.get("/v1/operations/none").status()).isEqualTo(404);
    }

    /** The application is Running when its operation has ended, in one answer, whatever events came before. */
    @Test
    void anApplicationAndItsOperationAreOfOneMoment() {
        var going = RestWorld.operation("holiday", OperationType.DEPLOY, null);
        world.shows(application("holiday", Status.PENDING, List.of("ada"), List.of(), going));
        world.model.events.put(
                "op-holiday",
                List.of(
                        new DeployEvent.StatusChanged(RestWorld.AT, "holiday", "op-holiday", Status.PENDING, ""),
                        new DeployEvent.StatusChanged(RestWorld.AT, "holiday", "op-holiday", Status.RUNNING, ""),
                        new DeployEvent.OperationSucceeded(
                                RestWorld.AT,
                                "holiday",
                                "op-holiday",
                                OperationType.DEPLOY,
                                Status.RUNNING,
                                1,
                                0,
                                Duration.ofSeconds(1))));

        var before = world.get("/v1/applications/holiday?withOperation=true");
        assertThat(before.entry().path("status").asText()).isEqualTo("Pending");
        assertThat(before.json().at("/operation/verdict").asText()).isEmpty();
        assertThat(before.json().at("/operation/events")).hasSize(1);
        assertThat(before.json().at("/aps/clusters/0/name").asText()).isEqualTo("default");

        world.shows(running("holiday"));
        world.headers.put("If-None-Match", before.header("ETag"));
        var after = world.get("/v1/applications/holiday?withOperation=true");
        assertThat(after.entry().path("status").asText()).isEqualTo("Running");
        assertThat(after.json().at("/operation/verdict").asText()).isEqualTo("succeeded");
        assertThat(after.json().at("/operation/events")).hasSize(3);
        world.headers.put("If-None-Match", after.header("ETag"));
        assertThat(world.get("/v1/applications/holiday?withOperation=true").status())
                .isEqualTo(304);
    }

    @Test
    void anApplicationOfWhichOnlyTheNameIsKnownHidesNoOther() {
        world.shows(
                running("holiday"),
                ApplicationEntry.of(io.jenkins.plugins.aps.core.model.Instance.unreadable(
                        "damaged", "default", "its record is damaged")));

        assertThat(world.get("/v1/applications").each("name")).containsExactly("damaged", "holiday");
        assertThat(world.get("/v1/applications/damaged").entry().path("status").asText())
                .isEqualTo("Unknown");
    }

    @Test
    void theSpecificationIsServed() {
        assertThat(world.get("/openapi.yaml").text()).startsWith("openapi: 3.0.3");
        assertThat(world.get("/actuator/health").text()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void whatIsNotThereIsToldWithWhatIsNear() {
        world.shows(running("holiday"));
        world.offers(release("holiday", 2, true), release("holiday", 1, false), release("travel", 1, true));

        assertThat(world.get("/v1/releases/holiday/9").json().path("message").asText())
                .isEqualTo(
                        "The repository 'default' has no release '9' of the project 'holiday'; the nearest are 2, 1");
        assertThat(world.get("/v1/releases/holday/1").json().path("message").asText())
                .isEqualTo("The repository 'default' has no released project 'holday'; did you mean holiday?");
        assertThat(world.get("/v1/applications/holyday").json().path("message").asText())
                .isEqualTo("There is no application of this name that you may see; did you mean holiday?");
    }

    @Test
    void nothingIsNearThatTheCallerMayNotSee() {
        world.shows(running("holiday"));
        world.caller.viewer = new Viewer("eve", Set.of(), false);

        assertThat(world.get("/v1/applications/holyday").json().path("message").asText())
                .isEqualTo("There is no application of this name that you may see");
    }
}
