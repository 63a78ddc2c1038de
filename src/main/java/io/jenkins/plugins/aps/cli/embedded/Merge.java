package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * How bodies become one: lists of things with names are merged thing by thing, as server-side apply does by the lists' keys
 * in the API's schema; every other list is one value.
 */
final class Merge {
    /** List fields that are maps by one field of their items; the first that the items have counts. */
    private static final Map<String, List<String>> KEYS = Map.ofEntries(
            Map.entry("containers", List.of("name")),
            Map.entry("initContainers", List.of("name")),
            Map.entry("volumes", List.of("name")),
            Map.entry("env", List.of("name")),
            Map.entry("volumeMounts", List.of("mountPath")),
            Map.entry("ports", List.of("containerPort", "port")),
            Map.entry("imagePullSecrets", List.of("name")),
            Map.entry("ownerReferences", List.of("uid")),
            Map.entry("conditions", List.of("type")));

    private Merge() {}

    /** Lays {@code patch} over {@code target}. A null in it removes. */
    static void over(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(field -> {
            JsonNode there = target.get(field.getKey());
            JsonNode value = field.getValue();
            if (value.isNull()) {
                target.remove(field.getKey());
            } else if (value.isObject()) {
                over(there instanceof ObjectNode object ? object : target.putObject(field.getKey()), value);
            } else if (value.isArray() && there instanceof ArrayNode list && key(field.getKey(), value) != null) {
                overList(list, value, key(field.getKey(), value));
            } else {
                target.set(field.getKey(), value.deepCopy());
            }
        });
    }

    private static void overList(ArrayNode target, JsonNode patch, String key) {
        for (JsonNode item : patch) {
            JsonNode there = find(target, key, item.get(key));
            if (there instanceof ObjectNode object) {
                over(object, item);
            } else {
                target.add(item.deepCopy());
            }
        }
    }

    /** RFC 7386, which knows no lists by key. */
    static void plain(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                target.remove(field.getKey());
            } else if (value.isObject()) {
                JsonNode there = target.get(field.getKey());
                plain(there instanceof ObjectNode object ? object : target.putObject(field.getKey()), value);
            } else {
                target.set(field.getKey(), value.deepCopy());
            }
        });
    }

    /** Takes from {@code target} what was in {@code before} and is not in {@code after}, unless {@code kept} has it. */
    static void remove(ObjectNode target, JsonNode before, JsonNode after, List<? extends JsonNode> kept) {
        before.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode now = after.path(name);
            JsonNode there = target.get(name);
            List<JsonNode> others = kept.stream().map(other -> other.path(name)).toList();
            if (now.isMissingNode() && others.stream().allMatch(JsonNode::isMissingNode)) {
                target.remove(name);
            } else if (there instanceof ObjectNode object && field.getValue().isObject()) {
                remove(object, field.getValue(), now, others);
            } else if (there instanceof ArrayNode list && key(name, field.getValue()) != null) {
                removeItems(list, field.getValue(), now, others, key(name, field.getValue()));
            }
        });
    }

    private static void removeItems(
            ArrayNode target, JsonNode before, JsonNode after, List<JsonNode> kept, String key) {
        for (JsonNode item : before) {
            JsonNode id = item.get(key);
            JsonNode now = find(after, key, id);
            JsonNode there = find(target, key, id);
            List<JsonNode> others = kept.stream()
                    .map(list -> find(list, key, id))
                    .filter(other -> other != null)
                    .toList();
            if (there instanceof ObjectNode object && (now != null || !others.isEmpty())) {
                remove(object, item, now == null ? Json.object() : now, others);
            } else if (there != null) {
                int index = 0;
                while (target.get(index) != there) {
                    index++;
                }
                target.remove(index);
            }
        }
    }

    /** Tells of every leaf that two bodies both have, with different values. */
    static void differences(String path, JsonNode one, JsonNode other, BiConsumer<String, JsonNode> tell) {
        one.properties().forEach(field -> {
            String at = path + "." + field.getKey();
            JsonNode there = other.get(field.getKey());
            String key = key(field.getKey(), field.getValue());
            if (there == null || field.getValue().equals(there)) {
                return;
            }
            if (there.isObject() && field.getValue().isObject()) {
                differences(at, field.getValue(), there, tell);
            } else if (there.isArray() && key != null) {
                for (JsonNode item : field.getValue()) {
                    JsonNode match = find(there, key, item.get(key));
                    String place = at + "[" + key + "=" + item.path(key) + "]";
                    differences(place, item, match == null ? Json.object() : match, tell);
                }
            } else {
                tell.accept(at, there);
            }
        });
    }

    /** What {@code after} has that {@code before} has not, or has with another value. */
    static ObjectNode changes(JsonNode before, JsonNode after) {
        ObjectNode changes = Json.object();
        after.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode there = before.path(name);
            JsonNode value = field.getValue();
            String key = key(name, value);
            if (value.equals(there)) {
                return;
            }
            if (value.isObject() && there.isObject()) {
                ObjectNode inner = changes(there, value);
                if (!inner.isEmpty()) {
                    changes.set(name, inner);
                }
            } else if (key != null && there.isArray()) {
                ArrayNode items = Json.object().putArray(name);
                for (JsonNode item : value) {
                    JsonNode match = find(there, key, item.get(key));
                    ObjectNode inner = changes(match == null ? Json.object() : match, item);
                    if (!inner.isEmpty()) {
                        items.add(inner.set(key, item.get(key)));
                    }
                }
                if (!items.isEmpty()) {
                    changes.set(name, items);
                }
            } else {
                changes.set(name, value.deepCopy());
            }
        });
        return changes;
    }

    /** Takes from {@code theirs} what {@code ours} has with another value. */
    static void giveWay(ObjectNode theirs, JsonNode ours) {
        for (Map.Entry<String, JsonNode> field : List.copyOf(theirs.properties())) {
            JsonNode our = ours.path(field.getKey());
            JsonNode their = field.getValue();
            String key = key(field.getKey(), their);
            if (our.isMissingNode() || our.equals(their)) {
                continue;
            }
            if (their instanceof ObjectNode object && our.isObject()) {
                giveWay(object, our);
            } else if (key != null && our.isArray()) {
                for (JsonNode item : their) {
                    JsonNode match = find(our, key, item.get(key));
                    if (match != null) {
                        giveWay((ObjectNode) item, match);
                    }
                }
            } else {
                theirs.remove(field.getKey());
            }
        }
    }

    private static String key(String list, JsonNode items) {
        if (!items.isArray()) {
            return null;
        }
        for (String key : KEYS.getOrDefault(list, List.of())) {
            boolean all = true;
            for (JsonNode item : items) {
                all &= item.has(key);
            }
            if (all && !items.isEmpty()) {
                return key;
            }
        }
        return null;
    }

    private static JsonNode find(JsonNode list, String key, JsonNode id) {
        for (JsonNode item : list) {
            if (item.path(key).equals(id)) {
                return item;
            }
        }
        return null;
    }
}
