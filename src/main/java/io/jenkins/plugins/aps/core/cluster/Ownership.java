package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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

    /** Namespaces that are no application's, beside those that begin with {@code kube-}. */
    List<String> protectedNamespaces() {
        return Stream.of("default", platformNamespace, dryRunNamespace(), ownNamespace)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Refuses, before any request, what must never be written or deleted as part of an application. */
    void refuseProtected(ObjectRef object) {
        var namespace = object.kind().equals("Namespace") ? object.name() : object.namespace();
        if (namespace.isEmpty()) {
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    object + " is in no namespace: applications consist of objects in their own namespace only");
        }
        if (namespace.startsWith("kube-") || protectedNamespaces().contains(namespace)) {
            throw new ApsException(
                            ErrorCode.CONFLICT,
                            "namespace '" + namespace
                                    + "' is protected: no application may be deployed to it or removed from it")
                    .because(ErrorReason.NAME_TAKEN);
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
        var platform = Labels.label(live, Labels.PLATFORM);
        if (Labels.prepared(live, application) && !platform.isEmpty() && !platform.equals(platformNamespace)) {
            throw conflict(
                    ref,
                    "was prepared for another installation, whose platform namespace is '" + platform + "'; ours is '"
                            + platformNamespace + "'");
        }
        // What an administrator labelled so is meant for the application, whoever deploys it first.
        var given = known.uid().isEmpty() && Labels.prepared(live, application);
        if (given || isMadeBy(Set.of(operation), application, live.getMetadata()) || isOurs(live, application, known)) {
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
     * Whether a namespace that an administrator prepared is in use already by another installation: the label is for
     * whoever comes first, and what is in it tells who that was.
     *
     * @param operation the operation at work
     * @param found what carries the application's labels there
     */
    void refuseTaken(String application, String operation, Known known, Map<ObjectRef, ObjectMeta> found) {
        for (var object : found.entrySet()) {
            var by = Labels.operation(object.getValue());
            if (!by.isEmpty()
                    && !by.equals(operation)
                    && isMadeBy(Set.of(by), application, object.getValue())
                    && !known.operations().contains(by)) {
                throw conflict(
                        new ObjectRef("v1", "Namespace", "", application),
                        "is prepared, and in use already: " + object.getKey() + " in it was last written by operation '"
                                + by + "', which our record does not know. Another installation deploys there, or our"
                                + " record was lost: undeploy it there, or empty the namespace, before");
            }
        }
    }

    /**
     * Whether an object is ours: the one that is recorded, or one that an operation of our record made and could not
     * record any more. Labels alone prove nothing: another installation's objects carry the same.
     */
    static boolean isOurs(HasMetadata live, String application, Known known) {
        return isOurs(live.getMetadata(), application, known);
    }

    static boolean isOurs(ObjectMeta live, String application, Known known) {
        return !known.uid().isEmpty() && known.uid().equals(live.getUid())
                || isMadeBy(known.operations(), application, live);
    }

    /** Whether it carries our marks, and the last operation that had another intent of it is one of these. */
    static boolean isMadeBy(Set<String> operations, String application, ObjectMeta live) {
        var fields = live.getManagedFields();
        return Labels.value(live.getLabels(), Labels.MANAGED_BY).equals(Labels.US)
                && Labels.value(live.getLabels(), Labels.PART_OF).equals(application)
                && fields != null
                && fields.stream().anyMatch(entry -> ApiCall.FIELD_MANAGER.equals(entry.getManager()))
                && operations.contains(Labels.operation(live));
    }

    private static ApsException conflict(ObjectRef ref, String why) {
        return new ApsException(ErrorCode.CONFLICT, ref + " " + why).because(ErrorReason.NAME_TAKEN);
    }
}
