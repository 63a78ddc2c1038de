package io.jenkins.plugins.aps.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionLimiterTest {
    @Test
    void aLargeAnswerHasMoreTimeThanASmallOneAndNoneHasAllTheTime() {
        var patience = Duration.ofSeconds(30);
        assertThat(ConnectionLimiter.time(0, patience)).isEqualTo(patience);
        assertThat(ConnectionLimiter.time(16 * 1024, patience)).isEqualTo(Duration.ofSeconds(31));
        assertThat(ConnectionLimiter.time(16 * 1024 * 600, patience)).isEqualTo(Duration.ofSeconds(630));
        assertThat(ConnectionLimiter.time(Integer.MAX_VALUE, patience)).isLessThan(Duration.ofDays(2));
    }
}
