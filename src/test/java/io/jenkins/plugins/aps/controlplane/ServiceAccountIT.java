package io.jenkins.plugins.aps.controlplane;

import static io.jenkins.plugins.aps.controlplane.DeployerAccount.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way under a service account that has docs/rbac.yaml and no other right. */
@WithControlPlane
class ServiceAccountIT {
    private static final String APPLICATION = "sa-holiday";

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
        account.remove(APPLICATION, "sa-other");
        account.close();
    }

    @Test
    void deploysLooksUpgradesAndUndeploys() throws Exception {
        var first = deployments.deploy(APPLICATION, "registry.example.org/erp:1");
        assertThat(first.status()).as(first.reason()).isEqualTo(Status.RUNNING);
        assertThat(first.changes()).allMatch(change -> change.action() == Change.Action.CREATED);

        assertThat(deployments.aps().status("", APPLICATION).status()).isEqualTo(Status.RUNNING);
        deployments.deploy("sa-other", "registry.example.org/erp:1");
        assertThat(deployments.aps().statuses(""))
                .filteredOn(instance -> instance.application().startsWith("sa-"))
                .extracting(Instance::status)
                .containsExactly(Status.RUNNING, Status.RUNNING);

        var again = deployments.deploy(APPLICATION, "registry.example.org/erp:1");
        assertThat(again.changes()).allMatch(change -> change.action() == Change.Action.UNCHANGED);
        var second = deployments.deploy(APPLICATION, "registry.example.org/erp:2");
        assertThat(second.applicationVersion()).isEqualTo(2);
        assertThat(second.status()).isEqualTo(Status.RUNNING);

        assertThat(deployments.undeploy(APPLICATION, false).verdict()).isEqualTo(Outcome.GONE);
        assertThat(account.admin().namespaces().withName(APPLICATION).get()).isNull();
        assertThat(deployments.undeploy("sa-other", true).verdict()).isEqualTo(Outcome.GONE);
    }

    @Test
    void bindsItsRoleAgainWhereSomebodyRemovedTheBinding() throws Exception {
        deployments.deploy(APPLICATION, "registry.example.org/erp:1");
        removeBinding();
        var upgraded = deployments.deploy(APPLICATION, "registry.example.org/erp:2");
        assertThat(upgraded.status()).isEqualTo(Status.RUNNING);

        removeBinding();
        assertThat(deployments.undeploy(APPLICATION, true).verdict()).isEqualTo(Outcome.GONE);
    }

    private void removeBinding() {
        var bindings = account.admin().resources(RoleBinding.class).inNamespace(APPLICATION);
        assertThat(code(() -> bindings.withName("aps-deployer").delete())).isZero();
        account.awaitRight(false, "patch", "", "secrets", "", APPLICATION);
    }
}
