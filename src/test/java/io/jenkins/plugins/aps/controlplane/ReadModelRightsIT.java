package io.jenkins.plugins.aps.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.jenkins.plugins.aps.core.api.ReadModel;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** docs/rbac-watch.yaml */
    @Test
    void seesThroughWatchesOfAllNamespacesWhereItMay(ControlPlane plane) throws Exception {
        try (var account = new DeployerAccount(plane);
                var tunnel = account.tunnel()) {
            account.apply("rbac-watch.yaml");
            account.awaitRight(true, "watch", "", "pods", "", "");
            account.awaitRight(true, "watch", "networking.k8s.io", "ingresses", "", "");
            try (var deployments = new Deployments(account.settings(account::token, tunnel), folder)) {
                deployments.deploy(APPLICATION, "registry.example.org/erp:1");
                await(deployments, each -> each.status() == Status.RUNNING);
                assertThat(tunnel.requests()).noneMatch(each -> each.contains("/namespaces/" + APPLICATION + "/pods"));
            } finally {
                account.admin()
                        .load(Files.newInputStream(Path.of("docs", "rbac-watch.yaml")))
                        .delete();
                account.awaitRight(false, "watch", "", "pods", "", "");
                account.remove(APPLICATION);
            }
        }
    }

    @Test
    void tellsThatRecordsMayNotBeWatched(ControlPlane plane) throws Exception {
        try (var account = new DeployerAccount(plane)) {
            var rules = account.read("rbac.yaml", Role.class, "aps-deployer-records")
                    .getRules();
            setRecords(
                    account,
                    rules.stream()
                            .map(rule -> new PolicyRuleBuilder(rule)
                                    .removeFromVerbs("watch")
                                    .build())
                            .toList());
            account.awaitRight(false, "watch", "", "configmaps", "", DeployerAccount.PLATFORM);
            try (var deployments = new Deployments(account.settings(account::token), folder)) {
                var model = deployments.aps().readModel();
                DeployerAccount.await(
                        "a warning", () -> warning(model).contains("watching configmaps failed: HTTP 403"));
                setRecords(account, rules);
                DeployerAccount.await("no warning", () -> warning(model).isEmpty());
            } finally {
                account.apply("rbac.yaml");
                account.awaitRight(true, "watch", "", "configmaps", "", DeployerAccount.PLATFORM);
            }
        }
    }

    private static String warning(ReadModel model) {
        return model.snapshot().clusters().get(0).freshness().warning();
    }

    private static void setRecords(DeployerAccount account, List<PolicyRule> rules) {
        account.admin()
                .rbac()
                .roles()
                .inNamespace(DeployerAccount.PLATFORM)
                .withName("aps-deployer-records")
                .edit(role -> {
                    role.setRules(rules);
                    return role;
                });
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
