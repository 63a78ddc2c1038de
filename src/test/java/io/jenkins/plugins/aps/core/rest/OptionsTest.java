package io.jenkins.plugins.aps.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.Right;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** What a form for a deployment offers. */
class OptionsTest {
    private final RestWorld world = new RestWorld();

    @Test
    void theCallerIsToldWhatTheyMay() {
        world.caller.rights = EnumSet.of(Right.VIEW, Right.UNDEPLOY);

        var entry = world.get("/v1/options").entry();

        assertThat(entry.path("caller").toString()).isEqualTo("{\"name\":\"ada\",\"rights\":[\"view\",\"undeploy\"]}");
    }

    @Test
    void namesAreThoseThatADeploymentWouldTake() {
        var names = world.get("/v1/options").entry().path("names");
        var reserved = names.path("reserved").toString();

        assertThat("a".repeat(names.path("maxLength").asInt()))
                .matches(names.path("pattern").asText());
        assertThat("a".repeat(names.path("maxLength").asInt() + 1))
                .doesNotMatch(names.path("pattern").asText());
        // The platform's own, the cluster's, and those of both clusters' settings.
        assertThat(reserved)
                .contains("\"deployment-service\"", "\"default\"", "\"kube-*\"", "\"aps-platform\"", "\"elsewhere\"");
    }

    @Test
    void clustersNameTheirPlatformVersionAndVersionsTheirConnectors() {
        var entry = world.get("/v1/options").entry();

        assertThat(entry.path("clusters").toString())
                .isEqualTo("[{\"name\":\"default\",\"catalog\":\"activiti-7\",\"gatewayUrl\":"
                        + "\"https://gateway.example.org\"},{\"name\":\"other\",\"catalog\":\"activiti-8\","
                        + "\"gatewayUrl\":\"\"}]");
        var versions = entry.path("runtimeVersions");
        assertThat(versions.findValuesAsText("version")).containsExactly("activiti-7", "activiti-8");
        assertThat(versions.findValuesAsText("latest")).containsExactly("false", "true");
        assertThat(versions.at("/0/connectors/0/variables").findValuesAsText("value"))
                .containsExactly("smtp.activiti-7", "");
    }

    /** Whoever looks at applications, or deploys with another version, goes on. */
    @Test
    void aCatalogThatCanNotBeReadTakesNothingElseAway() {
        world.aps.unreadable.add("activiti-8");

        var versions = world.get("/v1/options").entry().path("runtimeVersions");

        assertThat(versions.at("/0/connectors")).isNotEmpty();
        assertThat(versions.at("/0/warning").asText()).isEmpty();
        assertThat(versions.at("/1/connectors")).isEmpty();
        assertThat(versions.at("/1/warning").asText()).isEqualTo("The catalog activiti-8 can't be read");
    }

    @Test
    void noSecretIsTold() {
        world.caller.credentials.put("smtp", "s3cret");

        assertThat(world.get("/v1/options").text()).doesNotContain("never told", "s3cret");
    }

    @Test
    void credentialsAreToldToWhoMayDeployOnly() {
        world.caller.credentials.put("smtp", "1");
        world.caller.credentials.put("crm", "2");

        assertThat(world.get("/v1/options").entry().path("credentials").toString())
                .isEqualTo(
                        "[{\"id\":\"crm\",\"description\":\"of ada\"},{\"id\":\"smtp\",\"description\":\"of ada\"}]");
        world.caller.rights = EnumSet.of(Right.VIEW);
        assertThat(world.get("/v1/options").entry().path("credentials")).isEmpty();
    }

    @Test
    void whoHasItIsToldSo() {
        var first = world.get("/v1/options");
        world.headers.put("If-None-Match", first.header("ETag"));

        assertThat(world.get("/v1/options").status()).isEqualTo(304);
        world.caller.rights = EnumSet.of(Right.VIEW);
        assertThat(world.get("/v1/options").status()).isEqualTo(200);
    }

    @Test
    void whoMayNotLookIsToldNothing() {
        world.caller.rights = EnumSet.noneOf(Right.class);

        assertThat(world.get("/v1/options").status()).isEqualTo(403);
        assertThat(world.get("/v1/options?x=1").text()).doesNotContain("pattern");
    }
}
