package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.aps.controlplane.ControlPlane;
import io.jenkins.plugins.aps.controlplane.Prefix;
import io.jenkins.plugins.aps.controlplane.WithControlPlane;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithControlPlane
class RemovalOnControlPlaneIT extends RemovalScenarios {
    private ControlPlane plane;
    private Prefix prefix;

    @BeforeEach
    void open(ControlPlane plane, Prefix prefix) {
        this.plane = plane;
        this.prefix = prefix;
    }

    @Override
    KubernetesClient client() {
        return plane.client();
    }

    @Override
    Settled settled(String name) {
        return new Settled(name, plane.kubeconfig(), prefix.platform());
    }

    @Override
    String name(String end) {
        return prefix.name(end);
    }

    @Test
    void anApiOfTheClusterDoesNotAnswer() throws Exception {
        var name = name("dead");
        var group = name + ".example.org";
        try (var it = settled(name);
                var client = client()) {
            it.deploy("registry.example.org/rb:1");
            var api = client.resource(
                            """
                            apiVersion: apiregistration.k8s.io/v1
                            kind: APIService
                            metadata: {name: v1.%1$s}
                            spec:
                              group: %1$s
                              version: v1
                              groupPriorityMinimum: 100
                              versionPriority: 100
                              insecureSkipTLSVerify: true
                              service: {name: nowhere, namespace: default}
                            """
                                    .formatted(group))
                    .create();
            try {
                var stuck = it.undeploy(false, false, SHORT);
                assertThat(stuck.verdict()).isEqualTo(Outcome.STUCK);
                assertThat(stuck.reason())
                        .contains("an API of the cluster does not answer")
                        .contains("APIService/v1." + group + " does not answer");
                var still = it.undeploy(true, true, LONG);
                assertThat(still.verdict()).isEqualTo(Outcome.STUCK);
                assertThat(still.finalizersRemoved()).isEmpty();
                assertThat(client.resource(api).get()).as("it is not ours").isNotNull();
            } finally {
                client.resource(api).delete();
            }
            var gone = it.undeploy(true, false, LONG);
            assertThat(gone.verdict()).as(gone.reason()).isEqualTo(Outcome.GONE);
            assertThat(exists(name)).isFalse();
        }
    }
}
