package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * The watches of one cluster, shared by everybody who watches an application: one informer a kind over all namespaces, or,
 * where our account may not do that, one a kind for each watched namespace. They begin with the first watcher and end a
 * while after the last.
 */
final class Watches implements AutoCloseable {
    /** Operations and page views follow each other: informers that are still there cost less than new lists. */
    static final Duration LINGER = Duration.ofMinutes(5);

    /** How long what ended a watch is left alone. */
    static final Duration RESTART = Duration.ofSeconds(5);

    private static final Logger LOGGER = Logger.getLogger(Watches.class.getName());

    private final Connection connection;
    private final Predicate<String> mayWatch;
    private final Duration linger;
    private final ScheduledExecutorService timer;
    private final KindWatch.Restarts restarts;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    /** Those who want to hear of every application. */
    private final Set<Consumer<String>> everybody = ConcurrentHashMap.newKeySet();

    private final Map<String, ScopeWatch> namespaces = new HashMap<>();
    /** Namespaces in which we may not watch yet: they are not there, or our rights are not. */
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private ScopeWatch everywhere;
    /** The namespaces themselves, where what is in them is watched one by one. */
    private ScopeWatch bare;

    private boolean oneByOne;

    /** @param mayWatch whether our account may watch a namespace, or {@link Reviews#EVERYWHERE}; blocks */
    Watches(Connection connection, Predicate<String> mayWatch, Duration linger, Duration restart) {
        this.connection = connection;
        this.mayWatch = mayWatch;
        this.linger = linger;
        timer = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("aps-watch-" + connection.name()));
        restarts = new KindWatch.Restarts(timer, restart);
    }

    Watched watch(String application, Runnable changed) {
        var watcher = new Watcher(application, changed);
        watchers.add(watcher);
        timer.execute(this::askAndStart);
        return watcher;
    }

    /**
     * Begins to tell of every application, as far as all are watched. Returns at once.
     *
     * @param changed an application of which something changed; empty: perhaps of all
     */
    void hear(Consumer<String> changed) {
        everybody.add(changed);
        timer.execute(this::askAndStart);
    }

    void forget(Consumer<String> changed) {
        if (everybody.remove(changed)) {
            stopLater();
        }
    }

    /** What shows the objects of all applications; empty: it has not begun, or each is watched by itself. */
    synchronized Optional<ScopeWatch> everywhere() {
        return Optional.ofNullable(everywhere);
    }

    /** What shows the namespaces of all applications, whatever else is watched; empty: it has not begun. */
    synchronized Optional<ScopeWatch> namespaces() {
        return Optional.ofNullable(everywhere != null ? everywhere : bare);
    }

    /** Whether our account may not watch all namespaces. */
    synchronized boolean isOneByOne() {
        return oneByOne;
    }

    KindWatch.Restarts restarts() {
        return restarts;
    }

    private boolean isWanted() {
        return !watchers.isEmpty() || !everybody.isEmpty();
    }

    private void stopLater() {
        if (!timer.isShutdown()) {
            timer.schedule(this::stopWhatIsNot, linger.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void close() {
        watchers.clear();
        everybody.clear();
        timer.shutdownNow();
        stopWhatIsNot();
    }

    /** On our own thread, and without the lock, as questions to the cluster take their time. */
    private void askAndStart() {
        if (beginsEverywhere() && !mayWatch.test(Reviews.EVERYWHERE)) {
            watchOneByOne();
        }
        for (var namespace : toBegin()) {
            if (mayWatch.test(namespace)) {
                refused.remove(namespace);
            } else if (refused.add(namespace)) {
                restarts.schedule(() -> {
                    refused.remove(namespace);
                    askAndStart();
                });
            }
        }
        startWhatIsNeeded();
    }

    private synchronized boolean beginsEverywhere() {
        return !oneByOne && everywhere == null && isWanted();
    }

    /** The namespaces of watchers that are not watched yet. */
    private synchronized Set<String> toBegin() {
        return oneByOne
                ? watchers.stream()
                        .map(watcher -> watcher.application)
                        .filter(namespace -> !namespaces.containsKey(namespace))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private synchronized void startWhatIsNeeded() {
        if (!isWanted() || timer.isShutdown()) {
            return;
        }
        if (!oneByOne && everywhere == null) {
            everywhere = started(new ScopeWatch(
                    connection,
                    WatchedKind.ALL,
                    "",
                    new KindWatch.Heard(this::changed, this::watchOneByOne),
                    restarts));
        }
        if (oneByOne) {
            var heard = new KindWatch.Heard(this::changed, () -> {});
            if (bare == null) {
                bare = started(new ScopeWatch(connection, WatchedKind.NAMESPACES, "", heard, restarts));
            }
            for (var watcher : watchers) {
                if (refused.contains(watcher.application)) {
                    continue;
                }
                namespaces.computeIfAbsent(
                        watcher.application,
                        namespace ->
                                started(new ScopeWatch(connection, WatchedKind.INSIDE, namespace, heard, restarts)));
            }
        }
    }

    private static ScopeWatch started(ScopeWatch scope) {
        scope.start();
        return scope;
    }

    /** Our account may not watch all namespaces: from now on each application's own. */
    private synchronized void watchOneByOne() {
        if (oneByOne) {
            return;
        }
        oneByOne = true;
        LOGGER.log(
                Level.INFO,
                "our account at cluster {0} may not watch all namespaces: applications are watched one by one",
                connection.name());
        if (everywhere != null) {
            everywhere.stop();
            everywhere = null;
        }
        timer.execute(this::askAndStart);
    }

    /** Our account has just got its rights in a namespace: what was refused there is not left alone any longer. */
    synchronized void allowed(String namespace) {
        var scope = namespaces.get(namespace);
        refused.remove(namespace);
        timer.execute(scope == null ? this::askAndStart : scope::restartWhatEnded);
    }

    private synchronized void stopWhatIsNot() {
        if (!isWanted()) {
            for (var scope : Arrays.asList(everywhere, bare)) {
                if (scope != null) {
                    scope.stop();
                }
            }
            everywhere = null;
            bare = null;
        }
        namespaces.entrySet().removeIf(entry -> {
            var needed = watchers.stream().anyMatch(watcher -> watcher.application.equals(entry.getKey()));
            if (!needed) {
                entry.getValue().stop();
            }
            return !needed;
        });
    }

    /** Where we may not look into a namespace, because it is not there, nothing is missed. */
    private synchronized boolean knownToBeAbsent(String application) {
        return bare != null
                && bare.synced()
                && bare.trouble().isEmpty()
                && bare.objects(application).isEmpty();
    }

    private synchronized boolean bareSynced() {
        return bare == null || bare.synced();
    }

    private synchronized List<HasMetadata> bareObjects(String application) {
        return bare == null ? List.of() : bare.objects(application);
    }

    private synchronized ScopeWatch scope(String application) {
        return oneByOne ? namespaces.get(application) : everywhere;
    }

    /** Wakes the watchers of an application; of all where it is not known which one it is. */
    private void changed(String application) {
        for (var watcher : watchers) {
            if (application.isEmpty() || watcher.application.equals(application)) {
                watcher.wake();
            }
        }
        everybody.forEach(each -> each.accept(application));
    }

    /** Somebody who watches an application. */
    private final class Watcher implements Watched {
        private final String application;
        private final Runnable changed;

        Watcher(String application, Runnable changed) {
            this.application = application;
            this.changed = changed;
        }

        @Override
        public boolean synced() {
            var scope = scope(application);
            return scope == null ? knownToBeAbsent(application) : scope.synced() && bareSynced();
        }

        @Override
        public List<HasMetadata> objects() {
            var scope = scope(application);
            var objects = new ArrayList<>(bareObjects(application));
            if (scope != null) {
                objects.addAll(scope.objects(application));
            }
            return objects;
        }

        @Override
        public String trouble() {
            var scope = scope(application);
            if (scope != null) {
                return scope.trouble();
            }
            if (knownToBeAbsent(application)) {
                return "";
            }
            return refused.contains(application)
                    ? "our account may not watch namespace '" + application + "' yet"
                    : "the watches have not begun";
        }

        @Override
        public void close() {
            if (watchers.remove(this)) {
                stopLater();
            }
        }

        private void wake() {
            try {
                changed.run();
            } catch (RuntimeException e) {
                LOGGER.log(Level.WARNING, "a watcher of application " + application + " failed", e);
            }
        }
    }
}
