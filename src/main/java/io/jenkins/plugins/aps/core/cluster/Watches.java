package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Watched;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

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
    private final Duration linger;
    private final ScheduledExecutorService timer;
    private final KindWatch.Restarts restarts;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final Map<String, ScopeWatch> namespaces = new HashMap<>();
    private ScopeWatch everywhere;
    private boolean oneByOne;

    Watches(Connection connection, Duration linger, Duration restart) {
        this.connection = connection;
        this.linger = linger;
        timer = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("aps-watch-" + connection.name()));
        restarts = new KindWatch.Restarts(timer, restart);
    }

    Watched watch(String application, Runnable changed) {
        var watcher = new Watcher(application, changed);
        watchers.add(watcher);
        timer.execute(this::startWhatIsNeeded);
        return watcher;
    }

    @Override
    public synchronized void close() {
        watchers.clear();
        timer.shutdownNow();
        stopWhatIsNot();
    }

    private synchronized void startWhatIsNeeded() {
        if (watchers.isEmpty() || timer.isShutdown()) {
            return;
        }
        if (!oneByOne && everywhere == null) {
            everywhere = started(
                    new ScopeWatch(connection, "", new KindWatch.Heard(this::changed, this::watchOneByOne), restarts));
        }
        if (oneByOne) {
            for (var watcher : watchers) {
                namespaces.computeIfAbsent(
                        watcher.application,
                        namespace -> started(new ScopeWatch(
                                connection, namespace, new KindWatch.Heard(this::changed, () -> {}), restarts)));
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
        startWhatIsNeeded();
    }

    /** Our account has just got its rights in a namespace: what was refused there is not left alone any longer. */
    synchronized void allowed(String namespace) {
        var scope = namespaces.get(namespace);
        if (scope != null) {
            timer.execute(scope::restartWhatEnded);
        }
    }

    private synchronized void stopWhatIsNot() {
        if (watchers.isEmpty() && everywhere != null) {
            everywhere.stop();
            everywhere = null;
        }
        namespaces.entrySet().removeIf(entry -> {
            var needed = watchers.stream().anyMatch(watcher -> watcher.application.equals(entry.getKey()));
            if (!needed) {
                entry.getValue().stop();
            }
            return !needed;
        });
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
            return scope != null && scope.synced();
        }

        @Override
        public List<HasMetadata> objects() {
            var scope = scope(application);
            return scope == null ? List.of() : scope.objects(application);
        }

        @Override
        public String trouble() {
            var scope = scope(application);
            return scope == null ? "the watches have not begun" : scope.trouble();
        }

        @Override
        public void close() {
            if (watchers.remove(this) && !timer.isShutdown()) {
                timer.schedule(Watches.this::stopWhatIsNot, linger.toMillis(), TimeUnit.MILLISECONDS);
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
