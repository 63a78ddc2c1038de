package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** Objects as JSON trees, and the few ways that everybody here reaches into them. */
final class Json {
    private static final KubernetesSerialization FORMAT = new KubernetesSerialization();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Reads a body, JSON or YAML (which server-side apply sends). */
    static ObjectNode parse(String body) {
        JsonNode node = FORMAT.unmarshal(body, JsonNode.class);
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.badRequest("the body is not an object");
    }

    static JsonNode tree(String body) {
        return FORMAT.unmarshal(body, JsonNode.class);
    }

    static String text(JsonNode node) {
        return FORMAT.asJson(node);
    }

    static <T> T as(JsonNode node, Class<T> type) {
        return FORMAT.convertValue(node, type);
    }

    static ObjectNode of(Object model) {
        return FORMAT.convertValue(model, ObjectNode.class);
    }

    static ObjectNode meta(ObjectNode object) {
        return object.withObject("metadata");
    }

    static String uid(JsonNode object) {
        return object.path("metadata").path("uid").asText("");
    }

    static String name(JsonNode object) {
        return object.path("metadata").path("name").asText("");
    }

    static boolean deleting(JsonNode object) {
        return object.path("metadata").hasNonNull("deletionTimestamp");
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Ten characters that differ when the node does, as in the names of ReplicaSets. */
    static String hash(JsonNode node) {
        try {
            byte[] text = FORMAT.asJson(node).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(digest, 0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
