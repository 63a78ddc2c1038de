package io.jenkins.plugins.aps.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void makesOneLineOfManyAndKeepsWhatIndentsTheFirst() {
        assertThat(OneLine.of("  at one  \r\n\t two\n\n three", 100)).isEqualTo("  at one two three");
        assertThat(OneLine.of("\n\u2028a", 100)).isEqualTo("a");
    }

    @Test
    void showsNothingThatMovesACursorOrTurnsTextRound() {
        assertThat(OneLine.of("a\u001b[2Jb\u202ec\u0000d\ud800e\tf", 100)).isEqualTo("a [2Jb c d e f");
    }

    @Test
    void cutsWhatIsLongWithoutReadingOn() {
        assertThat(OneLine.of("abcdef", 6)).isEqualTo("abcdef");
        assertThat(OneLine.of("abcdefg", 6)).isEqualTo("abcdef...");
        assertThat(OneLine.of("x".repeat(5_000_000), 10)).hasSize(13);
    }

    @Test
    void namesOfManyOnlyTheFirst() {
        assertThat(OneLine.of(List.of("a", "b"), 2)).isEqualTo("a, b");
        assertThat(OneLine.of(List.of("a", "b", "c", "d"), 2)).isEqualTo("a, b and 2 more");
        assertThat(OneLine.of(List.of(), 2)).isEmpty();
    }
}
