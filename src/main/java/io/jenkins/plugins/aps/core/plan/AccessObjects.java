package io.jenkins.plugins.aps.core.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.Principals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The namespace, who the pods are, and who may administer and use the application. */
final class AccessObjects {
    static final String SERVICE_ACCOUNT = "application";
    private static final String COMPONENT = "access";
    private static final ObjectMapper JSON = new ObjectMapper();

    private AccessObjects() {}

    /**
     * The namespace. Its pod security level is "baseline", not "restricted": images of one's own may run as root, but none
     * needs the host.
     */
    static Namespace namespace(String application) {
        var labels = new TreeMap<>(Labels.all(application, "namespace", COMPONENT));
        labels.put("type", "application");
        labels.put("pod-security.kubernetes.io/enforce", "baseline");
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(application)
                .withLabels(labels)
                .endMetadata()
                .build();
    }

    /** Without a token: no service of an application talks to the cluster. */
    static ServiceAccount serviceAccount(String application) {
        return new ServiceAccountBuilder()
                .withMetadata(Labels.meta(application, SERVICE_ACCOUNT, "application", COMPONENT))
                .withAutomountServiceAccountToken(false)
                .build();
    }

    /**
     * Roles and who has them, in the shape of a descriptor's {@code security}. No pod reads it, so that a change of it
     * restarts nothing: services ask the identity service, which is told from here.
     */
    static ConfigMap access(String application, Access access) {
        var roles = List.of(role("ACTIVITI_ADMIN", access.administrators()), role("ACTIVITI_USER", access.users()));
        try {
            return new ConfigMapBuilder()
                    .withMetadata(Labels.meta(application, "access", "access", COMPONENT))
                    .withData(Map.of("security.json", JSON.writeValueAsString(roles)))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings always have a JSON form", e);
        }
    }

    private static Map<String, Object> role(String role, Principals principals) {
        var map = new LinkedHashMap<String, Object>();
        map.put("role", role);
        map.put("users", principals.users());
        map.put("groups", principals.groups());
        return map;
    }
}
