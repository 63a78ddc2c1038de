package io.jenkins.plugins.aps.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.plan.Differences;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cluster in this process answers dry runs as the real one does (TrialsOnControlPlaneIT), and stores nothing. */
class TrialsOnEmbeddedTest {
    private static final Known NOTHING = new Known("", "", 0, Set.of());

    private EmbeddedCluster embedded;
    private KubernetesClient admin;
    private ClusterClient cluster;

    @BeforeEach
    void open() {
        embedded = EmbeddedCluster.start();
        admin = embedded.client();
        var credential = new ClusterCredential.Kubeconfig(new SecretValue(embedded.kubeconfig()), "", false);
        cluster = KubernetesCluster.open(
                new ClusterSettings("default", "", "", () -> credential, "aps-platform", "", "activiti-7"),
                "door",
                Duration.ofSeconds(30));
        cluster.write(TrialSamples.namespace("holiday"), "op1", NOTHING);
    }

    @AfterEach
    void close() {
        cluster.close();
        admin.close();
        embedded.close();
    }

    @Test
    void triesCreationsWithoutStoringThem() {
        var service = TrialSamples.service("holiday", "rb");
        var trial = cluster.tryOut(service, "op1", NOTHING, "holiday");
        assertThat(trial.before()).isEmpty();
        assertThat(trial.after()).isPresent();
        assertThat(cluster.find(service.ref())).isEmpty();
        cluster.tryOut(TrialSamples.namespace("summer"), "op1", NOTHING, "");
        assertThat(admin.namespaces().withName("summer").get()).isNull();
        cluster.tryOut(TrialSamples.deployment("holiday", "example/rb:1", "rb"), "op1", NOTHING, "holiday");
        assertThat(admin.pods().inNamespace("holiday").list().getItems()).isEmpty();
    }

    @Test
    void triesChangesAndNamesWhoOwnsAFieldAndWhatNeverChanges() {
        var first = TrialSamples.deployment("holiday", "example/rb:1", "rb");
        var known = new Known(cluster.write(first, "op1", NOTHING).uid(), "old", 0, Set.of());
        // What its controller writes is no change of ours.
        admin.apps()
                .deployments()
                .inNamespace("holiday")
                .withName("rb")
                .waitUntilCondition(
                        rb -> rb.getMetadata().getAnnotations().containsKey("deployment.kubernetes.io/revision"),
                        20,
                        TimeUnit.SECONDS);
        admin.apps()
                .deployments()
                .inNamespace("holiday")
                .withName("rb")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("kubectl-edit")
                                .build(),
                        "{\"spec\":{\"replicas\":3}}");

        var trial = cluster.tryOut(TrialSamples.deployment("holiday", "example/rb:2", "rb"), "op2", known, "holiday");
        assertThat(trial.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
            assertThat(refusal.problem().where()).isEqualTo("Deployment/rb .spec.replicas");
            assertThat(refusal.problem().message()).startsWith("'kubectl-edit' changed this field");
        });
        assertThat(Differences.of(trial.before().orElseThrow(), trial.after().orElseThrow(), UnaryOperator.identity())
                        .fields())
                .as("what it would become if that were given back")
                .extracting(Object::toString)
                .containsExactly(
                        "spec.replicas: 3 -> 1",
                        "spec.template.spec.containers[rb].image: example/rb:1 -> example/rb:2");

        var other =
                cluster.tryOut(TrialSamples.deployment("holiday", "example/rb:1", "other"), "op2", known, "holiday");
        assertThat(other.refusals()).hasSize(2);
        assertThat(other.refusals().get(1).problem().where()).isEqualTo("Deployment/rb spec.selector");
        assertThat(other.refusals().get(1).problem().message()).contains("immutable", "It holds no data");
        var live =
                admin.apps().deployments().inNamespace("holiday").withName("rb").get();
        assertThat(live.getSpec().getReplicas()).isEqualTo(3);
        assertThat(live.getSpec().getTemplate().getSpec().getContainers().get(0).getImage())
                .isEqualTo("example/rb:1");
    }

    @Test
    void aDeletionThatIsOnlyTriedLeavesTheObject() {
        var service = TrialSamples.service("holiday", "rb");
        cluster.write(service, "op1", NOTHING);
        admin.services().inNamespace("holiday").withName("rb").dryRun(true).delete();
        assertThat(cluster.find(service.ref())).isPresent();
    }
}
