package io.jenkins.plugins.aps.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RouterTest {
    private final RestWorld world = new RestWorld(new Limits(1_000, 10, 50, 5, Duration.ofSeconds(1)));

    @Test
    void whatIsNotThereIsNotFoundInOurShape() {
        var got = world.get("/v1/unicorns");

        assertThat(got.status()).isEqualTo(404);
        assertThat(got.json().path("code").asText()).isEqualTo("notFound");
    }

    @Test
    void aMethodThatIsNotPossibleIsToldWithThoseThatAre() {
        var got = world.send("PATCH", "/v1/releases", "");

        assertThat(got.status()).isEqualTo(405);
        assertThat(got.header("Allow")).isEqualTo("GET");
        assertThat(got.json().path("code").asText()).isEqualTo("invalidRequest");
    }

    @Test
    void aPathOfItsOwnIsNotTakenForAName() {
        assertThat(world.send("DELETE", "/v1/applications/runtime-versions", "").header("Allow"))
                .isEqualTo("GET");
        assertThat(world.send("OPTIONS", "/v1/descriptors/import", "").header("Allow"))
                .isEqualTo("POST");
        assertThat(world.send("OPTIONS", "/actuator/health", "").header("Allow"))
                .isEqualTo("GET");
    }

    @Test
    void partsOfAPathAreDecodedEachByItself() {
        assertThat(world.get("/v1/applications/a%2Fb").json().path("code").asText())
                .isEqualTo("notFound");
        assertThat(world.get("/v1/applications/%zz").status()).isEqualTo(400);
        assertThat(world.get("/v1/applications/..%2f..%2fetc").status()).isEqualTo(404);
        assertThat(world.get("/").status()).isEqualTo(404);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWhereverItGoes() {
        var got = world.send("POST", "/v1/applications", "x".repeat(1_001));

        assertThat(got.status()).isEqualTo(413);
    }

    @Test
    void aPageIsNoLargerThanIsAllowed() {
        assertThat(world.get("/v1/applications?maxItems=51").wrong()).containsExactly("maxItems");
        assertThat(world.get("/v1/applications")
                        .json()
                        .at("/list/pagination/maxItems")
                        .asInt())
                .isEqualTo(50);
    }

    @Test
    void aDefectIsToldWithoutItsDetails() {
        world.model.snapshot = null;

        var got = world.get("/v1/nothing-of-the-specification");
        assertThat(got.status()).isEqualTo(404);
        var defect = world.api()
                .answer(new Request(
                        "GET",
                        "/v1/applications",
                        java.util.Map.of(),
                        java.util.Map.of(),
                        "",
                        new byte[0],
                        world.caller))
                .join();
        assertThat(defect.status()).isEqualTo(500);
        assertThat(new RestWorld.Got(defect).json().path("message").asText())
                .isEqualTo("A defect: NullPointerException; the log tells more");
    }
}
