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
    @CsvSource({
        "DEPLOY,WAITING,,false,NONE,CreateApp",
        "DEPLOY,VALIDATING,,false,NONE,CreateDescriptor",
        "DEPLOY,PLANNED,,false,NONE,DescriptorCreated",
        "DEPLOY,APPLYING,,false,STARTING,DeployStarted",
        "DEPLOY,OBSERVING,,false,STARTING,Pending",
        "UPGRADE,VALIDATING,,true,CURRENT,UpdateApp",
        "UPGRADE,OBSERVING,,true,STARTING,UpdateApp",
        "ROLLBACK,APPLYING,,true,FAILED,UpdateApp",
        "UNDEPLOY,APPLYING,,true,CURRENT,Unknown",
        "FORCE_UNDEPLOY,DONE,FAILED,true,NONE,Unknown",
        "DEPLOY,DONE,SUCCEEDED,true,CURRENT,Running",
        "DEPLOY,DONE,SUCCEEDED,true,STARTING,Running",
        "DEPLOY,DONE,SUCCEEDED,true,FAILED,Unknown",
        "DEPLOY,DONE,SUCCEEDED,true,NONE,Unknown",
        "DEPLOY,DONE,FAILED,false,NONE,DeployStartedFailed",
        "DEPLOY,DONE,FAILED,false,STARTING,Unknown",
        "DEPLOY,DONE,FAILED,false,PARTLY,DeployStartedFailed",
        "DEPLOY,DONE,FAILED,false,CURRENT,Running",
        "DEPLOY,DONE,FAILED,false,FAILED,Unknown",
        "UPGRADE,DONE,FAILED,true,CURRENT,Running",
        "UPGRADE,DONE,FAILED,true,FAILED,Unknown",
        "UPGRADE,DONE,ROLLED_BACK,true,CURRENT,Running",
        "DEPLOY,APPLYING,UNKNOWN,false,NONE,DeployStartedFailed",
        "DEPLOY,APPLYING,UNKNOWN,false,STARTING,Unknown",
        "DEPLOY,APPLYING,UNKNOWN,false,PARTLY,DeployStartedFailed",
        "UPGRADE,APPLYING,UNKNOWN,true,CURRENT,Running",
    })
    void followsTheTable(
            OperationType type, Phase phase, Verdict verdict, boolean ran, String workload, String status) {
        OperationSummary last = new OperationSummary("o", type, phase, NOW, null, verdict, "ann", "", "why");
        List<HasMetadata> objects = workload.equals("NONE") ? List.of() : List.of(workload(workload, "rb", "runtime"));
        boolean written = !workload.equals("PARTLY");
        assertThat(ApplicationStatus.of(last, ran, written, objects, AROUND)
                        .status()
                        .json())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"DEPLOY,false", "UPGRADE,true", "UNDEPLOY,true"})
    void isNotInProgressWhenNobodyCarriesTheOperationOutAnyMore(OperationType type, boolean ran) {
        OperationSummary atWork = new OperationSummary("o", type, Phase.APPLYING, NOW, null, null, "ann", "", "");
        OperationSummary abandoned = ApplicationStatus.abandoned(atWork);
        ApplicationStatus told = ApplicationStatus.of(abandoned, ran, false, List.of(), AROUND);
        assertThat(told.status().statusClass()).isNotEqualTo(StatusClass.IN_PROGRESS);
        assertThat(told.reason()).startsWith("its deployer stopped; ");
        assertThat(abandoned.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void isNotDeployedWithoutARecord() {
        assertThat(ApplicationStatus.of(null, false, false, List.of(), AROUND)
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
