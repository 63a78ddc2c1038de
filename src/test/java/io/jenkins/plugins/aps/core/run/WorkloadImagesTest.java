package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkloadImagesTest {
    private final Map<ObjectRef, HasMetadata> planned = new HashMap<>();
    private final Map<ObjectRef, HasMetadata> live = new HashMap<>();

    private static void put(Map<ObjectRef, HasMetadata> workloads, String name, String component, String image) {
        var ref = new ObjectRef("apps/v1", "Deployment", "holiday", component + "-" + name);
        workloads.put(
                ref,
                new DeploymentBuilder()
                        .withNewMetadata()
                        .withName(ref.name())
                        .addToLabels("app.kubernetes.io/component", component)
                        .addToLabels("app.kubernetes.io/name", name)
                        .endMetadata()
                        .withNewSpec()
                        .withNewTemplate()
                        .withNewSpec()
                        .addNewContainer()
                        .withName(name)
                        .withImage(image)
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build());
    }

    private WorkloadImages images() {
        return new WorkloadImages(planned, live);
    }

    @Test
    void tellsTheConnectorsOfBothSidesAndWhereTheyDiffer() {
        put(planned, "erp", "connector", "erp:1");
        put(planned, "mail", "connector", "mail:1");
        put(planned, "gone", "connector", "gone:1");
        put(live, "erp", "connector", "erp:2");
        put(live, "mail", "connector", "mail:1");
        put(live, "miner", "connector", "miner:1");
        assertThat(images().connectors())
                .containsExactly(
                        new Adoption.Connector("erp", "erp:1", "erp:2"),
                        new Adoption.Connector("gone", "gone:1", ""),
                        new Adoption.Connector("mail", "mail:1", "mail:1"),
                        new Adoption.Connector("miner", "", "miner:1"));
        assertThat(images().differences(4))
                .containsExactly(
                        "Deployment/connector-erp runs image 'erp:2', and version 4 has image 'erp:1'",
                        "Deployment/connector-miner is the application's, but version 4 has no such workload");
    }

    @Test
    void servicesAreComparedToo() {
        put(planned, "rb", "runtime", "rb:7.1");
        put(live, "rb", "runtime", "rb:\n[aps] 8");
        assertThat(images().connectors()).isEmpty();
        assertThat(images().differences(1))
                .containsExactly("Deployment/runtime-rb runs image 'rb: [aps] 8', and version 1 has image 'rb:7.1'");
    }

    @Test
    void withoutAVersionThereIsNothingToCompare() {
        put(live, "erp", "connector", "erp:2");
        assertThat(images().connectors()).containsExactly(new Adoption.Connector("erp", "", "erp:2"));
        assertThat(images().differences(1)).isEmpty();
    }
}
