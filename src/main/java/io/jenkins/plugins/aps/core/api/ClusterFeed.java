package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Overview;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.view.ClusterView;
import io.jenkins.plugins.aps.core.view.Freshness;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One cluster's part of the snapshot. Watches tell which applications changed; those are worked out a moment later, so that
 * a burst of changes is one, on one thread of its own, as a cluster may hang. Where our account may not watch all
 * namespaces, applications are read instead: when their record changes, and in turn.
 */
final class ClusterFeed implements AutoCloseable {
    /** From the first change to when it is looked at. */
    static final Duration PAUSE = Duration.ofMillis(100);

    /** So long applications are worked out before what was found is shown. */
    private static final Duration SLICE = Duration.ofMillis(500);

    private static final Duration TICK = Duration.ofSeconds(5);
    /** Applications that are read in turn, a tick: eight requests each. */
    private static final int READ_IN_TURN = 25;

    private static final Logger LOGGER = Logger.getLogger(ClusterFeed.class.getName());

    private final String name;
    private final Supplier<ClusterClient> opening;
    private final Function<ClusterClient, ClusterRows> emptyRows;
    private final Publication publication;
    private final InstantSource clock;
    private final ScheduledExecutorService worker;
    private final Set<String> hints = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    // From here on the worker's alone, but for who closes.
    private final Set<String> pending = new LinkedHashSet<>();
    private ClusterClient cluster;
    private ClusterRows rows;
    private volatile Overview overview;
    private boolean all;
    private boolean complete;
    private String unanswered = "";
    private Freshness freshness;

    /** @param opening may block, and throw */
    ClusterFeed(
            String name,
            Supplier<ClusterClient> opening,
            Function<ClusterClient, ClusterRows> emptyRows,
            Publication publication,
            ThreadFactory threads,
            InstantSource clock) {
        this.name = name;
        this.opening = opening;
        this.emptyRows = emptyRows;
        this.publication = publication;
        this.clock = clock;
        this.freshness = Freshness.nothingYet(clock.instant());
        this.worker = new ScheduledThreadPoolExecutor(1, threads);
    }

    void start() {
        worker.scheduleWithFixedDelay(() -> safely(this::tick), 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** From threads of the watches. */
    private void changed(String application) {
        hints.add(application);
        if (scheduled.compareAndSet(false, true)) {
            try {
                var unused = worker.schedule(() -> safely(this::hear), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOGGER.log(Level.FINE, "cluster {0} is not looked at any more", name);
            }
        }
    }

    /** Somebody looks at one. Where applications are not watched it is read now, before its turn. From any thread. */
    void wanted(String application) {
        if (overview != null && !isWatched()) {
            changed(application);
        }
    }

    private void safely(Runnable work) {
        try {
            work.run();
        } catch (ApsException e) {
            unanswered = e.getMessage();
            show();
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "cluster {0} is not looked at any more", name);
        } catch (RuntimeException e) {
            // Anything that got out would end the looking for good.
            LOGGER.log(Level.WARNING, "the applications at cluster " + name + " could not be worked out", e);
            unanswered = "its applications could not be worked out; the log says why";
            show();
        }
    }

    private void tick() {
        if (overview == null) {
            cluster = opening.get();
            rows = emptyRows.apply(cluster);
            overview = cluster.overview(this::changed);
            all = true;
            unanswered = "";
        }
        pending.addAll(isWatched() ? rows.restless() : rows.due(READ_IN_TURN));
        look();
    }

    private boolean isWatched() {
        return overview.objects("").isPresent();
    }

    private void hear() {
        scheduled.set(false);
        for (var hint : Set.copyOf(hints)) {
            hints.remove(hint);
            if (hint.isEmpty()) {
                all = true;
            } else {
                pending.add(hint);
            }
        }
        look();
    }

    private void look() {
        if (!overview.synced()) {
            show();
            return;
        }
        // While a watch is broken it tells again and again that all may have changed.
        if (all && (overview.trouble().isEmpty() || !complete)) {
            pending.addAll(rows.names());
            pending.addAll(overview.applications());
            pending.addAll(overview.unrecorded());
            all = false;
        }
        workOutSome();
        show();
        if (!pending.isEmpty()) {
            worker.execute(() -> safely(this::look));
        }
    }

    /** What the cluster doesn't answer for waits for the next tick. */
    private void workOutSome() {
        var until = System.nanoTime() + SLICE.toNanos();
        for (var each = pending.iterator(); each.hasNext() && System.nanoTime() < until; ) {
            var application = each.next();
            var record = overview.record(application);
            if (record.isEmpty() && overview.isUnrecorded(application)) {
                rows.updateUnrecorded(application);
            } else {
                rows.update(application, record, () -> overview.objects(application)
                        .orElseGet(() -> cluster.read(application)));
            }
            each.remove();
            unanswered = "";
        }
        complete |= pending.isEmpty();
    }

    private void show() {
        var trouble = trouble();
        var now = clock.instant();
        if (trouble.isEmpty()) {
            freshness = Freshness.confirmed(isWatched() ? now : rows.oldest());
        } else {
            freshness = freshness.warned(now, trouble);
        }
        var entries =
                rows == null ? publication.current().cluster(name).orElseThrow().applications() : rows.entries();
        var view = new ClusterView(name, entries, freshness);
        publication.publish(snapshot -> snapshot.with(view));
    }

    private String trouble() {
        if (overview == null || !unanswered.isEmpty()) {
            return unanswered;
        }
        var trouble = overview.trouble();
        if (!trouble.isEmpty()) {
            return "cluster '" + name + "' can't be watched: " + trouble;
        }
        if (!overview.synced()) {
            return "cluster '" + name + "' " + Freshness.FIRST_READING;
        }
        return complete
                ? ""
                : "cluster '" + name + "' " + Freshness.FIRST_READING + ": " + rows.size() + " applications of "
                        + (rows.size() + pending.size());
    }

    @Override
    public void close() {
        worker.shutdownNow();
        var watching = overview;
        if (watching != null) {
            watching.close();
        }
    }
}
