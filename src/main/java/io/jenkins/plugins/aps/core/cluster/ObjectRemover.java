package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Removed;
import io.jenkins.plugins.aps.core.model.ObjectRef;

/** Deletes objects of applications, each with the UID that was recorded as a precondition. */
final class ObjectRemover {
    private final Connection connection;
    private final ObjectReader reader;
    private final Ownership ownership;

    ObjectRemover(Connection connection, ObjectReader reader, Ownership ownership) {
        this.connection = connection;
        this.reader = reader;
        this.ownership = ownership;
    }

    Removed delete(ObjectRef ref, String uid) {
        ownership.refuseProtected(ref);
        if (uid == null || uid.isEmpty()) {
            throw new IllegalArgumentException("deleting " + ref + " needs the UID of the object that is meant");
        }
        var call = ApiCall.delete(ref, options(uid));
        var answer = connection.send(call);
        if (answer.ok()) {
            // What has gone is answered with a Status, what goes later with the object itself.
            return connection.serialization().unmarshal(answer.body(), KubernetesResource.class) instanceof HasMetadata
                    ? Removed.GOING
                    : Removed.GONE;
        }
        if (answer.code() == 404) {
            return Removed.ABSENT;
        }
        if (answer.code() == 409) {
            var live = reader.find(ref);
            if (live.isEmpty()) {
                return Removed.GONE;
            }
            if (!uid.equals(live.get().getMetadata().getUid())) {
                return Removed.REPLACED;
            }
            if (live.get().getMetadata().getDeletionTimestamp() != null) {
                return Removed.GOING;
            }
        }
        throw connection.error(call, answer);
    }

    private static String options(String uid) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"DeleteOptions\",\"propagationPolicy\":\"Background\","
                + "\"preconditions\":{\"uid\":\"" + uid.replaceAll("[^-A-Za-z0-9]", "") + "\"}}";
    }
}
