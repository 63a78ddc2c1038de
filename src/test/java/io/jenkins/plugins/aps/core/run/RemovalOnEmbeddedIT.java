package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class RemovalOnEmbeddedIT extends RemovalScenarios {
    private EmbeddedCluster embedded;

    @BeforeEach
    void open() {
        embedded = EmbeddedCluster.start();
    }

    @AfterEach
    void close() {
        embedded.close();
    }

    @Override
    KubernetesClient client() {
        return embedded.client();
    }

    @Override
    Settled settled(String name) {
        return new Settled(name, embedded.kubeconfig(), "aps-platform");
    }

    @Override
    String name(String end) {
        return "go-" + end;
    }
}
