package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;

/**
 * What we may touch: nothing in protected namespaces, and elsewhere only what carries our labels and, where we have
 * recorded one, the UID that we recorded.
 *
 * @param platformNamespace where records are kept
 * @param ownNamespace of the pod that we run in; may be empty
 */
record Ownership(String platformNamespace, String ownNamespace) {

    /** Where objects are tried whose own namespace is not there yet; made by an administrator, and never written to. */
    String dryRunNamespace() {
        return platformNamespace + "-dry-run";
    }

    /** Refuses, before any request, what must never be written or deleted as part of an application. */
    void refuseProtected(ObjectRef object) {
        var namespace = object.kind().equals("Namespace") ? object.name() : object.namespace();
        if (namespace.isEmpty()) {
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    object + " is in no namespace: applications consist of objects in their own namespace only");
        }
        if (namespace.equals("default")
                || namespace.startsWith("kube-")
                || namespace.equals(platformNamespace)
                || namespace.equals(dryRunNamespace())
                || namespace.equals(ownNamespace)) {
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    "namespace '" + namespace
                            + "' is protected: no application may be deployed to it or removed from it");
        }
    }

    /**
     * Proves that an object which exists already is the one that is meant.
     *
     * @param operation the operation at work
     */
    void prove(ObjectRef ref, String application, HasMetadata live, String operation, Known known) {
        var manager = Labels.label(live, Labels.MANAGED_BY);
        var partOf = Labels.label(live, Labels.PART_OF);
        if (!manager.equals(Labels.US)) {
            throw conflict(
                    ref,
                    "exists and is not ours: " + (manager.isEmpty() ? "nobody" : "'" + manager + "'")
                            + " is named as its manager");
        }
        if (!partOf.equals(application)) {
            throw conflict(ref, "belongs to application '" + partOf + "', not to '" + application + "'");
        }
        if (live.getMetadata().getDeletionTimestamp() != null) {
            throw conflict(ref, "is being deleted: wait until it is gone");
        }
        // What an administrator labelled so is meant for the application, whoever deploys it first.
        var given = known.uid().isEmpty() && Labels.prepared(live, application);
        if (given
                || Labels.operation(live).equals(operation) && carriesOurMarks(live, application)
                || isOurs(live, application, known)) {
            return;
        }
        if (!known.uid().isEmpty()) {
            throw conflict(
                    ref,
                    "was replaced by another object of the same name: its UID is "
                            + live.getMetadata().getUid() + ", recorded is " + known.uid());
        }
        throw conflict(
                ref,
                "carries our labels, but our record does not know it: it was last written by operation '"
                        + Labels.operation(live) + "', perhaps of another installation");
    }

    /**
     * Whether an object is ours: the one that is recorded, or one that an operation of our record made and could not
     * record any more. Labels alone prove nothing: another installation's objects carry the same.
     */
    static boolean isOurs(HasMetadata live, String application, Known known) {
        return !known.uid().isEmpty() && known.uid().equals(live.getMetadata().getUid())
                || carriesOurMarks(live, application) && known.operations().contains(Labels.operation(live));
    }

    private static boolean carriesOurMarks(HasMetadata live, String application) {
        var fields = live.getMetadata().getManagedFields();
        return Labels.label(live, Labels.MANAGED_BY).equals(Labels.US)
                && Labels.label(live, Labels.PART_OF).equals(application)
                && fields != null
                && fields.stream().anyMatch(entry -> ApiCall.FIELD_MANAGER.equals(entry.getManager()));
    }

    private static ApsException conflict(ObjectRef ref, String why) {
        return new ApsException(ErrorCode.CONFLICT, ref + " " + why);
    }
}
