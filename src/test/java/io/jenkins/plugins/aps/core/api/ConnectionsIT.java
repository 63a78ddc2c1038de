package io.jenkins.plugins.aps.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several clusters of one configuration, on the embedded cluster. */
class ConnectionsIT {
    @TempDir
    private Path folder;

    private EmbeddedCluster cluster;
    private KubernetesClient client;

    @BeforeEach
    void open() throws Exception {
        cluster = EmbeddedCluster.start();
        client = cluster.client();
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        cluster.close();
    }

    /** They may be one at several addresses: each knows only what goes on through itself, so one must not speak for another. */
    @Test
    void clustersOfSeveralNamesThatAreOneHaveALeaseEach() {
        try (var connections = new Connections(settings("default", "other", "Über alles"))) {
            for (var name : List.of("default", "other", "Über alles")) {
                connections.cluster(name).doors().open();
            }
            assertThat(leases())
                    .hasSize(3)
                    .contains("door-jenkins-1", "door-jenkins-1.other")
                    .allMatch(name -> name.matches("door-jenkins-1(\\.[-a-z0-9]+)?"));

            connections.cluster("other").close();
            assertThat(leases()).hasSize(2).contains("door-jenkins-1");
        }
        assertThat(leases()).isEmpty();
    }

    private List<String> leases() {
        return client.leases().inNamespace("aps-platform").list().getItems().stream()
                .map(lease -> lease.getMetadata().getName())
                .toList();
    }

    private ApsSettings settings(String... names) {
        var kubeconfig = new ClusterCredential.Kubeconfig(new SecretValue(cluster.kubeconfig()), "", false);
        return new ApsSettings(
                Stream.of(names)
                        .map(name ->
                                new ClusterSettings(name, "", "", () -> kubeconfig, "aps-platform", "", "activiti-7"))
                        .toList(),
                List.of(),
                folder.resolve("cache"),
                "jenkins-1",
                Duration.ofSeconds(30));
    }
}
