package io.jenkins.plugins.aps.core.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.model.ApsException;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    private final Turnstile turnstile = new Turnstile(1, "logs");

    @Test
    void whoFindsAllPlacesTakenIsToldAndDoesNotWait() {
        turnstile.pass(() -> {
            assertThatThrownBy(() -> turnstile.pass(() -> "read"))
                    .isInstanceOf(ApsException.class)
                    .hasMessage("Too many logs are being read just now: ask again in a moment");
            return "";
        });

        assertThat(turnstile.pass(() -> "read")).isEqualTo("read");
    }

    @Test
    void whoFailsLeavesItsPlace() {
        assertThatThrownBy(() -> turnstile.pass(() -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(turnstile.pass(() -> "read")).isEqualTo("read");
    }
}
