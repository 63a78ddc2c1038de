package io.jenkins.plugins.aps.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.KubernetesCluster;
import io.jenkins.plugins.aps.core.model.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Takes from docs/rbac.yaml one right after the other: each is missed, and named, before anything is written. */
@WithControlPlane
class MissingRightsIT {
    private static final String APPLICATION = "missing-rights";

    private DeployerAccount account;
    private ClusterClient cluster;

    @BeforeEach
    void open(ControlPlane plane) throws Exception {
        account = new DeployerAccount(plane);
        cluster =
                KubernetesCluster.open(account.settings(account::token), "door-missing-rights", Duration.ofSeconds(30));
    }

    @AfterEach
    void close() throws Exception {
        cluster.close();
        // As it was, and known to be so, for whoever comes next.
        account.apply("rbac.yaml");
        account.awaitRight(true, "bind", "rbac.authorization.k8s.io", "clusterroles", "aps-deployer-application", "");
        account.awaitRight(true, "delete", "coordination.k8s.io", "leases", "", DeployerAccount.PLATFORM);
        account.close();
    }

    @Test
    void lacksNothingWithAllOfIt() {
        assertThat(cluster.missingRights(APPLICATION)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> namesEachRightOfTheRolesThatIsTaken() throws Exception {
        var everywhere =
                account.read("rbac.yaml", ClusterRole.class, "aps-deployer").getRules();
        var inside = account.read("rbac.yaml", ClusterRole.class, "aps-deployer-application")
                .getRules();
        var records =
                account.read("rbac.yaml", Role.class, "aps-deployer-records").getRules();
        return Stream.of(
                        each(everywhere, rules -> account.setRules("aps-deployer", rules), this::awaitEverywhere),
                        each(inside, rules -> account.setRules("aps-deployer-application", rules), right -> {}),
                        each(records, this::setRecords, this::awaitRecords))
                .flatMap(tests -> tests);
    }

    private void setRecords(List<PolicyRule> rules) {
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

    /** One verb of one resource, and whether the account is to have it. */
    private record Right(String group, String resource, String name, String verb, boolean allowed) {}

    private void awaitEverywhere(Right right) {
        account.awaitRight(right.allowed(), right.verb(), right.group(), right.resource(), right.name(), "");
    }

    private void awaitRecords(Right right) {
        account.awaitRight(
                right.allowed(), right.verb(), right.group(), right.resource(), "", DeployerAccount.PLATFORM);
    }

    private Stream<DynamicTest> each(List<PolicyRule> rules, Consumer<List<PolicyRule>> set, Consumer<Right> await) {
        var tests = new ArrayList<DynamicTest>();
        for (int i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            for (var resource : rule.getResources()) {
                for (var verb : rule.getVerbs()) {
                    if (verb.equals("watch") && resource.equals("configmaps")) {
                        // Lists need it, no deployment does: ReadModelRightsIT.
                        continue;
                    }
                    var without = without(rules, i, resource, verb);
                    tests.add(DynamicTest.dynamicTest(verb + " " + resource, () -> {
                        var name = rule.getResourceNames().isEmpty()
                                ? ""
                                : rule.getResourceNames().get(0);
                        var group = rule.getApiGroups().get(0);
                        set.accept(without);
                        await.accept(new Right(group, resource, name, verb, false));
                        try {
                            assertThat(told()).as(told()).contains(named(verb, resource));
                        } finally {
                            set.accept(rules);
                            await.accept(new Right(group, resource, name, verb, true));
                        }
                    }));
                }
            }
        }
        return tests.stream();
    }

    private String told() {
        return cluster.missingRights(APPLICATION).stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n"));
    }

    /** A right on all kinds is missed for the ones that we read. */
    private static String named(String verb, String resource) {
        return "our account cannot " + verb + " " + (resource.equals("*") ? "pods" : resource);
    }

    private static List<PolicyRule> without(List<PolicyRule> rules, int index, String resource, String verb) {
        var left = new ArrayList<>(rules);
        var rule = left.remove(index);
        left.add(new PolicyRuleBuilder(rule).removeFromVerbs(verb).build());
        if (rule.getResources().size() > 1) {
            left.remove(left.size() - 1);
            left.add(new PolicyRuleBuilder(rule).removeFromResources(resource).build());
            left.add(new PolicyRuleBuilder(rule)
                    .withResources(resource)
                    .removeFromVerbs(verb)
                    .build());
        }
        left.removeIf(each -> each.getVerbs().isEmpty());
        return left;
    }
}
