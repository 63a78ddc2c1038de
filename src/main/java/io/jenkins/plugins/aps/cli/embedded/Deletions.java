package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** DELETE, and what goes with it. Every method runs under the store's lock. */
final class Deletions {
    /** Removed only when their controller has ended them: the kubelet, the namespace controller. */
    private static final Set<ResourceType> ENDED_BY_A_CONTROLLER = Set.of(ResourceType.POD, ResourceType.NAMESPACE);

    private final Store store;

    Deletions(Store store) {
        this.store = store;
    }

    /** Deletes one object, or marks it; returns its last state. Throws {@link ApiError}. */
    ObjectNode delete(Key key, JsonNode options) {
        ObjectNode object = store.get(key);
        if (object == null) {
            throw ApiError.notFound(key);
        }
        String wanted = options.path("preconditions").path("uid").asText("");
        if (!wanted.isEmpty() && !wanted.equals(Json.uid(object))) {
            throw ApiError.conflict(
                    key,
                    "Precondition failed: UID in precondition: " + wanted + ", UID in object meta: "
                            + Json.uid(object));
        }
        String version = options.path("preconditions").path("resourceVersion").asText("");
        if (!version.isEmpty()
                && !version.equals(
                        object.path("metadata").path("resourceVersion").asText())) {
            throw ApiError.conflict(key, "Precondition failed: ResourceVersion in precondition: " + version);
        }
        if (!options.path("dryRun").isEmpty()) {
            return object;
        }
        if (options.path("propagationPolicy").asText("").equals("Orphan")) {
            orphan(object);
        }
        boolean waits = ENDED_BY_A_CONTROLLER.contains(key.type())
                && options.path("gracePeriodSeconds").asInt(1) != 0;
        if (key.type() != ResourceType.NAMESPACE
                && !waits
                && object.path("metadata").path("finalizers").isEmpty()) {
            store.remove(key);
            return object;
        }
        if (!Json.deleting(object)) {
            ObjectNode marked = object.deepCopy();
            Json.meta(marked).put("deletionTimestamp", Json.now());
            if (key.type() == ResourceType.NAMESPACE) {
                marked.withObject("status").put("phase", "Terminating");
            } else {
                Json.meta(marked).put("deletionGracePeriodSeconds", 30);
            }
            store.put(key, marked);
        }
        return store.get(key);
    }

    private void orphan(ObjectNode owner) {
        String uid = Json.uid(owner);
        String namespace = owner.path("metadata").path("namespace").asText("");
        for (ResourceType type : ResourceType.ALL) {
            for (ObjectNode object : store.list(type, namespace)) {
                if (ownedBy(object, uid)) {
                    store.modify(Store.key(object), changed -> {
                        Json.meta(changed).remove("ownerReferences");
                        return changed;
                    });
                }
            }
        }
    }

    static boolean ownedBy(JsonNode object, String uid) {
        for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
            if (owner.path("uid").asText().equals(uid)) {
                return true;
            }
        }
        return false;
    }
}
