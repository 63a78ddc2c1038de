package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Whether a write changed what is asked of an object. Its resource version doesn't tell: the status, and what controllers
 * note in its annotations, may have been written between the reading and the writing.
 */
final class Effect {
    private Effect() {}

    /** @param intent what was written */
    static boolean none(JsonNode before, JsonNode after, JsonNode intent) {
        var metadata = intent.path("metadata");
        for (var map : List.of("labels", "annotations")) {
            for (var entry : metadata.path(map).properties()) {
                if (!value(before, map, entry.getKey()).equals(value(after, map, entry.getKey()))) {
                    return false;
                }
            }
        }
        var generation = after.path("metadata").path("generation");
        return generation.isMissingNode()
                ? content(before).equals(content(after))
                : generation.equals(before.path("metadata").path("generation"));
    }

    private static JsonNode value(JsonNode object, String map, String key) {
        return object.path("metadata").path(map).path(key);
    }

    /** Of kinds without a generation. */
    private static JsonNode content(JsonNode object) {
        return ((ObjectNode) object.deepCopy()).remove(List.of("metadata", "status"));
    }
}
