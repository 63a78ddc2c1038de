package io.jenkins.plugins.aps.acceptance;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition that only another process can tell of, by asking it again and again. */
final class Await {
    private static final Duration BETWEEN = Duration.ofMillis(250);

    private Await() {}

    /**
     * @param what is awaited, for the sentence when it doesn't come
     * @param question empty: not yet
     */
    static <T> T until(String what, Duration limit, Callable<Optional<T>> question) throws Exception {
        var deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            var answer = question.call();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited " + limit.toSeconds() + " s in vain for " + what);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }
}
