package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Watched;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What there is of an application while it is deployed, as metadata: what is watched from the watches, all else by one
 * list a kind, which serves the waves that follow at once. For one turn at a time.
 */
final class Seen {
    /** Waves in which nothing changes follow each other in no time; what is older is asked for again. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final DeployRun run;
    private final Map<ObjectRef, Listed> lists = new HashMap<>();

    Seen(DeployRun run) {
        this.run = run;
    }

    /** A kind, as listed then. */
    private record Listed(Instant at, Map<ObjectRef, ObjectMeta> objects) {}

    /**
     * Looks at objects.
     *
     * @param next a turn: is given the metadata of those that are there
     */
    void look(Collection<ObjectRef> refs, Consumer<Map<ObjectRef, ObjectMeta>> next) {
        var watched = watched();
        var missing = new HashSet<ObjectRef>();
        for (var ref : refs) {
            var kind = kind(ref);
            if (!isIn(watched, ref) && !ref.namespace().isEmpty() && fresh(kind).isEmpty()) {
                missing.add(kind);
            }
        }
        if (missing.isEmpty()) {
            next.accept(found(refs, watched));
            return;
        }
        run.ask(() -> run.cluster().metadata(run.application(), missing), listed -> {
            missing.forEach(kind -> lists.put(kind, new Listed(run.now(), of(kind, listed))));
            next.accept(found(refs, watched));
        });
    }

    private Map<ObjectRef, ObjectMeta> found(Collection<ObjectRef> refs, Optional<Map<ObjectRef, ObjectMeta>> watched) {
        var found = new HashMap<ObjectRef, ObjectMeta>();
        for (var ref : refs) {
            var seen = isIn(watched, ref)
                    ? watched.get().get(ref)
                    : fresh(kind(ref)).map(list -> list.objects().get(ref)).orElse(null);
            if (seen != null) {
                found.put(ref, seen);
            }
        }
        return found;
    }

    private Optional<Listed> fresh(ObjectRef kind) {
        return Optional.ofNullable(lists.get(kind))
                .filter(list -> run.now().isBefore(list.at().plus(FRESH)));
    }

    /** Empty while the watches show nothing yet, or perhaps what was. */
    private Optional<Map<ObjectRef, ObjectMeta>> watched() {
        Watched view = run.view();
        if (!view.synced() || !view.trouble().isEmpty()) {
            return Optional.empty();
        }
        var objects = new HashMap<ObjectRef, ObjectMeta>();
        view.objects().forEach(object -> objects.put(ref(object), object.getMetadata()));
        return Optional.of(objects);
    }

    private static boolean isIn(Optional<Map<ObjectRef, ObjectMeta>> watched, ObjectRef ref) {
        return watched.isPresent() && (ref.kind().equals("Namespace") || ClusterClient.SEEN_KINDS.contains(ref.kind()));
    }

    private static Map<ObjectRef, ObjectMeta> of(ObjectRef kind, Map<ObjectRef, ObjectMeta> listed) {
        var objects = new HashMap<ObjectRef, ObjectMeta>();
        listed.forEach((ref, metadata) -> {
            if (kind(ref).equals(kind)) {
                objects.put(ref, metadata);
            }
        });
        return objects;
    }

    private static ObjectRef kind(ObjectRef ref) {
        return new ObjectRef(ref.apiVersion(), ref.kind(), ref.namespace(), "");
    }

    private static ObjectRef ref(HasMetadata object) {
        return new ObjectRef(
                object.getApiVersion(),
                object.getKind(),
                Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""),
                object.getMetadata().getName());
    }
}
