package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** The controllers of Deployments and ReplicaSets. A new template runs first, then the old one is retired. */
final class Workloads {
    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String HASH = "pod-template-hash";

    private final Actor actor;

    Workloads(Actor actor) {
        this.actor = actor;
    }

    void deployment(Key key, ObjectNode deployment) {
        if (Json.deleting(deployment)) {
            return;
        }
        int wanted = deployment.path("spec").path("replicas").asInt(1);
        String hash = Json.hash(deployment.path("spec").path("template"));
        Key newestKey = key.sibling(ResourceType.REPLICA_SET, key.name() + "-" + hash);
        if (actor.store().get(newestKey) == null) {
            beginRevision(deployment, newestKey, hash, wanted);
        }
        List<ObjectNode> sets = actor.ownedBy(deployment, ResourceType.REPLICA_SET);
        ObjectNode newest = actor.store().get(newestKey);
        int ready = newest.path("status").path("readyReplicas").asInt();
        boolean observed = newest.path("status").path("observedGeneration").asLong()
                == newest.path("metadata").path("generation").asLong();
        scale(newest, wanted);
        if (ready >= wanted && observed) {
            sets.stream()
                    .filter(set -> !Json.name(set).equals(newestKey.name()))
                    .forEach(set -> scale(set, 0));
        }
        int all = sum(sets, "replicas");
        int available = sum(sets, "readyReplicas");
        boolean done = ready >= wanted && all == wanted;
        actor.store().modify(key, changed -> {
            Json.meta(changed)
                    .withObject("annotations")
                    .set(REVISION, newest.path("metadata").path("annotations").path(REVISION));
            ObjectNode status = changed.withObject("status");
            status.put(
                    "observedGeneration",
                    changed.path("metadata").path("generation").asLong());
            count(status, "replicas", all);
            count(
                    status,
                    "updatedReplicas",
                    newest.path("status").path("replicas").asInt());
            count(status, "readyReplicas", available);
            count(status, "availableReplicas", available);
            count(status, "unavailableReplicas", Math.max(0, wanted - available));
            boolean enough = available >= wanted;
            Actor.condition(
                    status,
                    "Available",
                    enough ? "True" : "False",
                    enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                    "Deployment " + (enough ? "has" : "does not have") + " minimum availability.");
            Actor.condition(
                    status,
                    "Progressing",
                    "True",
                    done ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
                    "ReplicaSet \"" + newestKey.name() + "\" "
                            + (done ? "has successfully progressed." : "is progressing."));
            return changed;
        });
    }

    private void beginRevision(ObjectNode deployment, Key key, String hash, int wanted) {
        int revision = 1
                + actor.ownedBy(deployment, ResourceType.REPLICA_SET).stream()
                        .map(set -> set.path("metadata")
                                .path("annotations")
                                .path(REVISION)
                                .asInt())
                        .max(Comparator.naturalOrder())
                        .orElse(0);
        ObjectNode set = actor.child(
                deployment, ResourceType.REPLICA_SET, deployment.path("spec").path("template"));
        ObjectNode spec = set.putObject("spec");
        Json.meta(set).withObject("labels").put(HASH, hash);
        Json.meta(set).putObject("annotations").put(REVISION, String.valueOf(revision));
        spec.put("replicas", wanted);
        spec.set("selector", deployment.path("spec").path("selector").deepCopy());
        spec.withObject("selector").withObject("matchLabels").put(HASH, hash);
        spec.set("template", deployment.path("spec").path("template").deepCopy());
        spec.withObject("template").withObject("metadata").withObject("labels").put(HASH, hash);
        actor.create(key, set);
        actor.event(deployment, "Normal", "ScalingReplicaSet", "Scaled up replica set " + key.name() + " to " + wanted);
    }

    private void scale(ObjectNode set, int replicas) {
        if (set.path("spec").path("replicas").asInt() != replicas) {
            actor.store().modify(Store.key(set), changed -> {
                changed.withObject("spec").put("replicas", replicas);
                Json.meta(changed)
                        .put(
                                "generation",
                                changed.path("metadata").path("generation").asLong() + 1);
                return changed;
            });
        }
    }

    void replicaSet(Key key, ObjectNode set) {
        if (Json.deleting(set)) {
            return;
        }
        int wanted = set.path("spec").path("replicas").asInt();
        List<ObjectNode> pods = alive(set);
        for (int missing = pods.size(); missing < wanted; missing++) {
            String suffix = UUID.randomUUID().toString().substring(0, 5);
            ObjectNode pod = actor.child(set, ResourceType.POD, set.path("spec").path("template"));
            actor.create(key.sibling(ResourceType.POD, key.name() + "-" + suffix), pod);
        }
        pods.stream()
                .sorted(Comparator.comparing(Actor::ready))
                .limit(Math.max(0, pods.size() - wanted))
                .forEach(actor::delete);
        List<ObjectNode> now = alive(set);
        int ready = (int) now.stream().filter(Actor::ready).count();
        actor.store().modify(key, changed -> {
            ObjectNode status = changed.withObject("status");
            status.put(
                    "observedGeneration",
                    changed.path("metadata").path("generation").asLong());
            status.put("replicas", now.size());
            count(status, "fullyLabeledReplicas", now.size());
            count(status, "readyReplicas", ready);
            count(status, "availableReplicas", ready);
            return changed;
        });
    }

    private List<ObjectNode> alive(ObjectNode set) {
        return actor.ownedBy(set, ResourceType.POD).stream()
                .filter(pod -> !Json.deleting(pod))
                .toList();
    }

    private static int sum(List<ObjectNode> sets, String field) {
        return sets.stream()
                .mapToInt(set -> set.path("status").path(field).asInt())
                .sum();
    }

    /** As the API writes numbers: zero is left out. */
    private static void count(ObjectNode status, String field, int value) {
        if (value == 0) {
            status.remove(field);
        } else {
            status.put(field, value);
        }
    }
}
