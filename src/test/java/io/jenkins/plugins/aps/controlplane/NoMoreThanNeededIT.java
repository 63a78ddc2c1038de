package io.jenkins.plugins.aps.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
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

    /** See src/test/cluster/stages. */
    private static final String CRASHES = "registry.example.org/crash:1";

    @TempDir
    Path folder;

    @Test
    void everyRightIsUsed(ControlPlane plane) throws Exception {
        try (var account = new DeployerAccount(plane);
                var tunnel = account.tunnel()) {
            var token = account.token();
            try (var deployments = new Deployments(account.settings(() -> token, tunnel), folder)) {
                deployments.deploy(APPLICATION, "registry.example.org/erp:1");
                // What somebody touched is read before it is written again.
                touchEverything(account);
                deployments.deploy(APPLICATION, "registry.example.org/erp:1");
                deployments.deploy(APPLICATION, "registry.example.org/erp:2");
                assertThatThrownBy(() -> deployments.deploy(APPLICATION, CRASHES))
                        .isInstanceOf(ApsException.class);
                deployments.aps().status("", APPLICATION);
                var list = deployments.aps().readModel();
                DeployerAccount.await("records to be watched", () -> list.instance("", APPLICATION)
                        .isPresent());
                writeWhatIsRarelyWritten(account, tunnel, token);
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

    /** As kubectl does, in fields that are not ours; what has a generation gets another one. */
    private static void touchEverything(DeployerAccount account) {
        var admin = account.admin();
        var label = "{\"metadata\":{\"labels\":{\"touched\":\"yes\"}}}";
        for (var kind : List.of(
                Secret.class, ConfigMap.class, Service.class, ServiceAccount.class, PersistentVolumeClaim.class)) {
            touch(admin.resources(kind), label);
        }
        for (var kind : List.of(Deployment.class, StatefulSet.class)) {
            touch(admin.resources(kind), "{\"spec\":{\"minReadySeconds\":1}}");
        }
        touch(admin.resources(Ingress.class), "{\"spec\":{\"ingressClassName\":\"another\"}}");
    }

    private static <T extends HasMetadata> void touch(
            MixedOperation<T, KubernetesResourceList<T>, Resource<T>> all, String patch) {
        var inside = all.inNamespace(APPLICATION);
        inside.withLabel("app.kubernetes.io/managed-by", "aps-deployer").list().getItems().stream()
                .map(object -> object.getMetadata().getName())
                .forEach(name -> inside.withName(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch));
    }

    /**
     * A namespace, as the next version of the deployer may, whose namespaces carry other labels; and a volume claim that an
     * operation which was killed made, and recorded or not.
     */
    private static void writeWhatIsRarelyWritten(DeployerAccount account, Tunnel tunnel, String token) {
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

            // Another deployer on the same cluster.
            cluster.doors().life(new Owner("door-other", "op-1", 1), here -> false);

            var claim = account.admin()
                    .persistentVolumeClaims()
                    .inNamespace(APPLICATION)
                    .list()
                    .getItems()
                    .get(0);
            var claimRef = new ObjectRef(
                    "v1",
                    "PersistentVolumeClaim",
                    APPLICATION,
                    claim.getMetadata().getName());
            var made = new ClusterClient.Known(claim.getMetadata().getUid(), "before", 0, Set.of());
            cluster.write(
                    new PlannedObject(claimRef, claim, "after", PlannedObject.Mode.CREATE_ONCE), "op-needed", made);
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
