package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** The scheduler and the one node: pods start, fail by the marks of their images, and end. */
final class Kubelet {
    private static final int CRASHES_PACED = 5;

    private final Actor actor;

    Kubelet(Actor actor) {
        this.actor = actor;
    }

    void reconcile(Key key, ObjectNode pod) {
        if (Json.deleting(pod) && mark(pod) == ImageMark.NEVER_ENDS) {
            return;
        }
        if (Json.deleting(pod)) {
            actor.after(1, key, pod, () -> {
                if (actor.store().get(key).path("metadata").path("finalizers").isEmpty()) {
                    actor.store().remove(key);
                }
            });
        } else if (!pod.path("status").has("phase")) {
            schedule(key, pod);
        }
    }

    private void schedule(Key key, ObjectNode pod) {
        if (mark(pod) == ImageMark.UNSCHEDULABLE) {
            String why = "0/1 nodes are available: 1 Insufficient memory. preemption: 0/1 nodes are available: "
                    + "1 No preemption victims found for incoming pod.";
            actor.status(key, status -> {
                status.put("phase", "Pending");
                Actor.condition(status, "PodScheduled", "False", "Unschedulable", why);
            });
            actor.event(pod, "Warning", "FailedScheduling", why);
            return;
        }
        actor.status(key, status -> {
            status.put("phase", "Pending").put("startTime", Json.now());
            Actor.condition(status, "PodScheduled", "True", "", "");
            Actor.condition(status, "Ready", "False", "ContainersNotReady", "containers with unready status");
            containers(pod, status).forEach(container -> waiting(container, "ContainerCreating", ""));
        });
        actor.after(1, key, pod, () -> begin(key));
    }

    /** A ConfigMap or Secret is there: pods that lacked it try again. */
    void contentCame(String namespace) {
        for (ObjectNode pod : actor.store().list(ResourceType.POD, namespace)) {
            String reason =
                    pod.at("/status/containerStatuses/0/state/waiting/reason").asText();
            if (reason.equals("CreateContainerConfigError") || reason.equals("ContainerCreating")) {
                Key key = Store.key(pod);
                actor.after(1, key, pod, () -> begin(key));
            }
        }
    }

    private void begin(Key key) {
        ObjectNode pod = actor.store().get(key);
        String at = pod.at("/status/containerStatuses/0/state/waiting/reason").asText();
        if (Json.deleting(pod) || !at.equals("CreateContainerConfigError") && !at.equals("ContainerCreating")) {
            return;
        }
        String lacking = PodNeeds.lacking(actor.store(), pod);
        if (!lacking.isEmpty()) {
            all(key, pod, (container, spec) -> waiting(container, "CreateContainerConfigError", lacking));
            actor.event(pod, "Warning", "Failed", "Error: " + lacking);
            return;
        }
        switch (mark(pod)) {
            case NOT_FOUND -> failPull(key, pod);
            case CRASH, OUT_OF_MEMORY -> crash(key, pod, 0);
            case SLOW -> actor.after(20, key, pod, () -> run(key));
            default -> run(key);
        }
    }

    private void run(Key key) {
        ObjectNode pod = actor.store().get(key);
        all(key, pod, (container, spec) -> {
            container
                    .put("ready", true)
                    .put("started", true)
                    .putObject("state")
                    .putObject("running")
                    .put("startedAt", Json.now());
        });
        actor.status(key, status -> {
            status.put("phase", "Running").put("podIP", "10.244.0.1");
            Actor.condition(status, "ContainersReady", "True", "", "");
            Actor.condition(status, "Ready", "True", "", "");
        });
        actor.event(
                pod,
                "Normal",
                "Started",
                "Started container " + pod.at("/spec/containers/0/name").asText());
    }

