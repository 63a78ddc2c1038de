package io.jenkins.plugins.aps.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code openapi.yaml} and the routes say the same. */
class SpecificationTest {
    private final RestApi api = new RestWorld().api();

    @Test
    void everyRouteIsAnOperationAndEveryOperationARoute() {
        var routes = new TreeSet<String>();
        api.routes().forEach(route -> routes.add(route.method() + " " + route.template()));
        // Answered before there are routes, as nobody has to be known for it.
        routes.add("GET /actuator/health");

        assertThat(SpecCheck.operations()).isEqualTo(routes);
    }

    @Test
    void everyPartOfAPathIsAParameter() {
        for (var route : api.routes()) {
            var names = new TreeSet<String>();
            Pattern.compile("\\{(\\w+)}").matcher(route.template()).results().forEach(m -> names.add(m.group(1)));

            assertThat(SpecCheck.parameters(route.method(), route.template(), "path"))
                    .as(route.template())
                    .isEqualTo(names);
        }
    }

    @Test
    void whatItRefersToIsThere() {
        assertThat(SpecCheck.unresolved()).isEmpty();
    }
}
