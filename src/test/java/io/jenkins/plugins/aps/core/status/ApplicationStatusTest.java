package io.jenkins.plugins.aps.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.ServiceHealth;
import io.jenkins.plugins.aps.core.model.StatusClass;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationStatusTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:10:00Z");
    private static final Surroundings AROUND = new Surroundings(List.of(), List.of(), Patience.atOneLook(NOW));

    @ParameterizedTest
    @CsvSource({"DEPLOY,false", "UPGRADE,true", "UNDEPLOY,true"})
    void isNotInProgressWhenNobodyCarriesTheOperationOutAnyMore(OperationType type, boolean ran) {
        OperationSummary atWork = new OperationSummary("o", type, Phase.APPLYING, NOW, null, null, "ann", "", "");
        OperationSummary abandoned = ApplicationStatus.abandoned(atWork);
        ApplicationStatus told = ApplicationStatus.of(abandoned, ran, false, List.of(), List.of(), AROUND);
        assertThat(told.status().statusClass(abandoned)).isNotEqualTo(StatusClass.IN_PROGRESS);
        assertThat(told.reason()).startsWith("its deployer stopped; ");
        assertThat(abandoned.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void isNotDeployedWithoutARecord() {
        assertThat(ApplicationStatus.of(null, false, false, List.of(), List.of(), AROUND)
                        .status()
                        .json())
                .isEqualTo("NotDeployed");
    }

    @Test
    void ordersServicesByComponent() {
        List<HasMetadata> objects = List.of(
                workload("CURRENT", "email", "connector"),
                workload("CURRENT", "rb", "runtime"),
                workload("FAILED", "db", "database"));
        assertThat(Services.of(objects, AROUND)).extracting(ServiceHealth::name).containsExactly("db", "rb", "email");
    }

    private static HasMetadata workload(String state, String name, String component) {
        boolean current = state.equals("CURRENT") || state.equals("PARTLY");
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(Map.of("app.kubernetes.io/component", component))
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .endSpec()
                .withNewStatus()
                .withUpdatedReplicas(1)
                .withAvailableReplicas(current ? 1 : 0)
                .addNewCondition()
                .withType("Progressing")
                .withReason(state.equals("FAILED") ? "ProgressDeadlineExceeded" : "ReplicaSetUpdated")
                .withMessage("timed out")
                .endCondition()
                .endStatus()
                .build();
    }
}
