package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceConditionBuilder;
import io.fabric8.kubernetes.api.model.NamespaceSpec;
import io.fabric8.kubernetes.api.model.NamespaceStatus;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Removed;
import io.jenkins.plugins.aps.core.cluster.Contents;
import io.jenkins.plugins.aps.core.cluster.Remnant;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How deleted objects go in a cluster of maps: finalizers hold them, some pods never end, a namespace goes when empty. */
final class FakeRemnants {
    private final Map<ObjectRef, HasMetadata> objects;
    private final List<HasMetadata> shown;
    /** Pods that end only when nobody waits for their node. */
    final Set<String> endless = new HashSet<>();

    /** Whether a namespace that was looked at once is not looked at again until it is written. */
    boolean backsOff;

    final List<String> unlisted = new ArrayList<>();
    final List<String> deadApis = new ArrayList<>();

    FakeRemnants(Map<ObjectRef, HasMetadata> objects, List<HasMetadata> shown) {
        this.objects = objects;
        this.shown = shown;
    }

    /** As {@code objects} is keyed. */
    static ObjectRef ref(HasMetadata object) {
        var namespace = object instanceof Namespace ? "" : object.getMetadata().getNamespace();
        return new ObjectRef(
                object.getApiVersion(),
                object.getKind(),
                namespace == null ? "" : namespace,
                object.getMetadata().getName());
    }

    Removed delete(ObjectRef ref, String uid) {
        var object = objects.get(ref);
        if (object == null) {
            return Removed.ABSENT;
        }
        if (!uid.equals(object.getMetadata().getUid())) {
            return Removed.REPLACED;
        }
        object.getMetadata().setDeletionTimestamp("2026-11-24T04:00:00Z");
        settle();
        return objects.containsKey(ref) ? Removed.GOING : Removed.GONE;
    }

    Contents contents(String namespace) {
        var found = objects.entrySet().stream()
                .filter(e -> e.getKey().namespace().equals(namespace))
                .map(e -> new Remnant(e.getKey(), "things", e.getValue().getMetadata()))
                .toList();
        return new Contents(found, unlisted, deadApis);
    }

    void deleteNow(Remnant pod) {
        endless.remove(pod.ref().name());
        settle();
    }

    boolean removeFinalizers(Remnant object, List<String> names) {
        var left = new ArrayList<>(object.finalizers());
        left.removeAll(names);
        Optional.ofNullable(objects.get(object.ref()))
                .ifPresent(o -> o.getMetadata().setFinalizers(left));
        settle();
        return true;
    }

    boolean touchNamespace() {
        backsOff = false;
        settle();
        return true;
    }

    boolean finalizeNamespace(Namespace read) {
        read.setSpec(new NamespaceSpec());
        settle();
        return true;
    }

    /** What may go goes; with a namespace that is deleted, all that is in it is. */
    void settle() {
        objects.values().stream()
                .filter(o -> o instanceof Namespace && deleting(o))
                .forEach(namespace -> objects.forEach((ref, object) -> {
                    if (ref.namespace().equals(namespace.getMetadata().getName())) {
                        object.getMetadata().setDeletionTimestamp("2026-11-24T04:00:00Z");
                    }
                }));
        objects.values().removeIf(o -> !(o instanceof Namespace) && deleting(o) && !held(o));
        if (backsOff && objects.values().stream().anyMatch(FakeRemnants::described)) {
            return;
        }
        objects.values().removeIf(o -> o instanceof Namespace && deleting(o) && !held(o) && isEmpty(o));
        shown.removeIf(o -> !objects.containsKey(ref(o)));
        objects.values().stream().filter(Namespace.class::isInstance).forEach(n -> describe((Namespace) n));
    }

    private static boolean described(HasMetadata object) {
        return object instanceof Namespace namespace && namespace.getStatus() != null;
    }

    private void describe(Namespace namespace) {
        if (deleting(namespace)) {
            var remaining = new NamespaceConditionBuilder()
                    .withType("NamespaceContentRemaining")
                    .withStatus(isEmpty(namespace) ? "False" : "True")
                    .withMessage("Some resources are remaining: configmaps. has 1 resource instances")
                    .build();
            var status = new NamespaceStatus();
            status.setConditions(List.of(remaining));
            namespace.setStatus(status);
        }
    }

    private boolean isEmpty(HasMetadata namespace) {
        return deadApis.isEmpty()
                && objects.keySet().stream().noneMatch(ref -> ref.namespace()
                        .equals(namespace.getMetadata().getName()));
    }

    private static boolean deleting(HasMetadata object) {
        return object.getMetadata().getDeletionTimestamp() != null;
    }

    private boolean held(HasMetadata object) {
        var finalizers = object.getMetadata().getFinalizers();
        var spec = object instanceof Namespace n && n.getSpec() != null
                ? n.getSpec().getFinalizers()
                : List.of();
        return finalizers != null && !finalizers.isEmpty()
                || !spec.isEmpty()
                || object.getKind().equals("Pod")
                        && endless.contains(object.getMetadata().getName());
    }
}
