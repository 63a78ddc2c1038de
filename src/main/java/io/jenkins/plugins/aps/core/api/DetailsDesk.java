package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.model.Instance;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/**
 * Reads applications with their events and logs, for pages: however many ask for one, it is read once in a few seconds.
 * Safe for many threads.
 */
final class DetailsDesk {
    static final Duration KEPT = Duration.ofSeconds(5);
    private static final int MOST = 1000;

    private final BiFunction<String, String, Instance> reading;
    private final Executor readers;
    private final LongSupplier nanoTime;
    private final Map<String, Answer> answers = new LinkedHashMap<>();

    /**
     * @param reading of a cluster's application; blocks
     * @param readers threads that may block; a bounded number
     */
    DetailsDesk(BiFunction<String, String, Instance> reading, Executor readers, LongSupplier nanoTime) {
        this.reading = reading;
        this.readers = readers;
        this.nanoTime = nanoTime;
    }

    synchronized CompletableFuture<Instance> of(String cluster, String application) {
        var now = nanoTime.getAsLong();
        answers.values().removeIf(each -> each.isOld(now));
        var answer = answers.computeIfAbsent(
                cluster + "/" + application,
                key -> new Answer(
                        CompletableFuture.supplyAsync(() -> reading.apply(cluster, application), readers), now));
        if (answers.size() > MOST) {
            answers.remove(answers.keySet().iterator().next());
        }
        // Each caller has its own: none of them can end it for the others.
        return answer.instance.copy();
    }

    private record Answer(CompletableFuture<Instance> instance, long begun) {
        boolean isOld(long now) {
            return instance.isDone() && now - begun >= KEPT.toNanos();
        }
    }
}
