package io.jenkins.plugins.aps.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Just after a start nothing was read yet; no answer may look as if nothing were there. */
class UnreadTest {
    /** Of the settings alone. */
    private static final Set<String> SETTLED =
            Set.of("/v1/options", "/v1/applications/runtime-versions", "/v1/applications/runtime-versions/latest");

    private final RestWorld world = new RestWorld().hasReadNothing();

    static Stream<String> reads() {
        return new RestWorld()
                .api().routes().stream()
                        .filter(route -> route.method().equals("GET"))
                        .map(Route::template)
                        .filter(template -> template.startsWith("/v1/"))
                        .filter(template -> !SETTLED.contains(template));
    }

    @ParameterizedTest
    @MethodSource("reads")
    void everyAnswerSaysThatNothingWasReadYet(String template) {
        var got = world.get(template.replace("{version}", "1").replaceAll("\\{[^}]+}", "holiday"));

        if (got.status() == 200) {
            assertThat(got.json().toString()).contains("\"seen\":false");
        } else {
            assertThat(got.status()).isEqualTo(503);
            assertThat(got.json().toString())
                    .contains("It is not known whether it is there", "'default' has not been read yet");
        }
    }

    @Test
    void listsAreAnsweredAndSingleOnesAreNot() {
        assertThat(world.get("/v1/applications").status()).isEqualTo(200);
        assertThat(world.get("/v1/operations").status()).isEqualTo(200);
        assertThat(world.get("/v1/descriptors").status()).isEqualTo(200);
        assertThat(world.get("/v1/releases").status()).isEqualTo(200);
        assertThat(world.get("/v1/applications/holiday").status()).isEqualTo(503);
        assertThat(world.get("/v1/applications/holiday?cluster=other").status())
                .as("one that isn't configured has nothing")
                .isEqualTo(404);
    }

    @Test
    void aReleaseIdIsNotCalledUnknownBeforeReleasesWereRead() {
        var snapshot = world.model.snapshot;

        assertThat(Unread.inRepositories(snapshot, "No release has this releaseId"))
                .extracting(ApsException::code)
                .isEqualTo(ErrorCode.UNREACHABLE);
        world.shows().offers();
        assertThat(Unread.inRepositories(world.model.snapshot, "No release has this releaseId"))
                .hasMessageContaining("No release has this releaseId")
                .extracting(ApsException::code)
                .isEqualTo(ErrorCode.NOT_FOUND);
    }
}
