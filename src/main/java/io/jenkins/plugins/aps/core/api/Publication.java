package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.view.Snapshot;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The newest snapshot, and who waits for another one. Safe for many threads. */
final class Publication {
    private volatile Snapshot current;
    /** Guarded by this. */
    private Set<CompletableFuture<Snapshot>> waiting = new HashSet<>();

    Publication(Snapshot first) {
        current = first;
    }

    Snapshot current() {
        return current;
    }

    /** Wakes those who wait if the version is another one. */
    void publish(UnaryOperator<Snapshot> change) {
        Set<CompletableFuture<Snapshot>> woken = Set.of();
        Snapshot next;
        synchronized (this) {
            next = change.apply(current);
            if (next.version() != current.version()) {
                woken = waiting;
                waiting = new HashSet<>();
            }
            current = next;
        }
        woken.forEach(each -> each.complete(next));
    }

    /** See {@link ReadModel#after}. */
    CompletableFuture<Snapshot> after(long version, Duration timeout) {
        var told = new CompletableFuture<Snapshot>();
        synchronized (this) {
            if (current.version() != version) {
                return CompletableFuture.completedFuture(current);
            }
            waiting.add(told);
        }
        // Forgotten first: who is told finds nobody waiting any more.
        return told.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).handle((snapshot, error) -> {
            forget(told);
            return error == null ? snapshot : current;
        });
    }

    private synchronized void forget(CompletableFuture<Snapshot> told) {
        waiting.remove(told);
    }

    synchronized int waiting() {
        return waiting.size();
    }
}
