package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.model.ApsException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What clusters last answered, so that however many ask, one of them waits: who comes meanwhile is told what was last known,
 * a failure included. Safe for many threads.
 */
final class LastKnown<T> {
    private final Duration kept;
    private final LongSupplier nanoTime;
    private final Map<String, Answer<T>> answers = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> asking = new ConcurrentHashMap<>();

    /** @param kept how long an answer is taken for what is there */
    LastKnown(Duration kept, LongSupplier nanoTime) {
        this.kept = kept;
        this.nanoTime = nanoTime;
    }

    /**
     * Blocks for at most one reading, or for another's where nothing is known yet.
     *
     * @throws ApsException that of the last reading
     */
    T of(String cluster, Supplier<T> reading) {
        var lock = asking.computeIfAbsent(cluster, key -> new ReentrantLock());
        var known = answers.get(cluster);
        if (known == null) {
            lock.lock();
        } else if (isFresh(known) || !lock.tryLock()) {
            return known.told();
        }
        try {
            var now = answers.get(cluster);
            if (now == null || !isFresh(now)) {
                now = read(reading);
                answers.put(cluster, now);
            }
            return now.told();
        } finally {
            lock.unlock();
        }
    }

    /** What is there is another by now. */
    void forget(String cluster) {
        answers.remove(cluster);
    }

    private boolean isFresh(Answer<T> answer) {
        return nanoTime.getAsLong() - answer.at < kept.toNanos();
    }

    private Answer<T> read(Supplier<T> reading) {
        try {
            return new Answer<>(reading.get(), null, nanoTime.getAsLong());
        } catch (ApsException e) {
            return new Answer<>(null, e, nanoTime.getAsLong());
        }
    }

    /** @param failure null: there was none */
    private record Answer<T>(T value, ApsException failure, long at) {
        T told() {
            if (failure != null) {
                throw new ApsException(failure.code(), failure.getMessage(), failure).because(failure.reason());
            }
            return value;
        }
    }
}
