package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.jenkins.plugins.aps.core.model.ConnectFailure;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One kind, watched for as long as it is not stopped: what ends an informer (by default nearly every error does, and
 * silently) starts another one, with the credential of then. The old one's objects are shown until the new one has its
 * first list, so that nothing seems to be gone that is only not seen.
 */
final class KindWatch<T extends HasMetadata> {
    private static final Logger LOGGER = Logger.getLogger(KindWatch.class.getName());
    private static final String BY_APPLICATION = "application";

    private final Connection connection;
    private final Class<T> type;
    private final WatchedKind kind;
    private final Scope scope;
    private final Heard heard;
    private final Restarts restarts;
    private volatile SharedIndexInformer<T> shown;
    private volatile SharedIndexInformer<T> newest;
    private volatile String trouble = "";
    /** Why the watch can't begin again; it has begun once, so that the informer takes itself for watching. */
    private volatile String reconnecting = "";

    private final WatchFaults.Listener faults = new Reconnects();
    private volatile boolean stopped;

    KindWatch(Connection connection, Class<T> type, WatchedKind kind, Scope scope, Heard heard, Restarts restarts) {
        this.connection = connection;
        this.type = type;
        this.kind = kind;
        this.scope = scope;
        this.heard = heard;
        this.restarts = restarts;
    }

    /**
     * What is watched of a kind, besides that it has our label.
     *
     * @param namespace the only one to watch; empty: all
     * @param labels that it has too
     * @param application which one an object belongs to
     */
    record Scope(String namespace, Map<String, String> labels, Function<HasMetadata, String> application) {
        /** What applications consist of. */
        static Scope of(String namespace) {
            return new Scope(namespace, Map.of(), Labels::application);
        }
    }

    /**
     * Who is told.
     *
     * @param changed an application of which something changed; empty: perhaps of all
     * @param forbidden our account may not watch like this
     */
    record Heard(Consumer<String> changed, Runnable forbidden) {}

    /** When, and on which thread, a watch that ended begins again. */
    record Restarts(ScheduledExecutorService timer, Duration after) {
        void execute(Runnable work) {
            if (!timer.isShutdown()) {
                timer.execute(work);
            }
        }

        void schedule(Runnable restart) {
            if (!timer.isShutdown()) {
                var unused = timer.schedule(restart, after.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    void start() {
        if (stopped) {
            return;
        }
        var client = connection.client();
        connection.faults().listen(path(), faults);
        var informer = selected(client).runnableInformer(0);
        informer.addIndexers(
                Map.of(BY_APPLICATION, object -> List.of(scope.application().apply(object))));
        informer.exceptionHandler((started, error) -> goesOn(client, error));
        informer.addEventHandler(new Handler<>(
                object -> heard.changed().accept(scope.application().apply(object))));
        newest = informer;
        if (shown == null) {
            shown = informer;
        }
        informer.stopped().whenComplete((nothing, error) -> again(informer));
        informer.start().whenComplete((nothing, error) -> {
            if (error == null) {
                shown = informer;
                heard.changed().accept("");
            }
        });
        if (stopped) {
            informer.stop();
        }
    }

    void stop() {
        stopped = true;
        connection.faults().forget(path(), faults);
        for (var informer : new SharedIndexInformer<?>[] {shown, newest}) {
            if (informer != null) {
                informer.stop();
            }
        }
    }

    boolean isOfNamespaces() {
        return !kind.namespaced();
    }

    boolean synced() {
        return shown != null && shown.hasSynced();
    }

    List<T> objects(String application) {
        return shown == null ? List.of() : shown.getIndexer().byIndex(BY_APPLICATION, application);
    }

    List<T> objects() {
        return shown == null ? List.of() : shown.getIndexer().list();
    }

    String trouble() {
        var watching = newest;
        return watching != null && watching.isWatching() ? reconnecting : trouble;
    }

    private String path() {
        return ApiPath.collection(new ObjectRef(kind.apiVersion(), kind.kind(), scope.namespace(), ""));
    }

    private Informable<T> selected(KubernetesClient client) {
        var resources = client.resources(type);
        var placed =
                scope.namespace().isEmpty() ? resources.inAnyNamespace() : resources.inNamespace(scope.namespace());
        // In pages: thousands of objects in one answer would take longer than a request may.
        return placed.withLabel(Labels.MANAGED_BY, Labels.US).withLabels(scope.labels());
    }

    /** Whether fabric8 shall try again by itself. */
    private boolean goesOn(KubernetesClient client, Throwable error) {
        var code = code(error);
        trouble = "watching " + ApiPath.plural(kind.kind()) + " failed: " + why(client, error, code);
        LOGGER.log(Level.FINE, "cluster {0}: {1}", new Object[] {connection.name(), trouble});
        heard.changed().accept("");
        if (code == 401) {
            restarts.execute(() -> renew(() -> connection.renew(client)));
        }
        if (code == 403) {
            restarts.execute(heard.forbidden());
        }
        return code != 401 && code != 403 && connection.client() == client;
    }

    private void renew(Runnable renewal) {
        try {
            renewal.run();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "cluster {0}: the credential could not be renewed: {1}", new Object[] {
                connection.name(), e.getMessage()
            });
        }
    }

    private void again(SharedIndexInformer<T> ended) {
        if (!stopped && newest == ended) {
            restarts.schedule(() -> restart(ended));
        }
    }

    /** At once; what was scheduled for the one that ended finds it replaced. */
    void restartIfEnded() {
        var last = newest;
        if (last != null && last.stopped().toCompletableFuture().isDone()) {
            restart(last);
        }
    }

    private void restart(SharedIndexInformer<T> ended) {
        if (newest != ended) {
            return;
        }
        try {
            start();
        } catch (RuntimeException e) {
            trouble = "watching " + ApiPath.plural(kind.kind()) + " failed: " + e.getMessage();
            if (!stopped) {
                restarts.schedule(() -> restart(ended));
            }
        }
    }

    private static int code(Throwable error) {
        for (var cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException answer && answer.getCode() != 0) {
                return answer.getCode();
            }
        }
        return 0;
    }

    private static String why(KubernetesClient client, Throwable error, int code) {
        if (code != 0) {
            return "HTTP " + code;
        }
        var connect = ConnectFailure.of(error);
        if (connect.isPresent()) {
            var uri = client.getMasterUrl();
            return connect.get().told(uri.getHost() + (uri.getPort() > 0 ? ":" + uri.getPort() : ""));
        }
        var deepest = error;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }

    /** What becomes of the watch when it was cut and begins again. */
    private final class Reconnects implements WatchFaults.Listener {
        @Override
        public void failed(int number, int code, String why) {
            reconnecting = "watching " + ApiPath.plural(kind.kind()) + " failed: " + why;
            if (code == 401) {
                restarts.execute(() -> renew(() -> connection.renew(number)));
            }
            heard.changed().accept("");
        }

        @Override
        public void begun() {
            if (!reconnecting.isEmpty()) {
                reconnecting = "";
                heard.changed().accept("");
            }
        }
    }

    /** Tells which application changed, and nothing else: who wants to know looks at the objects. */
    private record Handler<T extends HasMetadata>(Consumer<T> changed) implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T object) {
            changed.accept(object);
        }

        @Override
        public void onUpdate(T before, T after) {
            changed.accept(after);
        }

        @Override
        public void onDelete(T object, boolean finalStateUnknown) {
            changed.accept(object);
        }
    }
}
