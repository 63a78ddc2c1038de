package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.status.Trouble;
import io.jenkins.plugins.aps.core.status.Trouble.Heals;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TroubleHistoryTest {
    private long nanos = 42;
    private final TroubleHistory history = history(Duration.ofMinutes(10));

    @ParameterizedTest
    @EnumSource(
            value = Heals.class,
            names = {"SOON", "BY_RESTARTING", "WITH_TIME"})
    void doesNotAskTheClusterForTheTime(Heals heals) {
        assertThat(over(new Trouble("new", "c", "", heals, Instant.EPOCH, 1, true)))
                .isFalse();
    }

    @Test
    void countsFromWhenATroubleWasFirstSeen() {
        assertThat(over(pull("new"))).isFalse();
        pass(Duration.ofSeconds(59));
        assertThat(over(pull("new"))).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(over(pull("new"))).isTrue();
    }

    @Test
    void beginsAnewAfterABetterMoment() {
        over(pull("new"));
        pass(Duration.ofSeconds(59));
        history.look();
        assertThat(over(pull("new"))).isFalse();
        pass(Duration.ofSeconds(59));
        assertThat(over(pull("new"))).isFalse();
    }

    @Test
    void tellsTheTroublesOfContainersApart() {
        over(pull("new"));
        pass(Duration.ofSeconds(60));
        history.look();
        assertThat(history.isOver(pull("new"))).isTrue();
        assertThat(history.isOver(new Trouble("new", "other image", "", Heals.SOON, Instant.EPOCH, 0, true)))
                .isFalse();
    }

    @Test
    void givesAPodOfBeforeTheTimeOfTheLongestBackOff() {
        assertThat(over(pull("old"))).isFalse();
        pass(Duration.ofMinutes(5));
        assertThat(over(pull("old"))).isFalse();
        pass(Duration.ofMinutes(1));
        assertThat(over(pull("old"))).isTrue();
    }

    @Test
    void countsTheRestartsOfANewPod() {
        assertThat(over(crash("new", 4, true))).isFalse();
        assertThat(over(crash("new", 5, false))).as("it runs again").isFalse();
        assertThat(over(crash("new", 5, true))).isTrue();
    }

    @Test
    void countsOnlyACrashAfterTheFirstLookAtAPodOfBefore() {
        assertThat(over(crash("old", 9, true))).isFalse();
        pass(Duration.ofMinutes(9));
        assertThat(over(crash("old", 9, true))).isFalse();
        assertThat(over(crash("old", 10, false))).as("it runs again").isFalse();
        assertThat(over(crash("old", 10, true))).isTrue();
    }

    @Test
    void leavesWhatNeedsItsTimeToTheComponentTimeout() {
        var trouble = new Trouble("new", "scheduling", "", Heals.WITH_TIME, Instant.EPOCH, 0, false);
        over(trouble);
        pass(Duration.ofDays(1));
        assertThat(over(trouble)).isFalse();
    }

    @Test
    void doesNotWaitForTheHopeless() {
        assertThat(over(new Trouble("old", "image", "", Heals.NEVER, Instant.EPOCH, 0, true)))
                .isTrue();
    }

    @Test
    void tellsATroubleBeforeAShortTimeIsUp() {
        var hasty = history(Duration.ofSeconds(3));
        hasty.look();
        assertThat(hasty.isOver(pull("new"))).isFalse();
        pass(Duration.ofSeconds(2));
        hasty.look();
        assertThat(hasty.isOver(pull("new"))).isTrue();
    }

    private TroubleHistory history(Duration componentTimeout) {
        return new TroubleHistory("old"::equals, componentTimeout, () -> nanos);
    }

    /** Another look, which finds this trouble alone. */
    private boolean over(Trouble trouble) {
        history.look();
        return history.isOver(trouble);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static Trouble pull(String pod) {
        return new Trouble(pod, "c image", "", Heals.SOON, Instant.EPOCH, 0, true);
    }

    private static Trouble crash(String pod, int restarts, boolean down) {
        return new Trouble(pod, "c run", "", Heals.BY_RESTARTING, Instant.EPOCH, restarts, down);
    }
}
