package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.Locale;
import java.util.UUID;

/** POST, PUT and PATCH. Every method runs under the store's lock and throws {@link ApiError}. */
final class Writes {
    private final Store store;
    private final Admission admission = new Admission();
    private final Appliers appliers = new Appliers();

    Writes(Store store) {
        this.store = store;
        store.listen(change -> {
            if (change.after() == null) {
                appliers.forget(Json.uid(change.before()));
            }
        });
    }

    /** What is stored now, and whether it is new. */
    record Written(ObjectNode object, boolean created) {}

    Written create(Call call, ObjectNode body) {
        store.requireAtomic();
        String name = Json.name(body);
        String prefix = body.path("metadata").path("generateName").asText("");
        if (name.isEmpty() && prefix.isEmpty()) {
            throw ApiError.invalid(call.key(), "metadata.name", "Required value: name or generateName is required");
        }
        String unique = UUID.randomUUID().toString().substring(0, 5);
        Key key = new Key(call.type(), call.namespace(), name.isEmpty() ? prefix + unique : name);
        check(key, body);
        if (store.get(key) != null) {
            throw ApiError.alreadyExists(key);
        }
        body.remove("status");
        ObjectNode changes = appliers.changes(Json.object(), body, call.manager());
        Written written = fresh(call, key, body);
        if (!call.dryRun()) {
            appliers.updated(Json.uid(written.object()), call.manager(), changes);
        }
        return written;
    }

    private Written fresh(Call call, Key key, ObjectNode body) {
        if (key.type().namespaced()) {
            ObjectNode namespace = store.get(new Key(ResourceType.NAMESPACE, "", key.namespace()));
            if (namespace == null) {
                throw ApiError.notFound(new Key(ResourceType.NAMESPACE, "", key.namespace()));
            }
            if (Json.deleting(namespace)) {
                throw ApiError.terminating(key);
            }
        }
        admission.created(key, body);
        return new Written(call.dryRun() ? body : store.put(key, body), true);
    }

    Written replace(Call call, ObjectNode body) {
        store.requireAtomic();
        Key key = call.key();
        ObjectNode before = existing(key);
        check(key, body);
        ObjectNode after = body;
        if (call.subresource().equals("finalize")) {
            after = before.deepCopy();
            after.withObject("spec").set("finalizers", body.path("spec").withArray("finalizers"));
        } else if (call.subresource().equals("status")) {
            after = before.deepCopy();
            after.set("status", body.path("status"));
        } else if (before.has("status")) {
            after.set("status", before.get("status"));
        }
        if (!after.path("metadata").has("managedFields")) {
            Json.meta(after).set("managedFields", before.path("metadata").path("managedFields"));
        }
        return updated(call, key, before, after, body);
    }

