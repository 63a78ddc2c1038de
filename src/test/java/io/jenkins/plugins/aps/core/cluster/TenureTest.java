package io.jenkins.plugins.aps.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenureTest {
    @Test
    void byDefaultADoorWritesForTwentySecondsAndARequestTakesTen() {
        var tenure = new Tenure(Duration.ofSeconds(30));
        assertThat(tenure.trust()).hasSeconds(20);
        assertThat(tenure.longestWrite()).hasSeconds(10);
        assertThat(tenure.renewal()).hasSeconds(5);
    }

    @Test
    void ofThreeSecondsADoorWritesForTwoAndARequestHasTheThird() {
        var tenure = new Tenure(Duration.ofSeconds(3));
        assertThat(tenure.trust()).hasSeconds(2);
        assertThat(tenure.longestWrite()).hasSeconds(1);
        assertThat(tenure.renewal()).hasMillis(500);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 30, 600})
    void nothingOfADoorArrivesWhenAnotherHasTakenOver(int takeover) {
        var tenure = new Tenure(Duration.ofSeconds(takeover));
        assertThat(tenure.trust().plus(tenure.longestWrite())).isLessThanOrEqualTo(Duration.ofSeconds(takeover));
        assertThat(tenure.longestWrite()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(10));
        assertThat(tenure.renewal().multipliedBy(3)).isLessThan(tenure.trust());
    }
}
