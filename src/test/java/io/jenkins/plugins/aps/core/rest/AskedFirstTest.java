package io.jenkins.plugins.aps.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.Right;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether the caller may is asked before a request's body is read, for every route. */
class AskedFirstTest {
    private final RestWorld world = new RestWorld();

    @Test
    void nobodyGetsPastTheHeadOfARequestWithoutARight() {
        for (var route : world.api().routes()) {
            var nobody = new FakeCaller();
            nobody.name = "";
            nobody.rights = EnumSet.noneOf(Right.class);
            assertThat(world.api().refusal(head(route, nobody)).map(Answer::status))
                    .as(route.method() + " " + route.template())
                    .contains(401);

            var known = new FakeCaller();
            known.rights = EnumSet.noneOf(Right.class);
            assertThat(world.api().refusal(head(route, known)).map(Answer::status))
                    .as(route.method() + " " + route.template())
                    .contains(403);
        }
    }

    @Test
    void whoMayAllIsRefusedNothingAtItsHead() {
        for (var route : world.api().routes()) {
            assertThat(world.api().refusal(head(route, new FakeCaller())))
                    .as(route.method() + " " + route.template())
                    .isEmpty();
        }
    }

    @Test
    void whoeverMayUndeployInOneWayGetsToTheEndpointThatKnowsWhich() {
        for (var right : List.of(Right.UNDEPLOY, Right.FORCE_UNDEPLOY)) {
            var caller = new FakeCaller();
            caller.rights = EnumSet.of(right);
            assertThat(world.api().refusal(head("DELETE", "/v1/applications/holiday", caller)))
                    .isEmpty();
        }
    }

    private static Request head(Route route, Caller caller) {
        return head(route.method(), route.template().replaceAll("[{}]", ""), caller);
    }

    private static Request head(String method, String path, Caller caller) {
        return new Request(method, path, Map.of(), Map.of(), "", new byte[0], caller);
    }
}
