package io.jenkins.plugins.aps.core.cluster;

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

    void delete(ObjectRef ref, String uid) {
        ownership.refuseProtected(ref);
        if (uid == null || uid.isEmpty()) {
            throw new IllegalArgumentException("deleting " + ref + " needs the UID of the object that is meant");
        }
        var call = ApiCall.delete(ref, options(uid));
        var answer = connection.send(call);
        if (answer.ok() || answer.code() == 404) {
            return;
        }
        if (answer.code() == 409 && gone(ref, uid)) {
            return;
        }
        throw connection.error(call, answer);
    }

    /** Whether the object that was meant is gone or going; another of its name is none of our business. */
    private boolean gone(ObjectRef ref, String uid) {
        var live = reader.find(ref);
        return live.isEmpty()
                || !uid.equals(live.get().getMetadata().getUid())
                || live.get().getMetadata().getDeletionTimestamp() != null;
    }

    private static String options(String uid) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"DeleteOptions\",\"propagationPolicy\":\"Background\","
                + "\"preconditions\":{\"uid\":\"" + uid.replaceAll("[^-A-Za-z0-9]", "") + "\"}}";
    }
}
