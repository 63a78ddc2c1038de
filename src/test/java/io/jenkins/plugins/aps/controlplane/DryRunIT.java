package io.jenkins.plugins.aps.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import io.jenkins.plugins.aps.core.view.EventJson;
import io.jenkins.plugins.aps.core.view.InstanceMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dry runs and refused upgrades of the sample project, with docs/rbac.yaml and docs/dry-run.yaml and nothing more. */
@WithControlPlane
class DryRunIT {
    private static final String APPLICATION = "dry-holiday";
    private static final String STANDING = "aps-platform-dry-run";

    @TempDir
    Path folder;

    private final List<DeployEvent> events = new ArrayList<>();
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
        account.remove(APPLICATION, STANDING);
        account.close();
    }

    @Test
    void aFirstDeploymentIsTriedInTheStandingNamespace() throws Exception {
        var blind = dryRun("registry.example.org/erp:1");
        assertThat(changes(blind)).allMatch(change -> change.action() == Change.Action.CREATED);
        assertThat(changes(blind).stream()
                        .filter(change -> !change.diff().note().isEmpty()))
                .as("all but the namespace itself")
                .hasSize(changes(blind).size() - 1)
                .allMatch(change -> change.diff().note().contains("there is no namespace '" + STANDING + "'"));

        account.apply("dry-run.yaml");
        account.admin()
                .serviceAccounts()
                .inNamespace(STANDING)
                .withName("default")
                .waitUntilCondition(there -> there != null, 30, TimeUnit.SECONDS);
        var seen = dryRun("registry.example.org/erp:1");
        for (int again = 0; again < 50 && !notes(seen).isEmpty(); again++) {
            // A right that was given a moment ago takes a moment to count.
            seen = dryRun("registry.example.org/erp:1");
        }
        assertThat(notes(seen)).isEmpty();
        assertThat(account.admin().namespaces().withName(APPLICATION).get()).isNull();
        assertThat(account.admin()
                        .apps()
                        .deployments()
                        .inNamespace(STANDING)
                        .list()
                        .getItems())
                .isEmpty();
        assertThat(seen.status()).isEqualTo(Status.NOT_DEPLOYED);
        assertThat(events.stream().map(EventJson::line).toList().toString() + InstanceMap.of(seen))
                .doesNotContain("s3cret", "czNjcmV0");
    }

    @Test
    void anUpgradeThatWouldBeRefusedLeavesTheApplicationAsItWas() throws Exception {
        account.apply("dry-run.yaml");
        deployments.deploy(APPLICATION, "registry.example.org/erp:1");
        var diff = changes(dryRun("registry.example.org/erp:2")).stream()
                .filter(change -> change.action() == Change.Action.CONFIGURED)
                .toList();
        assertThat(diff).singleElement().satisfies(change -> {
            assertThat(change.object().toString()).isEqualTo("Deployment/connector-erp");
            assertThat(change.diff().fields())
                    .extracting(Object::toString)
                    .containsExactly(
                            "spec.template.spec.containers[erp].image: registry.example.org/erp:1 -> registry.example.org/erp:2");
        });

        edit("connector-erp", "{\"spec\":{\"replicas\":2}}");
        edit("connector-email", "{\"spec\":{\"replicas\":3}}");
        var error = catchThrowableOfType(
                ApsException.class, () -> deployments.deploy(APPLICATION, "registry.example.org/erp:2"));
        assertThat(error.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(error.problems())
                .as("what changed, and what only somebody edited")
                .extracting(Problem::where)
                .containsExactlyInAnyOrder(
                        "Deployment/connector-erp .spec.replicas", "Deployment/connector-email .spec.replicas");
        assertThat(error.problems()).allMatch(problem -> problem.message().startsWith("'kubectl-edit' changed"));

        var after = deployments.aps().status("", APPLICATION);
        assertThat(after.applicationVersion()).isEqualTo(1);
        assertThat(after.history()).hasSize(1);
        assertThat(after.status()).isEqualTo(Status.RUNNING);
        assertThat(image("connector-erp")).isEqualTo("registry.example.org/erp:1");
        assertThat(deployments.undeploy(APPLICATION, false).verdict()).isEqualTo(Outcome.GONE);
    }

    private void edit(String deployment, String patch) {
        account.admin()
                .apps()
                .deployments()
                .inNamespace(APPLICATION)
                .withName(deployment)
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("kubectl-edit")
                                .build(),
                        patch);
        // Only when it runs again does the status tell of the refused upgrade alone.
        account.admin()
                .apps()
                .deployments()
                .inNamespace(APPLICATION)
                .withName(deployment)
                .waitUntilReady(60, TimeUnit.SECONDS);
    }

    private String image(String deployment) {
        return account.admin()
                .apps()
                .deployments()
                .inNamespace(APPLICATION)
                .withName(deployment)
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage();
    }

    private Instance dryRun(String image) throws Exception {
        var asked = Deployments.request(APPLICATION, image);
        return Deployments.result(deployments
                .aps()
                .deploy(
                        new DeployRequest(
                                asked.operationId(),
                                asked.by(),
                                asked.build(),
                                asked.application(),
                                asked.cluster(),
                                asked.repository(),
                                asked.project(),
                                asked.release(),
                                asked.descriptor(),
                                asked.access(),
                                asked.connectors(),
                                asked.timeout(),
                                asked.componentTimeout(),
                                true,
                                asked.onFailure(),
                                asked.ifRunning()),
                        events::add)
                .result());
    }

    private static List<Change> changes(Instance instance) {
        return instance.plan().stream().flatMap(List::stream).toList();
    }

    private static List<String> notes(Instance instance) {
        return changes(instance).stream()
                .map(change -> change.diff().note())
                .filter(note -> !note.isEmpty())
                .toList();
    }
}
