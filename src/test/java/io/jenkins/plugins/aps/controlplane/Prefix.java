package io.jenkins.plugins.aps.controlplane;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What the names of a test class begin with, so that classes which share a control plane don't meet. When the class has
 * ended, the namespaces and the objects outside of namespaces whose names begin so are removed, whatever holds them.
 */
public final class Prefix implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    /** What tests make outside of namespaces, and may leave behind. */
    private static final List<ResourceDefinitionContext> CLUSTER_WIDE = List.of(
            kind("admissionregistration.k8s.io", "v1", "ValidatingWebhookConfiguration"),
            kind("admissionregistration.k8s.io", "v1", "ValidatingAdmissionPolicyBinding"),
            kind("admissionregistration.k8s.io", "v1", "ValidatingAdmissionPolicy"),
            kind("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding"),
            kind("rbac.authorization.k8s.io", "v1", "ClusterRole"));

    private final ControlPlane plane;
    private final String text;

    Prefix(ControlPlane plane, String text) {
        this.plane = plane;
        this.text = text;
    }

    private static ResourceDefinitionContext kind(String group, String version, String kind) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withNamespaced(false)
                .build();
    }

    /** A name of this class: short, as applications' names have at most 26 characters. */
    public String name(String end) {
        return text + end;
    }

    /** A platform namespace for this class alone. */
    public String platform() {
        return name("platform");
    }

    @Override
    public void close() {
        try (var client = plane.client()) {
            // First what may refuse the rest.
            for (var kind : CLUSTER_WIDE) {
                var resources = client.genericKubernetesResources(kind);
                resources.list().getItems().stream()
                        .filter(this::isOurs)
                        .forEach(found -> resources.resource(found).delete());
            }
            var left = client.namespaces().list().getItems().stream()
                    .filter(this::isOurs)
                    .toList();
            left.forEach(namespace -> client.resource(namespace).delete());
            left.forEach(namespace -> release(client, namespace));
            left.forEach(namespace ->
                    client.resource(namespace).waitUntilCondition(Objects::isNull, PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
    }

    private boolean isOurs(HasMetadata object) {
        return object.getMetadata().getName().startsWith(text);
    }

    /** Pods that never end, and finalizers that tests set and nobody removes, would hold it for ever. */
    private static void release(KubernetesClient client, Namespace namespace) {
        var name = namespace.getMetadata().getName();
        client.configMaps().inNamespace(name).list().getItems().stream()
                .filter(map -> !map.getMetadata().getFinalizers().isEmpty())
                .forEach(map -> client.resource(map).edit(held -> {
                    held.getMetadata().setFinalizers(List.of());
                    return held;
                }));
        client.pods().inNamespace(name).list().getItems().stream()
                .filter(pod -> !pod.getMetadata().getFinalizers().isEmpty())
                .forEach(pod -> client.resource(pod).edit(held -> {
                    held.getMetadata().setFinalizers(List.of());
                    return held;
                }));
        client.pods().inNamespace(name).withGracePeriod(0).delete();
    }
}
