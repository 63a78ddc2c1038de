package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The controller of StatefulSets: pods in order, each with its claims; a new template replaces from the last pod down. */
final class StatefulSets {
    private static final String REVISION = "controller-revision-hash";

    private final Actor actor;

    StatefulSets(Actor actor) {
        this.actor = actor;
    }

    void reconcile(Key key, ObjectNode set) {
        if (Json.deleting(set)) {
            return;
        }
        int wanted = set.path("spec").path("replicas").asInt(1);
        String revision = key.name() + "-" + Json.hash(set.path("spec").path("template"));
        fill(key, set, wanted, revision);
        List<ObjectNode> pods = actor.ownedBy(set, ResourceType.POD);
        int ready = (int) pods.stream().filter(Actor::ready).count();
        int updated = (int)
                pods.stream().filter(pod -> revision.equals(revision(pod))).count();
        actor.store().modify(key, changed -> {
            ObjectNode status = changed.withObject("status");
            status.put(
                    "observedGeneration",
                    changed.path("metadata").path("generation").asLong());
            status.put("replicas", pods.size()).put("readyReplicas", ready).put("availableReplicas", ready);
            status.put("updatedReplicas", updated).put("updateRevision", revision);
            if (!status.has("currentRevision") || updated >= wanted && ready >= wanted) {
                status.put("currentRevision", revision);
            }
            boolean current = revision.equals(status.path("currentRevision").asText());
            status.put("currentReplicas", current ? updated : pods.size() - updated);
            return changed;
        });
    }

    private void fill(Key key, ObjectNode set, int wanted, String revision) {
        for (int ordinal = 0; ordinal < wanted; ordinal++) {
            Key podKey = key.sibling(ResourceType.POD, key.name() + "-" + ordinal);
            ObjectNode pod = actor.store().get(podKey);
            if (pod == null) {
                begin(set, podKey, revision);
                return;
            }
            if (!Actor.ready(pod) && revision.equals(revision(pod))) {
                return;
            }
        }
        List<ObjectNode> pods = actor.ownedBy(set, ResourceType.POD);
        for (int ordinal = Math.max(wanted, pods.size()) - 1; ordinal >= 0; ordinal--) {
            ObjectNode pod = actor.store().get(key.sibling(ResourceType.POD, key.name() + "-" + ordinal));
            if (pod != null && (ordinal >= wanted || !revision.equals(revision(pod)))) {
                actor.delete(pod);
                return;
            }
        }
    }

    private void begin(ObjectNode set, Key key, String revision) {
        ObjectNode pod = actor.child(set, ResourceType.POD, set.path("spec").path("template"));
        Json.meta(pod).withObject("labels").put(REVISION, revision);
        Json.meta(pod).withObject("labels").put("statefulset.kubernetes.io/pod-name", key.name());
        for (JsonNode template : set.path("spec").path("volumeClaimTemplates")) {
            String volume = Json.name(template);
            Key claim = key.sibling(ResourceType.CLAIM, volume + "-" + key.name());
            ObjectNode body = Json.object().put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
            body.putObject("metadata")
                    .set(
                            "labels",
                            set.path("spec")
                                    .path("selector")
                                    .path("matchLabels")
                                    .deepCopy());
            body.set("spec", template.path("spec").deepCopy());
            actor.create(claim, body);
            pod.withObject("spec")
                    .withArray("volumes")
                    .addObject()
                    .put("name", volume)
                    .putObject("persistentVolumeClaim")
                    .put("claimName", claim.name());
        }
        actor.create(key, pod);
    }

    private static String revision(JsonNode pod) {
        return pod.path("metadata").path("labels").path(REVISION).asText();
    }
}
