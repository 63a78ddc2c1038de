package io.jenkins.plugins.aps.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/rbac-force.yaml adds: what a finalizer holds goes by force, of applications and of nothing else. */
@WithControlPlane
class ForceRightsIT {
    private static final String APPLICATION = "force-holiday";
    private static final String HOLD = "{\"metadata\":{\"finalizers\":[\"example.org/hold\"]}}";

    @TempDir
    Path folder;

    private DeployerAccount account;
    private Deployments deployments;

    @BeforeEach
    void open(ControlPlane plane) throws Exception {
        account = new DeployerAccount(plane);
        deployments = new Deployments(account.settings(account::token), folder);
    }

    @AfterEach
    void close() throws Exception {
        deployments.close();
        account.admin()
                .resources(ClusterRoleBinding.class)
                .withName("aps-deployer-force")
                .delete();
        account.admin()
                .resources(ClusterRoleBinding.class)
                .withName("aps-deployer-force-all")
                .delete();
        account.awaitRight(false, "patch", "", "secrets", "", "default");
        account.awaitRight(false, "patch", "", "nodes", "", "");
        account.admin()
                .configMaps()
                .inNamespace(APPLICATION)
                .list()
                .getItems()
                .forEach(held -> patch(held, "{\"metadata\":{\"finalizers\":null}}"));
        account.admin()
                .apps()
                .deployments()
                .inNamespace(APPLICATION)
                .list()
                .getItems()
                .forEach(held -> patch(held, "{\"metadata\":{\"finalizers\":null}}"));
        account.remove(APPLICATION);
        account.admin()
                .configMaps()
                .inNamespace("default")
                .withName("force-foreign")
                .delete();
        account.close();
    }

    @Test
    void takesAwayWhatHoldsItsOwnObjectsAndNothingOfOthers() throws Exception {
        account.apply("rbac-force.yaml");
        account.awaitRight(true, "patch", "", "secrets", "", "default");
        deployHeld();

        var removed = deployments.undeploy(APPLICATION, true);

        assertThat(removed.verdict()).as(removed.reason()).isEqualTo(Outcome.GONE);
        assertThat(removed.finalizersRemoved()).anyMatch(told -> told.contains("example.org/hold"));
        account.admin()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace("default")
                        .withName("force-foreign")
                        .endMetadata()
                        .build())
                .create();
        try (var deployer = account.client()) {
            assertThat(DeployerAccount.code(() -> deployer.configMaps()
                            .inNamespace("default")
                            .withName("force-foreign")
                            .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"x\":\"y\"}}")))
                    .as("the policy holds for force too")
                    .isEqualTo(403);
        }
    }

    @Test
    void takesAwayWhatHoldsObjectsOfOthersInItsNamespacesAndChangesNothingElse() throws Exception {
        account.apply("rbac-force.yaml");
        account.apply("rbac-force-all.yaml");
        account.awaitRight(true, "patch", "", "nodes", "", "");
        deployments.deploy(APPLICATION, "registry.example.org/erp:1");
        account.admin()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(APPLICATION)
                        .withName("notes")
                        .withFinalizers("example.org/hold")
                        .endMetadata()
                        .build())
                .create();

        changesNothingOfTheCluster();
        var removed = deployments.undeploy(APPLICATION, true, true);

        assertThat(removed.verdict()).as(removed.reason()).isEqualTo(Outcome.GONE);
        assertThat(removed.finalizersRemoved()).contains("ConfigMap/notes: example.org/hold");
    }

    /** With these rights only the policy keeps what is in no namespace; what guards itself by none is not among them. */
    private void changesNothingOfTheCluster() {
        var label = "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}";
        try (var deployer = account.client()) {
            var merge = PatchContext.of(PatchType.JSON_MERGE);
            var node = account.admin().nodes().list().getItems().get(0);
            var kept = Map.of(
                    "node",
                    deployer.resource(node),
                    "cluster role",
                    deployer.rbac().clusterRoles().withName("view"),
                    "policy",
                    deployer.resources(ValidatingAdmissionPolicy.class).withName("aps-deployer"),
                    "policy binding",
                    deployer.resources(ValidatingAdmissionPolicyBinding.class).withName("aps-deployer"),
                    "foreign namespace",
                    deployer.namespaces().withName("default"));
            kept.forEach((what, object) -> assertThat(DeployerAccount.code(() -> object.patch(merge, label)))
                    .as(what)
                    .isEqualTo(403));
        }
    }

    private void deployHeld() throws Exception {
        deployments.deploy(APPLICATION, "registry.example.org/erp:1");
        var held = account.admin()
                .apps()
                .deployments()
                .inNamespace(APPLICATION)
                .withName("rb")
                .get();
        patch(held, HOLD);
    }

    private void patch(HasMetadata object, String patch) {
        account.admin().resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }
}
