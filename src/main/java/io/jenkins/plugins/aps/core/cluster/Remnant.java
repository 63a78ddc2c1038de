package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.List;
import java.util.Set;

/**
 * An object that stands in a namespace: its metadata and nothing else, so that no Secret's content is ever read.
 *
 * @param ref its name
 * @param resource what its kind is called in paths, as the cluster says, for example {@code deployments}
 * @param meta as it was read
 */
public record Remnant(ObjectRef ref, String resource, ObjectMeta meta) {
    public String uid() {
        return meta.getUid();
    }

    public List<String> finalizers() {
        return meta.getFinalizers() == null ? List.of() : meta.getFinalizers();
    }

    public boolean deleting() {
        return meta.getDeletionTimestamp() != null;
    }

    public boolean isPod() {
        return ref.kind().equals("Pod");
    }

    /** What it belongs to, and goes with. */
    public List<OwnerReference> owners() {
        return meta.getOwnerReferences() == null ? List.of() : meta.getOwnerReferences();
    }

    /** Whether one of these operations made it for the application: our labels, our field manager, its annotation. */
    public boolean madeBy(Set<String> operations, String application) {
        return Ownership.isMadeBy(operations, application, meta);
    }

    /**
     * Whether it carries an application's labels, as what our workloads make does. That proves nothing by itself, except
     * in a namespace that is proven to be ours.
     */
    public boolean labelled(String application) {
        var labels = meta.getLabels();
        return labels != null
                && Labels.US.equals(labels.get(Labels.MANAGED_BY))
                && application.equals(labels.get(Labels.PART_OF));
    }
}
