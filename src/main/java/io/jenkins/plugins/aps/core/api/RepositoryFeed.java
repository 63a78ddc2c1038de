package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.descriptor.ProjectReader;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.IgnoredTag;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.source.ReleaseSource;
import io.jenkins.plugins.aps.core.view.Freshness;
import io.jenkins.plugins.aps.core.view.ReleaseEntry;
import io.jenkins.plugins.aps.core.view.RepositoryView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One repository's part of the snapshot. Asks the repository at an interval; then reads, a few at a time, the releases whose
 * files it has not read yet, the latest ones first. All on one thread of its own, as a repository may hang.
 */
final class RepositoryFeed implements AutoCloseable {
    /** However often somebody wants it, the repository is not asked again before. */
    static final Duration SHORTEST = Duration.ofSeconds(5);

    /** So long files are read before what was found is shown, and before a refresh that waits gets its turn. */
    private static final Duration SLICE = Duration.ofMillis(500);

    private static final Logger LOGGER = Logger.getLogger(RepositoryFeed.class.getName());

    private final String name;
    private final Supplier<ReleaseSource> source;
    private final ReleaseValidator validator;
    private final Duration interval;
    private final Publication publication;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final ReleaseContents contents = new ReleaseContents();
    private final ScheduledExecutorService worker;
    private List<Release> releases = List.of();
    private List<IgnoredTag> ignored = List.of();
    /** What all that is known was judged by. */
    private Map<String, Optional<Catalog>> basis = Map.of();

    private Freshness freshness;
    private boolean asked;
    private long askedAt;

    /** @param source may block, and throw, when it is opened */
    RepositoryFeed(
            String name,
            Supplier<ReleaseSource> source,
            ReleaseValidator validator,
            Duration interval,
            Publication publication,
            ThreadFactory threads,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.name = name;
        this.source = source;
        this.validator = validator;
        this.interval = interval;
        this.publication = publication;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.freshness = Freshness.nothingYet(clock.instant());
        this.worker = new ScheduledThreadPoolExecutor(1, threads);
    }

    void start() {
        worker.scheduleWithFixedDelay(() -> ask(false), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** See {@link ReadModel#refreshReleases}; done when it was asked, or was asked so recently that it isn't. */
    Future<?> refresh() {
        return worker.submit(() -> ask(true));
    }

    /** See {@link ReadModel#release}. */
    ReleaseEntry complete(ReleaseEntry entry) {
        return entry.project().isPresent()
                ? entry
                : new ReleaseEntry(entry.release(), Optional.of(read(entry.release())));
    }

    private Project read(Release release) {
        return contents.of(
                release, () -> validator.judged(ProjectReader.read(source.get().files(release), release.version())));
    }

    private void ask(boolean wanted) {
        if (wanted && asked && nanoTime.getAsLong() - askedAt < SHORTEST.toNanos()) {
            return;
        }
        asked = true;
        askedAt = nanoTime.getAsLong();
        try {
            releases = source.get().releases(wanted);
            ignored = source.get().ignoredTags();
            var now = validator.basis();
            contents.keepOnly(now.equals(basis) ? releases : List.of());
            basis = now;
            freshness = Freshness.confirmed(clock.instant());
            publish();
            worker.execute(this::readSome);
        } catch (ApsException e) {
            freshness = freshness.warned(clock.instant(), e.getMessage());
            publish();
        } catch (RuntimeException e) {
            // Anything that got out would end the asking for good.
            LOGGER.log(Level.WARNING, "the releases of repository " + name + " could not be listed", e);
            freshness = freshness.warned(clock.instant(), "its releases could not be listed; the log says why");
            publish();
        }
    }

    private void readSome() {
        var until = System.nanoTime() + SLICE.toNanos();
        var wanted = releases.stream()
                .sorted(Comparator.comparing(Release::latest)
                        .thenComparing(Release::createdAt)
                        .reversed())
                .limit(ReleaseContents.MOST)
                .filter(release -> !contents.has(release))
                .toList();
        for (var release : wanted) {
            if (System.nanoTime() >= until) {
                publish();
                worker.execute(this::readSome);
                return;
            }
            try {
                read(release);
            } catch (RuntimeException e) {
                contents.unreadable(release);
                LOGGER.log(Level.WARNING, "release {0} of repository {1} could not be read: {2}", new Object[] {
                    release.id(), name, e.getMessage()
                });
            }
        }
        publish();
    }

    private void publish() {
        var entries = releases.stream()
                .map(release -> new ReleaseEntry(release, contents.find(release)))
                .toList();
        var view = new RepositoryView(name, entries, ignored, freshness);
        publication.publish(snapshot -> snapshot.with(view));
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
