package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Some kinds, watched in all namespaces or in one. */
final class ScopeWatch {
    private final List<KindWatch<?>> kinds = new ArrayList<>();

    ScopeWatch(
            Connection connection,
            List<WatchedKind> watched,
            String namespace,
            KindWatch.Heard heard,
            KindWatch.Restarts restarts) {
        var scope = KindWatch.Scope.of(namespace);
        for (var kind : watched) {
            kinds.add(new KindWatch<>(connection, kind.type(), kind, scope, heard, restarts));
        }
    }

    void start() {
        kinds.forEach(KindWatch::start);
    }

    void stop() {
        kinds.forEach(KindWatch::stop);
    }

    void restartWhatEnded() {
        kinds.forEach(KindWatch::restartIfEnded);
    }

    boolean synced() {
        return kinds.stream().allMatch(KindWatch::synced);
    }

    List<HasMetadata> objects(String application) {
        var objects = new ArrayList<HasMetadata>();
        kinds.forEach(kind -> objects.addAll(kind.objects(application)));
        return objects;
    }

    /** The namespaces that are watched. */
    List<HasMetadata> namespaces() {
        return namespaceKinds()
                .<HasMetadata>flatMap(kind -> kind.objects().stream())
                .toList();
    }

    /** An application's own. */
    Optional<HasMetadata> namespace(String application) {
        return namespaceKinds()
                .<HasMetadata>flatMap(kind -> kind.objects(application).stream())
                .findFirst();
    }

    private Stream<KindWatch<?>> namespaceKinds() {
        return kinds.stream().filter(KindWatch::isOfNamespaces);
    }

    String trouble() {
        return kinds.stream()
                .map(KindWatch::trouble)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }
}
