package io.jenkins.plugins.aps.core.rest;

import static io.jenkins.plugins.aps.core.rest.RestWorld.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Undeployments that are asked for by REST. */
class UndeploymentsTest {
    private final RestWorld world = new RestWorld();

    @Test
    void undeployingIsAcceptedWithNothingInItForThePlatformsClients() {
        world.shows(running("holiday"));

        var got = world.send("DELETE", "/v1/applications/holiday", "");

        assertThat(got.status()).isEqualTo(202);
        assertThat(got.text()).isEqualTo("{}");
        assertThat(world.aps.undeploys.get(0).force()).isFalse();
        world.aps.undeployment.complete(
                new UndeployResult("holiday", UndeployResult.Outcome.GONE, "", List.of(), List.of(), List.of()));
        assertThat(world.get("/v1/operations/" + got.header("Aps-Operation"))
                        .entry()
                        .at("/result/verdict")
                        .asText())
                .isEqualTo("gone");
        assertThat(world.send("DELETE", "/v1/applications/none", "").status()).isEqualTo(404);
    }

    @Test
    void aDryRunOfAnUndeploymentIsAnsweredWithItsPlanAndNeedsTheSameRight() {
        world.shows(running("holiday"));
        var namespace = new ObjectRef("v1", "Namespace", "", "holiday");
        world.aps.undeployment.complete(new UndeployResult(
                "holiday",
                UndeployResult.Outcome.PLANNED,
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(List.of(new Change(namespace, Change.Action.REMOVED, "")))));

        var got = world.send("DELETE", "/v1/applications/holiday?dryRun=true", "");

        assertThat(got.status()).isEqualTo(202);
        assertThat(got.entry().at("/result/verdict").asText()).isEqualTo("planned");
        assertThat(got.entry().at("/result/plan/waves/0/0/action").asText()).isEqualTo("removed");
        assertThat(world.aps.undeploys.get(0).dryRun()).isTrue();
        assertThat(world.send("DELETE", "/v1/applications/holiday?dryRun=maybe", "")
                        .status())
                .isEqualTo(400);
        world.caller.rights = EnumSet.of(Right.VIEW, Right.UNDEPLOY);
        assertThat(world.send("DELETE", "/v1/applications/holiday?dryRun=true&force=true", "")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void forceNeedsItsOwnRight() {
        world.shows(running("holiday"));
        world.caller.rights = EnumSet.of(Right.VIEW, Right.UNDEPLOY);
        assertThat(world.send("DELETE", "/v1/applications/holiday?force=true", "")
                        .status())
                .isEqualTo(403);
        assertThat(world.send("DELETE", "/v1/applications/holiday?removeForeignFinalizers=true", "")
                        .status())
                .isEqualTo(403);
        assertThat(world.aps.undeploys).isEmpty();

        world.caller.rights = EnumSet.of(Right.FORCE_UNDEPLOY);
        assertThat(world.send("DELETE", "/v1/applications/holiday", "").status())
                .isEqualTo(403);
        assertThat(world.send("DELETE", "/v1/applications/holiday?force=true", "")
                        .status())
                .isEqualTo(202);
        assertThat(world.aps.undeploys.get(0).force()).isTrue();
    }
}
