package io.jenkins.plugins.aps.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@WithControlPlane
class ControlPlaneIT {
    @Test
    void runsAndSimulatesNodes(ControlPlane plane) {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(plane.kubeconfig()))
                .build()) {
            assertThat(client.getKubernetesVersion().getGitVersion()).startsWith("v1.34");
            assertThat(client.nodes().list().getItems()).hasSize(2);
            client.run()
                    .inNamespace("default")
                    .withName("pause")
                    .withNewRunConfig()
                    .withImage("registry.example.org/pause:1")
                    .done();
            var pod = client.pods()
                    .inNamespace("default")
                    .withName("pause")
                    .waitUntilCondition(
                            p -> p != null
                                    && p.getStatus() != null
                                    && "Running".equals(p.getStatus().getPhase()),
                            30,
                            TimeUnit.SECONDS);
            assertThat(pod.getSpec().getNodeName()).startsWith("node-");
            client.resource(pod).delete();
        }
    }
}
