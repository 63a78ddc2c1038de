package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a pod takes from other objects, and what its containers would have written. */
final class PodNeeds {
    private PodNeeds() {}

    /** The first ConfigMap or Secret that it needs and that isn't there, in the kubelet's words; empty: none. */
    static String lacking(Store store, JsonNode pod) {
        String namespace = pod.path("metadata").path("namespace").asText();
        for (JsonNode container : pod.path("spec").path("containers")) {
            for (JsonNode from : container.path("envFrom")) {
                String lacking = lacking(store, namespace, from.path("configMapRef"), from.path("secretRef"));
                if (!lacking.isEmpty()) {
                    return lacking;
                }
            }
            for (JsonNode variable : container.path("env")) {
                JsonNode from = variable.path("valueFrom");
                String lacking = lacking(store, namespace, from.path("configMapKeyRef"), from.path("secretKeyRef"));
                if (!lacking.isEmpty()) {
                    return lacking;
                }
            }
        }
        for (JsonNode volume : pod.path("spec").path("volumes")) {
            ObjectNode secret = Json.object()
                    .put("name", volume.path("secret").path("secretName").asText());
            String lacking = lacking(store, namespace, volume.path("configMap"), secret);
            if (!lacking.isEmpty()) {
                return lacking;
            }
        }
        return "";
    }

    private static String lacking(Store store, String namespace, JsonNode configMap, JsonNode secret) {
        if (lacks(
                store,
                new Key(
                        ResourceType.CONFIG_MAP,
                        namespace,
                        configMap.path("name").asText()),
                configMap)) {
            return "configmap \"" + configMap.path("name").asText() + "\" not found";
        }
        if (lacks(
                store,
                new Key(ResourceType.SECRET, namespace, secret.path("name").asText()),
                secret)) {
            return "secret \"" + secret.path("name").asText() + "\" not found";
        }
        return "";
    }

    private static boolean lacks(Store store, Key key, JsonNode reference) {
        return !key.name().isEmpty() && !reference.path("optional").asBoolean() && store.get(key) == null;
    }

    /** A container's log. Throws {@link ApiError} as the API server does for one that never started. */
    static String log(ObjectNode pod, String wanted) {
        for (JsonNode status : pod.path("status").path("containerStatuses")) {
            String name = status.path("name").asText();
            if (wanted.isEmpty() || wanted.equals(name)) {
                String reason =
                        status.path("state").path("waiting").path("reason").asText();
                boolean ran = status.path("lastState").has("terminated");
                if (!reason.isEmpty() && !ran) {
                    throw ApiError.badRequest("container \"" + name + "\" in pod \"" + Json.name(pod)
                            + "\" is waiting to start: " + reason);
                }
                return ran
                        ? "starting " + name + "\nconnecting to the broker\nerror: " + name
                                + " can't start: the configuration is not complete\nexit 1\n"
                        : "starting " + name + "\nstarted " + name + "\n";
            }
        }
        throw ApiError.badRequest("container " + wanted + " is not valid for pod " + Json.name(pod));
    }
}
