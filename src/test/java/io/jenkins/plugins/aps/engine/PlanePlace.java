package io.jenkins.plugins.aps.engine;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.aps.controlplane.ControlPlane;
import io.jenkins.plugins.aps.controlplane.Prefix;

/** A real control plane. */
record PlanePlace(ControlPlane plane, Prefix prefix) implements Place {
    @Override
    public String kubeconfig() {
        return plane.kubeconfig();
    }

    @Override
    public KubernetesClient client() {
        return plane.client();
    }

    @Override
    public String name(String end) {
        return prefix.name(end);
    }
}
