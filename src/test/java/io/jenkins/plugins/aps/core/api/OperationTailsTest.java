package io.jenkins.plugins.aps.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployEvent.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OperationTailsTest {
    private final OperationTails tails = new OperationTails();

    private static Notice notice(String operation, int number) {
        return new Notice(Instant.EPOCH, "holiday", operation, "number " + number);
    }

    @Test
    void keepsWhatIsToldAndPassesItOn() {
        var passed = new ArrayList<DeployEvent>();
        var listener = tails.keeping(passed::add);
        listener.on(notice("op-1", 1));
        listener.on(notice("op-2", 2));
        assertThat(passed).containsExactly(notice("op-1", 1), notice("op-2", 2));
        assertThat(tails.of("op-1").orElseThrow().events()).containsExactly(notice("op-1", 1));
        assertThat(tails.of("op-3")).isEmpty();
    }

    @Test
    void keepsTheLastEventsOfEach() {
        var listener = tails.keeping(event -> {});
        IntStream.range(0, OperationTails.EVENTS + 3).forEach(each -> listener.on(notice("op-1", each)));
        var tail = tails.of("op-1").orElseThrow();
        assertThat(tail.before()).isEqualTo(3);
        assertThat(tail.events()).hasSize(OperationTails.EVENTS);
        assertThat(tail.events().get(0)).isEqualTo(notice("op-1", 3));
    }

    @Test
    void forgetsTheOperationsOfWhichNothingWasHeardForTheLongestTime() {
        var listener = tails.keeping(event -> {});
        IntStream.range(0, OperationTails.OPERATIONS).forEach(each -> listener.on(notice("op-" + each, 0)));
        listener.on(notice("op-0", 1));
        listener.on(notice("one-more", 0));
        assertThat(tails.of("op-0")).isPresent();
        assertThat(tails.of("op-1")).isEmpty();
        assertThat(tails.of("one-more")).isPresent();
    }
}
