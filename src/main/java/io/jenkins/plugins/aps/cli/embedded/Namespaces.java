package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

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
        StringBuilder finalizers = new StringBuilder();
        int remaining = 0;
        for (ResourceType type : ResourceType.ALL) {
            for (ObjectNode object : type.namespaced() ? actor.store().list(type, name) : List.<ObjectNode>of()) {
                remaining++;
                object.path("metadata").path("finalizers").forEach(finalizer -> finalizers
                        .append(finalizers.isEmpty() ? "" : ", ")
                        .append(finalizer.asText())
                        .append(" in 1 resource instances"));
            }
        }
        if (remaining == 0) {
            actor.store().remove(key);
        } else if (!finalizers.isEmpty()) {
            String message = "Some content in the namespace has finalizers remaining: " + finalizers;
            actor.status(
                    key,
                    status -> Actor.condition(
                            status, "NamespaceFinalizersRemaining", "True", "SomeFinalizersRemain", message));
        }
    }
}
