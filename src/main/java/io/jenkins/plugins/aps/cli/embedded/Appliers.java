package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who owns which fields: of each object, by manager, the fields with the values that it gave them. As with the API server,
 * a manager that applies owns what it sent last, and one that writes otherwise (create, replace, patch) owns what it
 * changed; a field that somebody gives another value is no longer others'. Guarded by the store's lock.
 */
final class Appliers {
    private final Map<String, Map<Owner, ObjectNode>> owned = new HashMap<>();

    private record Owner(String manager, String operation) {
        private static final Comparator<Owner> ORDER =
                Comparator.comparing(Owner::manager).thenComparing(Owner::operation);

        static Owner applying(String manager) {
            return new Owner(manager, "Apply");
        }

        static Owner updating(String manager) {
            return new Owner(manager, "Update");
        }
    }

    /** The object with a manager's new body laid over and its former fields taken away. */
    ObjectNode merge(Key key, ObjectNode before, ObjectNode body, String manager, boolean force) {
        Map<Owner, ObjectNode> bodies = owned.getOrDefault(Json.uid(before), Map.of());
        Owner owner = Owner.applying(manager);
        List<ObjectNode> others = bodies.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(owner))
                .map(Map.Entry::getValue)
                .toList();
        if (!force) {
            refuseConflicts(key, before, body, bodies, owner);
        }
        ObjectNode after = before.deepCopy();
        if (bodies.containsKey(owner)) {
            Merge.remove(after, bodies.get(owner), body, others);
        }
        ObjectNode own = body.deepCopy();
        Json.meta(own).remove(List.of("uid", "resourceVersion", "managedFields", "creationTimestamp", "generation"));
        Merge.over(after, own);
        mark(after, owner);
        return after;
    }

    /** Enters an object's first applier. */
    void markApplied(ObjectNode object, String manager) {
        mark(object, Owner.applying(manager));
    }

    void applied(String uid, String manager, ObjectNode body) {
        own(uid, Owner.applying(manager), body.deepCopy());
    }

    /** What a manager changed by writing otherwise than by applying: enters it, if there is something. */
    ObjectNode changes(ObjectNode before, ObjectNode after, String manager) {
        ObjectNode changes = Merge.changes(intent(before), intent(after));
        if (!changes.isEmpty()) {
            mark(after, Owner.updating(manager));
        }
        return changes;
    }

    void updated(String uid, String manager, ObjectNode changes) {
        Owner owner = Owner.updating(manager);
        ObjectNode all = owned.getOrDefault(uid, Map.of()).getOrDefault(owner, Json.object());
        Merge.over(all, changes);
        own(uid, owner, all);
    }

    void forget(String uid) {
        owned.remove(uid);
    }

    private void own(String uid, Owner owner, ObjectNode fields) {
        Map<Owner, ObjectNode> owners = owned.computeIfAbsent(uid, id -> new TreeMap<>(Owner.ORDER));
        owners.forEach((other, theirs) -> {
            if (!other.equals(owner)) {
                Merge.giveWay(theirs, fields);
            }
        });
        owners.put(owner, fields);
    }

    /** Without what the server itself writes. */
    private static ObjectNode intent(ObjectNode object) {
        ObjectNode intent = object.deepCopy();
        intent.remove(List.of("apiVersion", "kind", "status"));
        Json.meta(intent).retain("labels", "annotations");
        return intent;
    }

    private static void refuseConflicts(
            Key key, ObjectNode before, ObjectNode body, Map<Owner, ObjectNode> bodies, Owner owner) {
        List<ApiError.Cause> conflicts = new ArrayList<>();
        bodies.forEach((other, theirs) -> {
            if (!other.equals(owner)) {
                List<String> fields = new ArrayList<>();
                Merge.differences("", theirs, body, (path, ours) -> fields.add(path));
                Merge.differences("", before, body, (path, ours) -> {
                    if (fields.contains(path)) {
                        String with = "conflict with \"" + other.manager() + "\" using "
                                + key.type().apiVersion();
                        conflicts.add(new ApiError.Cause("FieldManagerConflict", with, path));
                    }
                });
            }
        });
        if (!conflicts.isEmpty()) {
            throw ApiError.fieldConflicts(key, conflicts);
        }
    }

    /** Enters a manager into {@code metadata.managedFields}, once. */
    private static void mark(ObjectNode object, Owner owner) {
        ArrayNode entries = Json.meta(object).withArray("managedFields");
        for (JsonNode entry : entries) {
            if (entry.path("manager").asText().equals(owner.manager())
                    && entry.path("operation").asText().equals(owner.operation())) {
                return;
            }
        }
        entries.addObject()
                .put("manager", owner.manager())
                .put("operation", owner.operation())
                .put("apiVersion", object.path("apiVersion").asText())
                .put("time", Json.now())
                .put("fieldsType", "FieldsV1")
                .putObject("fieldsV1");
    }
}