    private void failPull(Key key, ObjectNode pod) {
        String image = badImage(pod);
        String why = "failed to pull and unpack image \"" + image + "\": failed to resolve reference \"" + image
                + "\": " + image + ": not found";
        whereMarked(
                key, pod, container -> waiting(container, "ErrImagePull", "rpc error: code = NotFound desc = " + why));
        actor.event(pod, "Warning", "Failed", "Failed to pull image \"" + image + "\": " + why);
        actor.after(2, key, pod, () -> {
            String backOff = "Back-off pulling image \"" + image + "\": ErrImagePull: " + why;
            whereMarked(key, pod, container -> waiting(container, "ImagePullBackOff", backOff));
            actor.event(pod, "Normal", "BackOff", "Back-off pulling image \"" + image + "\"");
        });
    }

    private void crash(Key key, ObjectNode pod, int restarts) {
        String name = Json.name(pod);
        boolean killed = mark(pod) == ImageMark.OUT_OF_MEMORY;
        whereMarked(key, pod, container -> {
            String message = "back-off " + Math.min(300, 10 << Math.min(restarts, 5)) + "s restarting failed container="
                    + container.path("name").asText() + " pod=" + name + "_" + key.namespace() + "(" + Json.uid(pod)
                    + ")";
            waiting(container, "CrashLoopBackOff", message);
            container
                    .put("restartCount", restarts)
                    .putObject("lastState")
                    .putObject("terminated")
                    .put("exitCode", killed ? 137 : 1)
                    .put("reason", killed ? "OOMKilled" : "Error")
                    .put("startedAt", Json.now())
                    .put("finishedAt", Json.now());
        });
        actor.status(key, status -> status.put("phase", "Running"));
        actor.event(pod, "Warning", "BackOff", "Back-off restarting failed container in pod " + name);
        if (restarts < CRASHES_PACED) {
            actor.after(2 << restarts, key, pod, () -> crash(key, pod, restarts + 1));
        }
    }

    String log(Call call) {
        ObjectNode pod = actor.store().get(call.key());
        if (pod == null) {
            throw ApiError.notFound(call.key());
        }
        return PodNeeds.log(pod, call.query().getOrDefault("container", ""));
    }

    private interface Change {
        void accept(ObjectNode container, JsonNode spec);
    }

    private void whereMarked(Key key, ObjectNode pod, Consumer<ObjectNode> change) {
        all(key, pod, (container, spec) -> {
            if (ImageMark.of(spec.path("image").asText()) == mark(pod)) {
                change.accept(container);
            }
        });
    }

    private void all(Key key, ObjectNode pod, Change change) {
        actor.status(key, status -> {
            ArrayNode statuses = containers(pod, status);
            for (int i = 0; i < statuses.size(); i++) {
                change.accept(
                        (ObjectNode) statuses.get(i),
                        pod.path("spec").path("containers").get(i));
            }
        });
    }

    private static ArrayNode containers(ObjectNode pod, ObjectNode status) {
        ArrayNode statuses = status.withArray("containerStatuses");
        if (statuses.isEmpty()) {
            pod.path("spec").path("containers").forEach(spec -> statuses.addObject()
                    .put("name", spec.path("name").asText())
                    .put("image", spec.path("image").asText())
                    .put("imageID", "")
                    .put("ready", false)
                    .put("restartCount", 0));
        }
        return statuses;
    }

    private static void waiting(JsonNode container, String reason, String message) {
        ObjectNode waiting =
                ((ObjectNode) container).put("ready", false).putObject("state").putObject("waiting");
        waiting.put("reason", reason);
        if (!message.isEmpty()) {
            waiting.put("message", message);
        }
    }

    /** The worst of its containers. */
    static ImageMark mark(JsonNode pod) {
        ImageMark worst = ImageMark.NONE;
        for (JsonNode container : pod.path("spec").path("containers")) {
            ImageMark mark = ImageMark.of(container.path("image").asText());
            worst = mark.compareTo(worst) < 0 ? mark : worst;
        }
        return worst;
    }

    private static String badImage(JsonNode pod) {
        for (JsonNode container : pod.path("spec").path("containers")) {
            String image = container.path("image").asText();
            if (ImageMark.of(image) == ImageMark.NOT_FOUND) {
                return image;
            }
        }
        return "";
    }
}
