package io.jenkins.plugins.aps.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

class AcceptanceIT {
    @Test
    void passesInARealJenkins() {
        assumeTrue(Distribution.fromProperties().isPresent(), Distribution.absent());
        assertThat(Acceptance.run(System.out).failures()).isEmpty();
    }
}
