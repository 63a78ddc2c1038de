package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What the simulated controllers have in common: their hands. Used on their one thread, under the store's lock. */
final class Actor {
    private final Store store;
    private final Writes writes;
    private final Deletions deletions;
    private final BiConsumer<Duration, Runnable> later;
    private final Duration pace;

    Actor(Store store, Writes writes, Deletions deletions, BiConsumer<Duration, Runnable> later, Duration pace) {
        this.store = store;
        this.writes = writes;
        this.deletions = deletions;
        this.later = later;
        this.pace = pace;
    }

    Store store() {
        return store;
    }

    void create(Key key, ObjectNode object) {
        if (store.get(key) == null) {
            Call call = new Call(key.type(), key.namespace(), "", "", Map.of("fieldManager", "controllers"));
            Json.meta(object).put("name", key.name());
            writes.create(call, object);
        }
    }

    void delete(ObjectNode object) {
        if (!Json.deleting(object)) {
            deletions.delete(Store.key(object), Json.object());
        }
    }

    /** Changes the status only. */
    void status(Key key, Consumer<ObjectNode> change) {
        store.modify(key, object -> {
            change.accept(object.withObject("status"));
            return object;
        });
    }

    /** Does something after some steps' time, if the same object is still there. */
    void after(int steps, Key key, ObjectNode object, Runnable work) {
        String uid = Json.uid(object);
        later.accept(
                pace.multipliedBy(steps),
                () -> store.atomically(() -> {
                    ObjectNode now = store.get(key);
                    if (now != null && Json.uid(now).equals(uid)) {
                        work.run();
                    }
                    return null;
                }));
    }

    List<ObjectNode> ownedBy(ObjectNode owner, ResourceType type) {
        String namespace = owner.path("metadata").path("namespace").asText();
        return store.list(type, namespace).stream()
                .filter(object -> Deletions.ownedBy(object, Json.uid(owner)))
                .toList();
    }

    /** A new object of an owner, with labels and a spec from a template. */
    ObjectNode child(ObjectNode owner, ResourceType type, JsonNode template) {
        ObjectNode child = Json.object().put("apiVersion", type.apiVersion()).put("kind", type.kind());
        ObjectNode meta = child.putObject("metadata");
        for (String field : List.of("labels", "annotations")) {
            JsonNode value = template.path("metadata").path(field);
            if (value.isObject()) {
                meta.set(field, value.deepCopy());
            }
        }
        meta.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", owner.path("apiVersion").asText())
                .put("kind", owner.path("kind").asText())
                .put("name", Json.name(owner))
                .put("uid", Json.uid(owner))
                .put("controller", true)
                .put("blockOwnerDeletion", true);
        child.set("spec", template.path("spec").deepCopy());
        return child;
    }

    /** Sets a condition; its transition time changes with its status only, as the API's conventions ask. */
    static void condition(ObjectNode status, String type, String value, String reason, String message) {
        ArrayNode conditions = status.withArray("conditions");
        ObjectNode condition = null;
        for (JsonNode one : conditions) {
            if (one.path("type").asText().equals(type)) {
                condition = (ObjectNode) one;
            }
        }
        if (condition == null) {
            condition = conditions.addObject().put("type", type);
        }
        if (!condition.path("status").asText().equals(value)) {
            condition.put("status", value).put("lastTransitionTime", Json.now());
        }
        condition.put("reason", reason).put("message", message);
    }

    static boolean ready(JsonNode pod) {
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True") && !Json.deleting(pod);
            }
        }
        return false;
    }

    void event(ObjectNode about, String type, String reason, String message) {
        String namespace = about.path("metadata").path("namespace").asText();
        String name = Json.name(about) + "." + UUID.randomUUID().toString().substring(0, 16);
        ObjectNode event = Json.object().put("apiVersion", "v1").put("kind", "Event");
        event.putObject("metadata").put("name", name).put("namespace", namespace);
        event.putObject("involvedObject")
                .put("apiVersion", about.path("apiVersion").asText())
                .put("kind", about.path("kind").asText())
                .put("namespace", namespace)
                .put("name", Json.name(about))
                .put("uid", Json.uid(about));
        event.put("type", type).put("reason", reason).put("message", message).put("count", 1);
        event.put("firstTimestamp", Json.now()).put("lastTimestamp", Json.now());
        event.putObject("source").put("component", "embedded");
        ObjectNode home = store.get(new Key(ResourceType.NAMESPACE, "", namespace));
        if (home != null && !Json.deleting(home)) {
            create(new Key(ResourceType.EVENT, namespace, name), event);
        }
    }
}
