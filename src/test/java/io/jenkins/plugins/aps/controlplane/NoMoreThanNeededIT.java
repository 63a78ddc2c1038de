package io.jenkins.plugins.aps.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.KubernetesCluster;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every right of docs/rbac.yaml is used on the way of an application: what is asked for is no more than needed. */
@WithControlPlane
class NoMoreThanNeededIT {
    private static final String APPLICATION = "needed-holiday";

    @TempDir
    Path folder;

    @Test
    void everyRightIsUsed(ControlPlane plane) throws Exception {
        try (var account = new DeployerAccount(plane);
                var tunnel = account.tunnel()) {
            var token = account.token();
            try (var deployments = new Deployments(account.settings(() -> token, tunnel), folder)) {
                deployments.deploy(APPLICATION, "registry.example.org/erp:1");
                deployments.deploy(APPLICATION, "registry.example.org/erp:1");
                deployments.deploy(APPLICATION, "registry.example.org/erp:2");
                assertThatThrownBy(() -> deployments.deploy(APPLICATION, "registry.example.org/erp:" + BROKEN))
                        .isInstanceOf(ApsException.class);
                deployments.aps().status("", APPLICATION);
                changeTheNamespace(account, tunnel, token);
                deployments.undeploy(APPLICATION, true);
            } finally {
                account.remove(APPLICATION);
            }
            var used = Used.of(tunnel.requests());
            assertThat(unused(
                            "cluster",
                            account.read("rbac.yaml", ClusterRole.class, "aps-deployer")
                                    .getRules(),
                            used))
                    .isEmpty();
            assertThat(unused(
                            "application",
                            account.read("rbac.yaml", ClusterRole.class, "aps-deployer-application")
                                    .getRules(),
                            used))
                    .isEmpty();
            assertThat(unused(
                            "records",
                            account.read("rbac.yaml", Role.class, "aps-deployer-records")
                                    .getRules(),
                            used))
                    .isEmpty();
        }
    }

    /** An image that can't be pulled: src/test/cluster/stages. */
    private static final String BROKEN = "missing";

    /** As the next version of the deployer may, whose namespaces carry other labels. */
    private static void changeTheNamespace(DeployerAccount account, Tunnel tunnel, String token) {
        try (var cluster =
                KubernetesCluster.open(account.settings(() -> token, tunnel), "door-needed", Duration.ofSeconds(30))) {
            var ref = new ObjectRef("v1", "Namespace", "", APPLICATION);
            var live = (Namespace) cluster.find(ref).orElseThrow();
            var body = new NamespaceBuilder()
                    .withNewMetadata()
                    .withName(APPLICATION)
                    .withLabels(live.getMetadata().getLabels())
                    .addToLabels("another", "label")
                    .endMetadata()
                    .build();
            var known = new ClusterClient.Known(live.getMetadata().getUid(), "before", 0, Set.of());
            cluster.write(new PlannedObject(ref, body, "after", PlannedObject.Mode.APPLY), "op-needed", known);
        }
    }

    private static List<String> unused(String where, List<PolicyRule> rules, Set<String> used) {
        var unused = new TreeSet<String>();
        for (var rule : rules) {
            for (var resource : rule.getResources()) {
                for (var verb : rule.getVerbs()) {
                    var right = verb + " " + rule.getApiGroups().get(0) + "/" + resource;
                    if (!used.contains(right)) {
                        unused.add(where + ": " + right);
                    }
                }
            }
        }
        return List.copyOf(unused);
    }
}
