package io.jenkins.plugins.aps.core.cluster;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before a request is tried again: doubling from {@code first} up to {@code longest}, with jitter, and
 * never less than the server asked for (up to {@code longest}, so that a request stays bounded).
 *
 * @param tries at most, the first included
 * @param random between 0 and 1
 */
record Backoff(int tries, Duration first, Duration longest, DoubleSupplier random) {
    static final Backoff NORMAL = new Backoff(
            5, Duration.ofMillis(200), Duration.ofSeconds(5), () -> java.util.concurrent.ThreadLocalRandom.current()
                    .nextDouble());

    /**
     * Milliseconds to wait.
     *
     * @param done tries so far, from 1 up
     */
    long millis(int done, long askedMillis) {
        var full = Math.min(longest.toMillis(), first.toMillis() << Math.min(done - 1, 20));
        var jittered = full / 2 + (long) (full / 2.0 * random.getAsDouble());
        return Math.max(jittered, Math.min(askedMillis, longest.toMillis()));
    }
}
