package io.jenkins.plugins.aps.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JudgementTest {
    /** What a condition says, somebody in the namespace may have written. */
    @Test
    void aReasonIsOneLineOfABoundedLength() {
        var said = "admission denied:\n" + "x".repeat(1_000_000);
        assertThat(Judgement.failed(said, "").reason())
                .startsWith("admission denied: xxx")
                .endsWith("x...")
                .hasSizeLessThan(Judgement.LONGEST + 10);
    }
}
