package io.jenkins.plugins.aps.controlplane;

import static io.jenkins.plugins.aps.controlplane.DeployerAccount.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/rbac.yaml keeps the deployer from, whatever it tries: everything that is not an application. */
@WithControlPlane
class FencesIT {
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String ROLE = "aps-deployer-application";

    private static final String POD_SECURITY = "pod-security.kubernetes.io/enforce";

    private DeployerAccount account;
    private KubernetesClient deployer;

    @BeforeEach
    void open(ControlPlane plane) throws Exception {
        account = new DeployerAccount(plane);
        deployer = account.client();
        account.admin().resource(namespace("fences-foreign", Map.of())).create();
        deployer.resource(namespace("fences-own", Map.of(MANAGED_BY, "aps-deployer", POD_SECURITY, "baseline")))
                .create();
    }

    @AfterEach
    void close() {
        account.remove("fences-foreign", "fences-own");
        deployer.close();
        account.close();
    }

    @Test
    void makesNoNamespaceWithoutItsLabel() {
        assertThat(code(() ->
                        deployer.resource(namespace("fences-plain", Map.of())).create()))
                .isEqualTo(403);
        assertThat(code(() -> deployer.resource(namespace("fences-plain", Map.of(MANAGED_BY, "helm")))
                        .create()))
                .isEqualTo(403);
    }

    @Test
    void makesNoNamespaceWithoutPodSecurityNorTakesItAway() {
        assertThat(code(() -> deployer.resource(namespace("fences-plain", Map.of(MANAGED_BY, "aps-deployer")))
                        .create()))
                .isEqualTo(403);
        var privileged = Map.of(MANAGED_BY, "aps-deployer", POD_SECURITY, "privileged");
        assertThat(code(() ->
                        deployer.resource(namespace("fences-plain", privileged)).create()))
                .isEqualTo(403);
        assertThat(label("fences-own", POD_SECURITY, "null")).isEqualTo(403);
        assertThat(label("fences-own", POD_SECURITY, "\"restricted\"")).isZero();
    }

    @Test
    void neitherDeletesNorChangesNorTakesAForeignNamespace() {
        for (var name : new String[] {"fences-foreign", "kube-system", DeployerAccount.PLATFORM}) {
            assertThat(code(() -> deployer.namespaces().withName(name).delete()))
                    .as("delete " + name)
                    .isEqualTo(403);
            assertThat(label(name, MANAGED_BY, "\"aps-deployer\""))
                    .as("take " + name)
                    .isEqualTo(403);
            assertThat(label(name, "x", "\"y\"")).as("change " + name).isEqualTo(403);
        }
    }

    @Test
    void doesNotTakeItsLabelFromItsOwnNamespace() {
        assertThat(label("fences-own", "x", "\"y\"")).isZero();
        assertThat(label("fences-own", MANAGED_BY, "null")).isEqualTo(403);
    }

    @Test
    void leavesAPreparedNamespaceAsItIs() {
        account.admin()
                .namespaces()
                .withName("fences-own")
                .patch(merge(), "{\"metadata\":{\"labels\":{\"aps.jenkins.io/prepared\":\"true\"}}}");
        assertThat(code(() -> deployer.namespaces().withName("fences-own").delete()))
                .isEqualTo(403);
        assertThat(label("fences-own", "aps.jenkins.io/prepared", "null")).isEqualTo(403);
    }

    @Test
    void bindsOneRoleToItselfInItsOwnNamespacesAndNothingElse() {
        assertThat(bind("fences-own", ROLE, DeployerAccount.NAME)).isZero();
        assertThat(bind("fences-foreign", ROLE, DeployerAccount.NAME)).isEqualTo(403);
        assertThat(bind("kube-system", ROLE, DeployerAccount.NAME)).isEqualTo(403);
        assertThat(bind("default", ROLE, DeployerAccount.NAME)).isEqualTo(403);
        assertThat(bind("fences-own", "cluster-admin", DeployerAccount.NAME)).isEqualTo(403);
        assertThat(bind("fences-own", "admin", DeployerAccount.NAME)).isEqualTo(403);
        assertThat(bind("fences-own", ROLE, "default")).isEqualTo(403);
    }

