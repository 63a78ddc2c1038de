package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What the API server adds to a body that is written, and what it does not let change. */
final class Admission {
    /** Holds a namespace until it is empty. */
    static final String NAMESPACE_FINALIZER = "kubernetes";

    /** Fields that never change once set, by kind. */
    private static final Map<String, List<String>> FIXED = Map.of(
            "Deployment", List.of("/spec/selector"),
            "ReplicaSet", List.of("/spec/selector"),
            "DaemonSet", List.of("/spec/selector"),
            "StatefulSet",
                    List.of(
                            "/spec/selector",
                            "/spec/serviceName",
                            "/spec/podManagementPolicy",
                            "/spec/volumeClaimTemplates"),
            "Job", List.of("/spec/template", "/spec/selector", "/spec/completions"),
            "PersistentVolumeClaim", List.of("/spec/storageClassName", "/spec/accessModes", "/spec/volumeName"),
            "RoleBinding", List.of("/roleRef"),
            "ClusterRoleBinding", List.of("/roleRef"));

    private static final Set<String> WITH_CONTENT = Set.of("ConfigMap", "Secret");

    private final AtomicInteger addresses = new AtomicInteger(10);

    /** Metadata and defaults of a new object. */
    void created(Key key, ObjectNode object) {
        ObjectNode meta = Json.meta(object);
        meta.put("name", key.name());
        if (!key.namespace().isEmpty()) {
            meta.put("namespace", key.namespace());
        }
        meta.put("uid", UUID.randomUUID().toString());
        meta.put("creationTimestamp", Json.now());
        meta.remove(List.of("deletionTimestamp", "generation"));
        if (key.type().generations()) {
            meta.put("generation", 1);
        }
        if (key.type() == ResourceType.NAMESPACE) {
            ArrayNode finalizers = object.withObject("spec").withArray("finalizers");
            if (!finalizers.toString().contains("\"" + NAMESPACE_FINALIZER + "\"")) {
                finalizers.add(NAMESPACE_FINALIZER);
            }
        }
        defaults(key, object);
    }

    /** Metadata of a changed object, and its generation. Throws {@link ApiError} for what must not change. */
    void changed(Key key, ObjectNode before, ObjectNode after) {
        ObjectNode meta = Json.meta(after);
        JsonNode old = before.path("metadata");
        for (String field :
                List.of("name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "generation")) {
            if (old.has(field)) {
                meta.set(field, old.get(field));
            } else {
                meta.remove(field);
            }
        }
        defaults(key, after);
        refuseFixed(key, before, after);
        if (key.type().generations() && !before.path("spec").equals(after.path("spec"))) {
            meta.put("generation", old.path("generation").asLong() + 1);
        }
    }

    private static void refuseFixed(Key key, JsonNode before, JsonNode after) {
        String kind = key.type().kind();
        if (WITH_CONTENT.contains(kind) && before.path("immutable").asBoolean()) {
            for (String field : List.of("data", "binaryData", "immutable")) {
                if (!before.path(field).equals(after.path(field))) {
                    throw ApiError.invalid(key, field, "Forbidden: field is immutable when `immutable` is set");
                }
            }
        }
        for (String pointer : FIXED.getOrDefault(kind, List.of())) {
            JsonNode old = before.at(pointer);
            if (!old.isMissingNode() && !old.equals(after.at(pointer))) {
                String field = pointer.substring(1).replace('/', '.');
                throw ApiError.invalid(
                        key, field, "Invalid value: " + Json.text(after.at(pointer)) + ": field is immutable");
            }
        }
    }

    private void defaults(Key key, ObjectNode object) {
        switch (key.type().kind()) {
            case "Secret" -> {
                JsonNode plain = object.remove("stringData");
                if (plain != null) {
                    ObjectNode data = object.withObject("data");
                    plain.properties().forEach(entry -> data.put(entry.getKey(), encoded(entry.getValue())));
                }
                withDefault(object, "type", "Opaque");
            }
            case "Namespace" -> {
                Json.meta(object).withObject("labels").put("kubernetes.io/metadata.name", key.name());
                if (!object.has("status")) {
                    object.putObject("status").put("phase", "Active");
                }
            }
            case "Deployment", "StatefulSet", "ReplicaSet" -> {
                ObjectNode spec = object.withObject("spec");
                if (!spec.has("replicas")) {
                    spec.put("replicas", 1);
                }
            }
            case "Service" -> {
                ObjectNode spec = object.withObject("spec");
                withDefault(spec, "type", "ClusterIP");
                if (!spec.has("clusterIP") && !spec.path("type").asText().equals("ExternalName")) {
                    int next = addresses.incrementAndGet();
                    spec.put("clusterIP", "10.96." + next / 256 % 256 + "." + next % 256);
                }
            }
            default -> {
                // Its author says everything.
            }
        }
    }

    private static void withDefault(ObjectNode object, String field, String value) {
        if (!object.has(field)) {
            object.put(field, value);
        }
    }

    private static String encoded(JsonNode text) {
        return Base64.getEncoder().encodeToString(text.asText().getBytes(StandardCharsets.UTF_8));
    }
}
