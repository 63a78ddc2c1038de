package io.jenkins.plugins.aps.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> NAMES = List.of(
            "admin-group", "admin-user", "platform-namespace", "release", "repository", "timeout-minutes", "user");

    @ParameterizedTest
    @CsvSource({
        "relase, release",
        "Release, release",
        "relaese, release",
        "admin, admin-user admin-group",
        "namespace, platform-namespace",
        "timeout-minuts, timeout-minutes",
        "time-minutes, timeout-minutes",
        "usr, user",
        "verbose, ''",
        "us, ''",
        "'', ''"
    })
    void tellsWhichNamesMayHaveBeenMeant(String said, String meant) {
        assertThat(String.join(" ", Nearest.meant(said, NAMES))).isEqualTo(meant);
    }
}
