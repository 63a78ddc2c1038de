package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who applied what: the last body of each manager for each object, which is what the API server's field sets come down to
 * for clients that only apply. Guarded by the store's lock.
 */
final class Appliers {
    private final Map<String, Map<String, ObjectNode>> applied = new HashMap<>();

    /** The object with a manager's new body laid over and its former fields taken away. */
    ObjectNode merge(Key key, ObjectNode before, ObjectNode body, String manager, boolean force) {
        Map<String, ObjectNode> bodies = applied.getOrDefault(Json.uid(before), Map.of());
        List<ObjectNode> others = bodies.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(manager))
                .map(Map.Entry::getValue)
                .toList();
        if (!force) {
            refuseConflicts(key, before, body, bodies, manager);
        }
        ObjectNode after = before.deepCopy();
        if (bodies.containsKey(manager)) {
            Merge.remove(after, bodies.get(manager), body, others);
        }
        ObjectNode own = body.deepCopy();
        Json.meta(own).remove(List.of("uid", "resourceVersion", "managedFields", "creationTimestamp", "generation"));
        Merge.over(after, own);
        mark(after, manager, "Apply");
        return after;
    }

    void remember(String uid, String manager, ObjectNode body) {
        applied.computeIfAbsent(uid, id -> new TreeMap<>()).put(manager, body.deepCopy());
    }

    private static void refuseConflicts(
            Key key, ObjectNode before, ObjectNode body, Map<String, ObjectNode> bodies, String manager) {
        List<String> conflicts = new ArrayList<>();
        bodies.forEach((other, theirs) -> {
            if (!other.equals(manager)) {
                List<String> fields = new ArrayList<>();
                Merge.differences("", theirs, body, (path, ours) -> fields.add(path));
                Merge.differences("", before, body, (path, ours) -> {
                    if (fields.contains(path)) {
                        conflicts.add("conflict with \"" + other + "\": " + path);
                    }
                });
            }
        });
        if (!conflicts.isEmpty()) {
            throw ApiError.fieldConflict(
                    key,
                    "Apply failed with " + conflicts.size() + " conflict" + (conflicts.size() == 1 ? "" : "s") + ": "
                            + String.join("; ", conflicts));
        }
    }

    /** Enters a manager into {@code metadata.managedFields}, once. */
    void mark(ObjectNode object, String manager, String operation) {
        ArrayNode entries = Json.meta(object).withArray("managedFields");
        for (JsonNode entry : entries) {
            if (entry.path("manager").asText().equals(manager)
                    && entry.path("operation").asText().equals(operation)) {
                return;
            }
        }
        entries.addObject()
                .put("manager", manager)
                .put("operation", operation)
                .put("apiVersion", object.path("apiVersion").asText())
                .put("time", Json.now())
                .put("fieldsType", "FieldsV1")
                .putObject("fieldsV1");
    }
}
