package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.aps.controlplane.ControlPlane;
import io.jenkins.plugins.aps.controlplane.DeployerAccount;
import io.jenkins.plugins.aps.controlplane.Prefix;
import io.jenkins.plugins.aps.controlplane.WithControlPlane;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

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
    @ResourceLock(APIS)
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
            awaitDiscovery(client, name, group);
            var gone = it.undeploy(true, false, LONG);
            assertThat(gone.verdict()).as(gone.reason()).isEqualTo(Outcome.GONE);
            assertThat(exists(name)).isFalse();
        }
    }

    /**
     * Kubernetes finds out that an API is no longer in its way when it looks at the namespace again, which it does ever
     * later, or when somebody touches it.
     */
    private void awaitDiscovery(KubernetesClient client, String name, String group) {
        DeployerAccount.await("the API to be forgotten", () -> client.getApiGroup(group) == null);
        var namespace = client.namespaces().withName(name);
        DeployerAccount.code(() -> namespace.patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"metadata\":{\"annotations\":{\"example.org/touched\":\"yes\"}}}"));
        namespace.waitUntilCondition(
                now -> now == null
                        || now.getStatus().getConditions().stream()
                                .noneMatch(condition -> condition.getType().equals("NamespaceDeletionDiscoveryFailure")
                                        && condition.getStatus().equals("True")),
                90,
                TimeUnit.SECONDS);
    }
}
