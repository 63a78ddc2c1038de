package io.jenkins.plugins.aps.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/rbac-prepared.yaml: an administrator makes the namespaces, as docs/kubernetes.md shows. */
@WithControlPlane
class PreparedNamespaceIT {
    private static final String APPLICATION = "prepared-holiday";

    @TempDir
    Path folder;

    private DeployerAccount account;
    private Deployments deployments;

    @BeforeEach
    void open(ControlPlane plane) throws Exception {
        account = new DeployerAccount(plane);
        account.apply("rbac-prepared.yaml");
        account.awaitRight(false, "create", "", "namespaces", "", "");
        account.awaitRight(false, "bind", "rbac.authorization.k8s.io", "clusterroles", "aps-deployer-application", "");
        deployments = new Deployments(account.settings(account::token), folder);
    }

    @AfterEach
    void close() throws Exception {
        deployments.close();
        account.remove(APPLICATION, "prepared-other");
        account.apply("rbac.yaml");
        account.awaitRight(true, "create", "", "namespaces", "", "");
        account.awaitRight(true, "bind", "rbac.authorization.k8s.io", "clusterroles", "aps-deployer-application", "");
        account.close();
    }

    /** The example of docs/kubernetes.md, for another name. */
    private void prepare(String application) throws Exception {
        var page = Files.readString(Path.of("docs", "kubernetes.md"));
        var example = page.substring(page.indexOf("```yaml\n") + 8);
        example = example.substring(0, example.indexOf("```")).replace("holiday", application);
        try (var text = new java.io.ByteArrayInputStream(example.getBytes(StandardCharsets.UTF_8))) {
            account.admin().load(text).serverSideApply();
        }
        account.awaitRight(true, "patch", "", "secrets", "", application);
        account.awaitRight(true, "delete", "", "persistentvolumeclaims", "", application);
    }

    @Test
    void deploysIntoItAndLeavesItAsItIs() throws Exception {
        prepare(APPLICATION);
        var before = namespace();
        assertThat(deployments.deploy(APPLICATION, "registry.example.org/erp:1").status())
                .isEqualTo(Status.RUNNING);
        assertThat(deployments.deploy(APPLICATION, "registry.example.org/erp:2").applicationVersion())
                .isEqualTo(2);
        assertThat(deployments.aps().status("", APPLICATION).status()).isEqualTo(Status.RUNNING);
        assertThat(namespace().getMetadata().getResourceVersion())
                .isEqualTo(before.getMetadata().getResourceVersion());
    }

    @Test
    void emptiesItAndLeavesItWithWhatOthersPutThere() throws Exception {
        prepare(APPLICATION);
        deployments.deploy(APPLICATION, "registry.example.org/erp:1");
        var foreign = account.admin()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(APPLICATION)
                        .withName("of-others")
                        .endMetadata()
                        .build())
                .create();

        var removed = deployments.undeploy(APPLICATION, false);

        assertThat(removed.verdict()).as(removed.reason()).isEqualTo(Outcome.GONE);
        assertThat(removed.reason()).isEqualTo("the namespace stays, as an administrator made it");
        assertThat(namespace().getMetadata().getDeletionTimestamp()).isNull();
        var admin = account.admin();
        assertThat(admin.resource(foreign).get()).isNotNull();
        assertThat(admin.persistentVolumeClaims()
                        .inNamespace(APPLICATION)
                        .list()
                        .getItems())
                .isEmpty();
        assertThat(admin.secrets().inNamespace(APPLICATION).list().getItems()).isEmpty();
        assertThat(deployments.aps().status("", APPLICATION).status()).isEqualTo(Status.NOT_DEPLOYED);

        assertThat(deployments.deploy(APPLICATION, "registry.example.org/erp:1").status())
                .as("and again")
                .isEqualTo(Status.RUNNING);
    }

    @Test
    void takesNoNamespaceThatWasPreparedForAnotherOrForNobody() throws Exception {
        prepare("prepared-other");
        assertThatThrownBy(() -> deployments.deploy(APPLICATION, "registry.example.org/erp:1"))
                .isInstanceOfSatisfying(ApsException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.NOT_ALLOWED);
                    assertThat(e.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")))
                            .contains("cannot create, patch, delete namespaces at cluster scope, and namespace '"
                                    + APPLICATION + "' is not one that an administrator prepared");
                });
    }

    private Namespace namespace() {
        return account.admin().namespaces().withName(APPLICATION).get();
    }
}
