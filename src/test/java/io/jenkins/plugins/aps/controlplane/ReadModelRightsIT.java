package io.jenkins.plugins.aps.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Status;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists for an account that may not watch all namespaces: applications are read one by one. */
@WithControlPlane
class ReadModelRightsIT {
    private static final String APPLICATION = "listed-holiday";

    @TempDir
    Path folder;

    @Test
    void showsWhatOneMayReadNamespaceByNamespace(ControlPlane plane) throws Exception {
        try (var account = new DeployerAccount(plane);
                var deployments = new Deployments(account.settings(account::token), folder)) {
            try {
                deployments.deploy(APPLICATION, "registry.example.org/erp:1");
                var running = await(deployments, each -> each.status() == Status.RUNNING);
                assertThat(running).isEqualTo(asked(deployments));
                assertThat(deployments
                                .aps()
                                .readModel()
                                .snapshot()
                                .clusters()
                                .get(0)
                                .freshness())
                        .matches(freshness -> freshness.isCurrent() && freshness.confirmedAt() != null);

                account.admin()
                        .apps()
                        .deployments()
                        .inNamespace(APPLICATION)
                        .withName("connector-erp")
                        .delete();
                // No watch tells of it: it is read in turn.
                var missing = await(deployments, each -> each.status() == Status.UNKNOWN);
                assertThat(missing).isEqualTo(asked(deployments));

                deployments.undeploy(APPLICATION, true);
                DeployerAccount.await("it to be gone from the list", () -> deployments
                        .aps()
                        .readModel()
                        .instance("", APPLICATION)
                        .isEmpty());
            } finally {
                account.remove(APPLICATION);
            }
        }
    }

    private static Instance await(Deployments deployments, Predicate<Instance> reached) {
        var model = deployments.aps().readModel();
        DeployerAccount.await(
                "it to be listed so",
                () -> model.instance("", APPLICATION).filter(reached).isPresent());
        return model.instance("", APPLICATION).orElseThrow();
    }

    private static Instance asked(Deployments deployments) {
        return deployments.aps().statuses("").stream()
                .filter(each -> each.application().equals(APPLICATION))
                .findFirst()
                .orElseThrow();
    }
}
