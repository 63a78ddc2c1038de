package io.jenkins.plugins.aps.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LastKnownTest {
    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger readings = new AtomicInteger();
    private final LastKnown<String> known = new LastKnown<>(Duration.ofSeconds(3), clock::get);

    private String ask() {
        return known.of("default", () -> "answer " + readings.incrementAndGet());
    }

    @Test
    void anAnswerIsGoodForAWhileOrUntilItIsForgotten() {
        assertThat(ask()).isEqualTo("answer 1");
        assertThat(ask()).isEqualTo("answer 1");
        clock.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThat(ask()).isEqualTo("answer 2");
        known.forget("default");
        assertThat(ask()).isEqualTo("answer 3");
    }

    @Test
    void thatAClusterIsAwayIsKnownForAWhileToo() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> known.of("default", () -> {
                        readings.incrementAndGet();
                        throw new ApsException(ErrorCode.UNREACHABLE, "it is away");
                    }))
                    .hasMessage("it is away");
        }
        assertThat(readings).hasValue(1);
        clock.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThat(ask()).isEqualTo("answer 2");
    }

    @Test
    void whoComesWhileOneWaitsIsToldTheLastAnswer() throws Exception {
        ask();
        clock.addAndGet(Duration.ofSeconds(4).toNanos());
        var begun = new CompletableFuture<Void>();
        var answer = new CompletableFuture<String>();
        var waiting = CompletableFuture.supplyAsync(() -> known.of("default", () -> {
            begun.complete(null);
            return answer.join();
        }));
        begun.get(10, TimeUnit.SECONDS);

        assertThat(ask()).isEqualTo("answer 1");

        answer.complete("late");
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("late");
        assertThat(ask()).isEqualTo("late");
    }
}
