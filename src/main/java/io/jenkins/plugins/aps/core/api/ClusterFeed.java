package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import io.jenkins.plugins.aps.core.view.ClusterView;
import io.jenkins.plugins.aps.core.view.Freshness;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One cluster's part of the snapshot, on one thread of its own, as a cluster may hang. */
final class ClusterFeed implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Logger LOGGER = Logger.getLogger(ClusterFeed.class.getName());

    private final String name;
    private final Supplier<InstanceReader> reader;
    private final Publication publication;
    private final InstantSource clock;
    private final ScheduledExecutorService worker;
    private List<ApplicationEntry> applications = List.of();
    private Freshness freshness;

    /** @param reader may block, and throw, when its cluster is opened */
    ClusterFeed(
            String name,
            Supplier<InstanceReader> reader,
            Publication publication,
            ThreadFactory threads,
            InstantSource clock) {
        this.name = name;
        this.reader = reader;
        this.publication = publication;
        this.clock = clock;
        this.freshness = Freshness.nothingYet(clock.instant());
        this.worker = new ScheduledThreadPoolExecutor(1, threads);
    }

    void start() {
        worker.scheduleWithFixedDelay(this::read, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void read() {
        try {
            applications =
                    reader.get().readAll().stream().map(ApplicationEntry::of).toList();
            freshness = Freshness.confirmed(clock.instant());
        } catch (ApsException e) {
            freshness = freshness.warned(clock.instant(), e.getMessage());
        } catch (RuntimeException e) {
            // Anything that got out would end the reading for good.
            LOGGER.log(Level.WARNING, "the applications at cluster " + name + " could not be read", e);
            freshness = freshness.warned(clock.instant(), "its applications could not be read; the log says why");
        }
        var view = new ClusterView(name, applications, freshness);
        publication.publish(snapshot -> snapshot.with(view));
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
