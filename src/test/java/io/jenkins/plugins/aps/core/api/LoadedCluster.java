package io.jenkins.plugins.aps.core.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.Doors;
import io.jenkins.plugins.aps.core.cluster.RecordStore;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A cluster as far as the read model asks it, with watches that show what a test wants. Safe for many threads. */
final class LoadedCluster {
    private final Map<String, LoadedApplication> applications = new ConcurrentSkipListMap<>();
    private final AtomicInteger versionsRead = new AtomicInteger();
    private volatile Consumer<String> changed;
    /** Why the watches are broken; empty: they aren't. */
    volatile String trouble = "";
    /** What becomes of the question for an application's version. */
    volatile Consumer<String> asked = application -> {};

    void add(LoadedApplication application) {
        applications.put(application.name(), application);
    }

    void remove(String application) {
        applications.remove(application);
    }

    LoadedApplication get(String application) {
        return applications.get(application);
    }

    Set<String> names() {
        return applications.keySet();
    }

    /** A watch tells of a change; of all, with the empty string. */
    void tell(String application) {
        changed.accept(application);
    }

    int versionsRead() {
        return versionsRead.get();
    }

    ClusterClient client() {
        var records = only(RecordStore.class, Map.of("kept", arguments -> {
            asked.accept((String) arguments[0]);
            versionsRead.incrementAndGet();
            return Optional.of(applications.get((String) arguments[0]).kept());
        }));
        var doors = only(Doors.class, Map.of());
        return only(
                ClusterClient.class,
                Map.of("records", arguments -> records, "doors", arguments -> doors, "overview", arguments -> {
                    @SuppressWarnings("unchecked")
                    var heard = (Consumer<String>) arguments[0];
                    changed = heard;
                    return new Overview();
                }));
    }

    private final class Overview implements ClusterClient.Overview {
        @Override
        public boolean synced() {
            return true;
        }

        @Override
        public String trouble() {
            return trouble;
        }

        @Override
        public Set<String> applications() {
            return applications.keySet();
        }

        @Override
        public Set<String> unrecorded() {
            return Set.of();
        }

        @Override
        public boolean isUnrecorded(String application) {
            return false;
        }

        @Override
        public Optional<RecordStore.Entry> record(String application) {
            return Optional.ofNullable(applications.get(application)).map(LoadedApplication::record);
        }

        @Override
        public Optional<List<HasMetadata>> objects(String application) {
            return Optional.of(Optional.ofNullable(applications.get(application))
                    .map(LoadedApplication::objects)
                    .orElse(List.of()));
        }

        @Override
        public void close() {}
    }

    private interface Method {
        Object answer(Object[] arguments);
    }

    /** What the model asks of a cluster, and nothing else. */
    private static <T> T only(Class<T> type, Map<String, Method> methods) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    var known = methods.get(method.getName());
                    if (known == null) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return known.answer(arguments);
                }));
    }
}
