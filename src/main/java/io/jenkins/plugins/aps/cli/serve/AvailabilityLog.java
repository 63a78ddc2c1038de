package io.jenkins.plugins.aps.cli.serve;

import io.jenkins.plugins.aps.core.api.ReadModel;
import io.jenkins.plugins.aps.core.view.Freshness;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Tells which configured clusters and repositories can't be read, and why: at the start, when that changes, and when one can be
 * read again. Whoever looks at the log of a server needs no page for that.
 */
public final class AvailabilityLog {
    private static final int MOST_REASONS = 20;

    /** So long a first reading may take before it is told that it is not over. */
    static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Duration LOOK = Duration.ofMinutes(1);

    private final Consumer<String> log;

    /** What was told of each since it was last as it is: two reasons in turn are told once each, not for ever. */
    private final Map<String, Set<String>> told = new HashMap<>();

    AvailabilityLog(Consumer<String> log) {
        this.log = log;
    }

    /** From now on, until the thread is interrupted. */
    public static Thread start(ReadModel model, Consumer<String> log) {
        var thread = new Thread(() -> new AvailabilityLog(log).follow(model), "aps-serve-availability");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void follow(ReadModel model) {
        var patientUntil = System.nanoTime() + PATIENCE.toNanos();
        var snapshot = model.snapshot();
        try {
            while (true) {
                var left = Duration.ofNanos(patientUntil - System.nanoTime());
                var late = left.isNegative() || left.isZero();
                see(snapshot, late);
                // A millisecond more, so that it is late then.
                snapshot = model.after(snapshot.version(), late ? LOOK : left.plusMillis(1))
                        .get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            log.accept("Warning: which clusters and repositories can be read is not told any more: " + e.getCause());
        }
    }

    /** @param late whether a first reading should be over */
    void see(Snapshot snapshot, boolean late) {
        snapshot.clusters().forEach(view -> see("cluster '" + view.name() + "'", view.freshness(), late));
        snapshot.repositories().forEach(view -> see("repository '" + view.name() + "'", view.freshness(), late));
    }

    private void see(String what, Freshness freshness, boolean late) {
        if (freshness.isCurrent()) {
            if (told.remove(what) != null) {
                log.accept(what + " can be read now");
            }
            return;
        }
        var first = freshness.isFirstReading();
        if (first && (!late || told.containsKey(what))) {
            return;
        }
        var reasons = told.computeIfAbsent(what, name -> new HashSet<>());
        // Who says something else each time is told some times, and not for ever.
        if (reasons.size() < MOST_REASONS && reasons.add(freshness.warning())) {
            log.accept("Warning: "
                    + (freshness.wasRead()
                            ? "what is shown of " + what + " may be old: "
                            : what + " has not been read yet: ")
                    + freshness.warning());
        }
    }
}
