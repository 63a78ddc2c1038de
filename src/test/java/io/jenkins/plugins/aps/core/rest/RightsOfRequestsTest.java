package io.jenkins.plugins.aps.core.rest;

import static io.jenkins.plugins.aps.core.rest.RestWorld.release;
import static io.jenkins.plugins.aps.core.rest.RestWorld.running;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Sets;
import io.jenkins.plugins.aps.core.api.ReleaseDetails;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which rights every request needs: each route with each choice of each of its parameters, asked with every set of rights. */
class RightsOfRequestsTest {
    private static final String BODY =
            """
            {"name": "autumn", "projectName": "holiday", "releaseVersion": "1",
             "security": [{"role": "ACTIVITI_ADMIN", "users": ["ada"], "groups": []}]}""";
    private static final String UPGRADE = BODY.replace("autumn", "holiday");

    /** What changes something, what is sent, and what it needs at the least; everything else only looks. */
    private static final Map<String, Change> CHANGES = Map.of(
            "POST /v1/applications", new Change(BODY, Right.DEPLOY),
            "PUT /v1/applications/{id}", new Change(UPGRADE, Right.DEPLOY),
            "POST /v1/applications/{id}/rollback", new Change("", Right.DEPLOY),
            "POST /v1/applications/{id}/redeploy", new Change("", Right.DEPLOY),
            "POST /v1/applications/{id}/update", new Change("", Right.DEPLOY),
            "POST /v1/applications/{id}/adopt", new Change("", Right.DEPLOY, Right.FORCE_UNDEPLOY),
            "POST /v1/deploy/{descriptorId}", new Change("", Right.DEPLOY),
            "POST /v1/descriptors/import", new Change(BODY, Right.DEPLOY),
            "DELETE /v1/descriptors/{id}", new Change("", Right.DEPLOY),
            "DELETE /v1/applications/{id}", new Change("", Right.UNDEPLOY));

    /** What a choice needs beside that; of an undeployment, instead. */
    private static final Map<String, Right> MORE = Map.of(
            "onFailure=undeploy", Right.FORCE_UNDEPLOY,
            "force=true", Right.FORCE_UNDEPLOY,
            "removeForeignFinalizers=true", Right.FORCE_UNDEPLOY);

    /** Choices that need no other right: a new one belongs into one of the two lists. */
    private static final Set<String> NOTHING_MORE = Set.of(
            "onFailure=leave",
            "onFailure=rollback",
            "ifRunning=wait",
            "ifRunning=fail",
            "ifRunning=supersede",
            "dryRun=true",
            "dryRun=false",
            "noOtherInstallation=true",
            "noOtherInstallation=false",
            "noGateway=true",
            "noGateway=false",
            "forceConflicts=true",
            "forceConflicts=false",
            "force=false",
            "removeForeignFinalizers=false");

    /** @param also needed of every such request; null: nothing */
    record Change(String body, Right least, Right also) {
        Change(String body, Right least) {
            this(body, least, null);
        }
    }

    private static final ReleaseDetails RELEASED = new ReleaseDetails(
            release("holiday", 1, true),
            new Project(
                    "holiday",
                    "1",
                    "",
                    Principals.NONE,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of()));

    private record Asked(String method, String template, String choice) {
        String route() {
            return method + " " + template;
        }

        Set<Right> needs() {
            var change = CHANGES.get(route());
            if (change == null) {
                return EnumSet.of(Right.VIEW);
            }
            var more = change.also() == null ? MORE.get(choice) : change.also();
            return more == null
                    ? EnumSet.of(change.least())
                    : change.least() == Right.UNDEPLOY ? EnumSet.of(more) : EnumSet.of(change.least(), more);
        }

        String path() {
            var path = template.replace("{descriptorId}", "summer")
                    .replace("{id}", template.contains("descriptors") ? "summer" : "holiday")
                    .replace("{project}", "holiday")
                    .replace("{version}", "1")
                    .replace("{serviceName}", "rb");
            return choice.isEmpty() ? path : path + "?" + choice;
        }

        @Override
        public String toString() {
            return method + " " + path();
        }
    }

    static Stream<Asked> requests() {
        return new RestWorld().api().routes().stream().flatMap(route -> Stream.concat(
                        Stream.of(""), SpecCheck.choices(route.method(), route.template()).stream())
                .map(choice -> new Asked(route.method(), route.template(), choice)));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void isAnsweredWithTheRightsThatItNeedsAndWithNoOthers(Asked asked) {
        for (var rights : Sets.powerSet(EnumSet.allOf(Right.class))) {
            var world = new RestWorld(new Limits(10_000, 20, 100, 10, Duration.ofMillis(50)))
                    .offers(release("holiday", 1, true))
                    .shows(running("holiday"));
            world.aps.descriptors().keep("default", BODY.replace("autumn", "summer"), "ada");
            world.aps.released = RELEASED;
            world.deploysAtOnce();
            world.aps.undeployment.complete(
                    new UndeployResult("holiday", UndeployResult.Outcome.GONE, "", List.of(), List.of(), List.of()));
            world.headers.put("Content-Type", "application/json");
            world.caller.rights = rights;
            var change = CHANGES.get(asked.route());

            var got = world.send(asked.method(), asked.path(), change == null ? "" : change.body());

            if (rights.containsAll(asked.needs())) {
                assertThat(got.status())
                        .as("%s with %s: %s", asked, rights, got.text())
                        .isNotIn(401, 403);
                assertThat(change == null || got.status() < 300)
                        .as("%s: %s", asked, got.text())
                        .isTrue();
            } else {
                assertThat(got.status())
                        .as("%s with %s: %s", asked, rights, got.text())
                        .isEqualTo(403);
                assertThat(begun(world)).isZero();
                assertThat(world.aps.stored).containsOnlyKeys("summer");
            }
        }
    }

    private static int begun(RestWorld world) {
        return Stream.of(world.aps.deploys, world.aps.rollbacks, world.aps.redeploys, world.aps.undeploys)
                .mapToInt(List::size)
                .sum();
    }

    @Test
    void everyChoiceThatAChangeOffersIsDecidedOn() {
        var undecided = new ArrayList<String>();
        requests()
                .filter(asked ->
                        !asked.method().equals("GET") && !asked.choice().isEmpty())
                .filter(asked -> !MORE.containsKey(asked.choice()) && !NOTHING_MORE.contains(asked.choice()))
                .forEach(asked -> undecided.add(asked.toString()));

        assertThat(undecided).isEmpty();
        assertThat(requests().filter(asked -> !asked.method().equals("GET")).map(Asked::route))
                .containsOnlyElementsOf(CHANGES.keySet());
    }

    @Test
    void allThatIsLackingIsToldAtOnce() {
        var world = new RestWorld().shows(running("holiday"));
        world.headers.put("Content-Type", "application/json");
        world.caller.rights = EnumSet.of(Right.VIEW, Right.DEPLOY);

        assertThat(world.send("PUT", "/v1/applications/holiday?onFailure=undeploy", UPGRADE)
                        .json()
                        .path("message")
                        .asText())
                .isEqualTo("ada may not undeploy applications by force: that needs the right forceUndeploy");
    }
}