    @Test
    void writesNowhereElseEvenWithARoleThatSomebodyGaveItByMistake() {
        var mistake = new RoleBindingBuilder(binding("fences-foreign", "cluster-admin", DeployerAccount.NAME)).build();
        account.admin().resource(mistake).create();
        account.awaitRight(true, "create", "", "configmaps", "", "fences-foreign");
        assertThat(code(() -> deployer.resource(map("fences-foreign")).create()))
                .isEqualTo(403);
    }

    @Test
    void changesNothingThatIsInNoNamespaceButAsksWhatItMay() {
        var mistake = new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName("fences-mistake")
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                .addNewSubject("", "ServiceAccount", DeployerAccount.NAME, DeployerAccount.PLATFORM)
                .build();
        account.admin().resource(mistake).create();
        try {
            account.awaitRight(true, "create", "rbac.authorization.k8s.io", "clusterroles", "", "");
            assertThat(code(() -> deployer.rbac()
                            .clusterRoles()
                            .withName("view")
                            .patch(merge(), "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}")))
                    .isEqualTo(403);
            assertThat(code(() -> deployer.resource(new ClusterRoleBuilder()
                                    .withNewMetadata()
                                    .withName("fences-role")
                                    .endMetadata()
                                    .build())
                            .create()))
                    .isEqualTo(403);
            assertThat(code(() -> deployer.rbac()
                            .clusterRoleBindings()
                            .withName("fences-mistake")
                            .delete()))
                    .isEqualTo(403);
            assertThat(code(() -> deployer.authorization()
                            .v1()
                            .selfSubjectRulesReview()
                            .create(new SelfSubjectRulesReviewBuilder()
                                    .withNewSpec()
                                    .withNamespace("fences-own")
                                    .endSpec()
                                    .build())))
                    .isZero();
        } finally {
            account.admin().resource(mistake).delete();
            account.awaitRight(false, "create", "rbac.authorization.k8s.io", "clusterroles", "", "");
        }
    }

    @Test
    void readsNoSecretsOfOthers() {
        assertThat(code(() -> deployer.secrets().inNamespace("kube-system").list()))
                .isEqualTo(403);
        assertThat(code(() -> deployer.secrets().inAnyNamespace().list())).isEqualTo(403);
        assertThat(code(() -> deployer.pods().inAnyNamespace().list())).isEqualTo(403);
    }

    @Test
    void refusesAnApplicationInAForeignNamespaceWithASentence(@TempDir Path folder) throws Exception {
        try (var deployments = new Deployments(account.settings(account::token), folder)) {
            assertThatThrownBy(() -> deployments.deploy("fences-foreign", "registry.example.org/erp:1"))
                    .isInstanceOfSatisfying(
                            ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                    .hasMessageContaining("exists and is not ours");
        }
        assertThat(account.admin()
                        .namespaces()
                        .withName("fences-foreign")
                        .get()
                        .getMetadata()
                        .getDeletionTimestamp())
                .isNull();
        assertThat(account.admin()
                        .resources(RoleBinding.class)
                        .inNamespace("fences-foreign")
                        .list()
                        .getItems())
                .isEmpty();
    }

    private int label(String namespace, String key, String value) {
        return code(() -> deployer.namespaces()
                .withName(namespace)
                .patch(merge(), "{\"metadata\":{\"labels\":{\"" + key + "\":" + value + "}}}"));
    }

    private static PatchContext merge() {
        return PatchContext.of(PatchType.JSON_MERGE);
    }

    private int bind(String namespace, String role, String account) {
        return code(() -> deployer.resource(binding(namespace, role, account)).serverSideApply());
    }

    private static RoleBinding binding(String namespace, String role, String account) {
        return new RoleBindingBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("fences-" + role)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                .addNewSubject("", "ServiceAccount", account, DeployerAccount.PLATFORM)
                .build();
    }

    private static io.fabric8.kubernetes.api.model.ConfigMap map(String namespace) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("m")
                .endMetadata()
                .build();
    }

    private static Namespace namespace(String name, Map<String, String> labels) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build();
    }
}
