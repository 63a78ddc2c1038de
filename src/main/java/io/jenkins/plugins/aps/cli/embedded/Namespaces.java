package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The namespace controller: fills new ones with what every namespace has, and empties those that are deleted. */
final class Namespaces {
    private final Actor actor;

    Namespaces(Actor actor) {
        this.actor = actor;
    }

    void make(String name) {
        ObjectNode namespace = Json.object().put("apiVersion", "v1").put("kind", "Namespace");
        actor.create(new Key(ResourceType.NAMESPACE, "", name), namespace);
    }

    void reconcile(Key key, ObjectNode namespace) {
        if (Json.deleting(namespace)) {
            for (ResourceType type : ResourceType.ALL) {
                if (type.namespaced()) {
                    actor.store().list(type, key.name()).forEach(actor::delete);
                }
            }
            settle(key.name());
        } else {
            ObjectNode account = Json.object().put("apiVersion", "v1").put("kind", "ServiceAccount");
            actor.create(new Key(ResourceType.SERVICE_ACCOUNT, key.name(), "default"), account);
        }
    }

    /** Ends a deleted namespace that is empty; says what remains in one that is not. */
    void settle(String name) {
        Key key = new Key(ResourceType.NAMESPACE, "", name);
        ObjectNode namespace = actor.store().get(key);
        if (namespace == null || !Json.deleting(namespace)) {
            return;
        }
        var kinds = new TreeMap<String, Integer>();
        var finalizers = new TreeMap<String, Integer>();
        for (ResourceType type : ResourceType.ALL) {
            for (ObjectNode object : type.namespaced() ? actor.store().list(type, name) : List.<ObjectNode>of()) {
                kinds.merge(type.plural() + "." + type.group(), 1, Integer::sum);
                object.path("metadata")
                        .path("finalizers")
                        .forEach(finalizer -> finalizers.merge(finalizer.asText(), 1, Integer::sum));
            }
        }
        if (kinds.isEmpty()) {
            actor.store().modify(key, Namespaces::withoutOurs);
            if (released(actor.store().get(key))) {
                actor.store().remove(key);
                return;
            }
        }
        actor.status(key, status -> {
            tell(status, "NamespaceContentRemaining", "Some resources are remaining: ", " has ", kinds);
            tell(
                    status,
                    "NamespaceFinalizersRemaining",
                    "Some content in the namespace has finalizers remaining: ",
                    " in ",
                    finalizers);
        });
    }

    /** In the words of the namespace controller. */
    private static void tell(
            ObjectNode status, String condition, String text, String between, Map<String, Integer> counts) {
        String message = counts.entrySet().stream()
                .map(count -> count.getKey() + between + count.getValue() + " resource instances")
                .collect(Collectors.joining(", "));
        if (counts.isEmpty()) {
            Actor.condition(status, condition, "False", "ContentRemoved", "All content successfully removed");
        } else {
            Actor.condition(status, condition, "True", "SomeRemain", text + message);
        }
    }

    /** It is empty: this controller has nothing more to do. */
    private static ObjectNode withoutOurs(ObjectNode namespace) {
        ArrayNode left = Json.object().putArray("finalizers");
        for (JsonNode finalizer : namespace.path("spec").path("finalizers")) {
            if (!finalizer.asText().equals(Admission.NAMESPACE_FINALIZER)) {
                left.add(finalizer);
            }
        }
        namespace.withObject("spec").set("finalizers", left);
        return namespace;
    }

    private static boolean released(ObjectNode namespace) {
        return namespace.path("spec").path("finalizers").isEmpty()
                && namespace.path("metadata").path("finalizers").isEmpty();
    }
}