    Written patch(Call call, String contentType, String body) {
        store.requireAtomic();
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.contains("apply-patch")) {
            return apply(call, Json.parse(body));
        }
        Key key = call.key();
        ObjectNode before = existing(key);
        ObjectNode after = before.deepCopy();
        JsonNode sent = before;
        if (type.contains("json-patch")) {
            after = patched(key, body, after);
        } else if (type.contains("strategic-merge-patch")) {
            sent = Json.parse(body);
            Merge.over(after, sent);
        } else if (type.contains("merge-patch")) {
            sent = Json.parse(body);
            Merge.plain(after, sent);
        } else {
            throw ApiError.unsupported(contentType);
        }
        boolean status = call.subresource().equals("status");
        ObjectNode result = status ? before.deepCopy() : after;
        JsonNode wanted = (status ? after : before).get("status");
        if (wanted == null) {
            result.remove("status");
        } else {
            result.set("status", wanted);
        }
        return updated(call, key, before, result, sent);
    }

    private static ObjectNode patched(Key key, String patch, ObjectNode object) {
        try {
            return (ObjectNode) JsonPatch.apply(Json.tree(patch), object);
        } catch (JsonPatchException e) {
            throw ApiError.invalid(key, "patch", "Invalid value: " + e.getMessage());
        }
    }

    /** Whoever changes a field owns it from then on. */
    private Written updated(Call call, Key key, ObjectNode before, ObjectNode after, JsonNode sent) {
        ObjectNode changes = appliers.changes(before, after, call.manager());
        Written written = changed(call, key, before, after, sent);
        if (!call.dryRun()) {
            appliers.updated(Json.uid(before), call.manager(), changes);
        }
        return written;
    }

    /** Server-side apply: makes, or merges and takes away what this manager no longer sends. */
    private Written apply(Call call, ObjectNode body) {
        Key key = call.key();
        check(key, body);
        ObjectNode before = store.get(key);
        String uid = Json.uid(body);
        if (before == null) {
            if (!uid.isEmpty()) {
                throw ApiError.conflict(
                        key,
                        "uid mismatch: the provided object specified uid " + uid
                                + ", and no existing object was found");
            }
            ObjectNode fresh = body.deepCopy();
            appliers.markApplied(fresh, call.manager());
            Written written = fresh(call, key, fresh);
            if (!call.dryRun()) {
                appliers.applied(Json.uid(written.object()), call.manager(), body);
            }
            return written;
        }
        if (!uid.isEmpty() && !uid.equals(Json.uid(before))) {
            throw ApiError.invalid(key, "metadata.uid", "Invalid value: \"" + uid + "\": field is immutable");
        }
        ObjectNode after = appliers.merge(key, before, body, call.manager(), call.flag("force"));
        if (before.has("status")) {
            after.set("status", before.get("status"));
        }
        Written written = changed(call, key, before, after, body);
        if (!call.dryRun()) {
            appliers.applied(Json.uid(before), call.manager(), body);
        }
        return written;
    }

    private Written changed(Call call, Key key, ObjectNode before, ObjectNode after, JsonNode sent) {
        String seen = sent.path("metadata").path("resourceVersion").asText("");
        String uid = Json.uid(sent);
        if (!seen.isEmpty()
                && !seen.equals(before.path("metadata").path("resourceVersion").asText())) {
            throw ApiError.conflict(
                    key, "the object has been modified; please apply your changes to the latest version and try again");
        }
        if (!uid.isEmpty() && !uid.equals(Json.uid(before))) {
            throw ApiError.conflict(
                    key,
                    "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + Json.uid(before));
        }
        admission.changed(key, before, after);
        if (call.dryRun()) {
            return new Written(after, false);
        }
        ObjectNode stored = store.put(key, after);
        if (Json.deleting(stored)
                && stored.path("metadata").path("finalizers").isEmpty()
                && key.type() != ResourceType.NAMESPACE
                && key.type() != ResourceType.POD) {
            store.remove(key);
        }
        return new Written(stored, false);
    }

    private ObjectNode existing(Key key) {
        ObjectNode object = store.get(key);
        if (object == null) {
            throw ApiError.notFound(key);
        }
        return object;
    }

    private static void check(Key key, ObjectNode body) {
        String kind = body.path("kind").asText(key.type().kind());
        String apiVersion = body.path("apiVersion").asText(key.type().apiVersion());
        if (!kind.equals(key.type().kind()) || !apiVersion.equals(key.type().apiVersion())) {
            throw ApiError.badRequest("the object provided is a " + apiVersion + " " + kind + ", the path is of "
                    + key.type().apiVersion() + " " + key.type().kind());
        }
        body.put("apiVersion", apiVersion).put("kind", kind);
        String name = Json.name(body);
        String namespace = body.path("metadata").path("namespace").asText("");
        if (!name.isEmpty() && !name.equals(key.name())) {
            throw ApiError.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + key.name() + ")");
        }
        if (!namespace.isEmpty() && !namespace.equals(key.namespace())) {
            throw ApiError.badRequest("the namespace of the object (" + namespace
                    + ") does not match the namespace on the request (" + key.namespace() + ")");
        }
    }
}
