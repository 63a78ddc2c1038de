package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.plan.Planner;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What says of itself that it is an application's: by our labels, and by the field manager that wrote it. Without a record
 * nothing proves more. Blocks.
 */
final class LabelledObjects {
    /** What applications consist of. */
    private static final List<ObjectRef> KINDS = List.of(
            kind("v1", "ServiceAccount"),
            kind("v1", "ConfigMap"),
            kind("v1", "Secret"),
            kind("v1", "PersistentVolumeClaim"),
            kind("v1", "Service"),
            kind("apps/v1", "Deployment"),
            kind("apps/v1", "StatefulSet"),
            kind("networking.k8s.io/v1", "Ingress"));

    private final ObjectReader reader;
    private final MetadataReader metadata;

    LabelledObjects(ObjectReader reader, MetadataReader metadata) {
        this.reader = reader;
        this.metadata = metadata;
    }

    private static ObjectRef kind(String apiVersion, String kind) {
        return new ObjectRef(apiVersion, kind, "", "");
    }

    /**
     * Of one application's namespace.
     *
     * @param named what may be there of kinds that our account may not list, but get
     * @param unread told the kinds that it may not list, and those of the named that it may not get
     */
    Map<ObjectRef, ClusterClient.Labelled> of(String application, Set<ObjectRef> named, Consumer<ObjectRef> unread) {
        var found = new TreeMap<ObjectRef, ClusterClient.Labelled>(Comparator.comparing(ObjectRef::toString));
        var kinds = KINDS.stream()
                .map(each -> new ObjectRef(each.apiVersion(), each.kind(), application, ""))
                .collect(Collectors.toSet());
        metadata.of(application, kinds, unread).forEach((ref, live) -> add(application, ref, live, found));
        for (var ref : named) {
            if (!found.containsKey(ref)) {
                find(ref, unread).ifPresent(live -> add(application, ref, live.getMetadata(), found));
            }
        }
        return found;
    }

    private Optional<HasMetadata> find(ObjectRef ref, Consumer<ObjectRef> unread) {
        try {
            return reader.find(ref);
        } catch (ApsException e) {
            if (e.code() != ErrorCode.NOT_ALLOWED) {
                throw e;
            }
            unread.accept(ref);
            return Optional.empty();
        }
    }

    private static void add(
            String application, ObjectRef ref, ObjectMeta live, Map<ObjectRef, ClusterClient.Labelled> found) {
        var operation = Labels.operation(live);
        if (Ownership.isMadeBy(Set.of(operation), application, live) && live.getDeletionTimestamp() == null) {
            found.put(
                    ref,
                    new ClusterClient.Labelled(
                            live.getUid(), operation, Labels.value(live.getAnnotations(), Planner.RELEASE)));
        }
    }
}
