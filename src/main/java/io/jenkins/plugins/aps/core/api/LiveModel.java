package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.Health;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import io.jenkins.plugins.aps.core.view.ClusterView;
import io.jenkins.plugins.aps.core.view.Freshness;
import io.jenkins.plugins.aps.core.view.ReleaseEntry;
import io.jenkins.plugins.aps.core.view.RepositoryView;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@link ReadModel}, fed by one feed a cluster and one a repository. */
final class LiveModel implements ReadModel, AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(LiveModel.class.getName());
    private static final String LATEST = "latest";
    /** So long a cluster may take to tell details, before there are none. */
    private static final long PATIENCE_SECONDS = 5;

    /** Applications that are read with their details at the same time. */
    private static final int READINGS = 2;

    private final Publication publication;
    private final OperationTails tails;
    private final DetailsDesk details;
    private final ExecutorService readings;
    private final Map<String, ClusterFeed> clusters = new LinkedHashMap<>();
    private final Map<String, RepositoryFeed> repositories = new LinkedHashMap<>();

    /**
     * Begins to read everything.
     *
     * @param readers of a cluster by its name; may block, and throw
     * @param runsHere whether this process runs an operation of this id
     */
    LiveModel(
            ApsSettings settings,
            Connections connections,
            ReleaseValidator validator,
            Function<String, InstanceReader> readers,
            Predicate<String> runsHere,
            OperationTails tails,
            ThreadFactory threads,
            InstantSource clock) {
        this.tails = tails;
        this.readings = Executors.newFixedThreadPool(READINGS, threads);
        this.details = new DetailsDesk(
                (cluster, application) -> read(readers, cluster, application), readings, System::nanoTime);
        var now = clock.instant();
        var nothing = Freshness.nothingYet(now);
        // The time of the start: higher than any version that an earlier process counted up to.
        publication = new Publication(new Snapshot(
                now.toEpochMilli(),
                settings.clusters().stream()
                        .map(each -> new ClusterView(each.name(), List.of(), nothing))
                        .toList(),
                settings.repositories().stream()
                        .map(each -> new RepositoryView(each.name(), List.of(), nothing))
                        .toList()));
        for (var each : settings.clusters()) {
            clusters.put(
                    each.name(),
                    new ClusterFeed(
                            each.name(),
                            () -> connections.cluster(each.name()),
                            cluster -> new ClusterRows(cluster, each, runsHere, clock),
                            publication,
                            threads,
                            clock));
        }
        for (var each : settings.repositories()) {
            repositories.put(
                    each.name(),
                    new RepositoryFeed(
                            each.name(),
                            () -> connections.repository(each.name()),
                            validator,
                            settings.releaseInterval(),
                            publication,
                            threads,
                            clock,
                            System::nanoTime));
        }
        clusters.values().forEach(ClusterFeed::start);
        repositories.values().forEach(RepositoryFeed::start);
    }

    @Override
    public Snapshot snapshot() {
        return publication.current();
    }

    @Override
    public CompletableFuture<Snapshot> after(long version, Duration timeout) {
        return publication.after(version, timeout);
    }

    @Override
    public Optional<Instance> instance(String cluster, String application) {
        return entry(cluster, application).map(ApplicationEntry::instance);
    }

    @Override
    public CompletableFuture<Optional<ApplicationEntry>> details(String cluster, String application) {
        var view = snapshot().cluster(cluster);
        if (view.flatMap(each -> each.find(application)).isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var name = view.get().name();
        var read = details.of(name, application).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return read.handle((instance, error) -> {
            if (error != null) {
                LOGGER.log(Level.FINE, "application " + application + " could not be read", error);
            }
            var now = entry(name, application);
            return error == null ? now.map(entry -> entry.with(instance.services())) : now;
        });
    }

    /** Only what does not run has said something that is worth a question. */
    private Instance read(Function<String, InstanceReader> readers, String cluster, String application) {
        clusters.get(cluster).wanted(application);
        return instance(cluster, application)
                .filter(known -> known.services().stream().allMatch(each -> each.health() == Health.GREEN))
                .orElseGet(() -> readers.apply(cluster).read(application));
    }

    private Optional<ApplicationEntry> entry(String cluster, String application) {
        return snapshot().cluster(cluster).flatMap(view -> view.find(application));
    }

    @Override
    public Optional<ReleaseEntry> release(String repository, String project, String version) {
        return snapshot().repository(repository).flatMap(view -> view.releases().stream()
                .filter(each -> each.release().project().equals(project))
                .filter(each -> version.toLowerCase(Locale.ROOT).equals(LATEST)
                        ? each.release().latest()
                        : String.valueOf(each.release().version()).equals(version))
                .findFirst()
                .map(entry -> repositories.get(view.name()).complete(entry)));
    }

    @Override
    public void refreshReleases(String repository) {
        snapshot()
                .repository(repository)
                .ifPresent(view -> repositories.get(view.name()).refresh());
    }

    @Override
    public Optional<Tail> events(String operation) {
        return tails.of(operation);
    }

    @Override
    public void close() {
        readings.shutdownNow();
        clusters.values().forEach(ClusterFeed::close);
        repositories.values().forEach(RepositoryFeed::close);
    }
}
