package io.jenkins.plugins.aps.engine;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;

/** The cluster in this process. */
public record EmbeddedPlace(EmbeddedCluster cluster) implements Place {
    @Override
    public String kubeconfig() {
        return cluster.kubeconfig();
    }

    @Override
    public KubernetesClient client() {
        return cluster.client();
    }

    @Override
    public String name(String end) {
        return "e-" + end;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
