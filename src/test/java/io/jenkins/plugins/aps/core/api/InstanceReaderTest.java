package io.jenkins.plugins.aps.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.RecordedOperation;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.KubernetesCluster;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.cluster.RecordStore.StaleRecordException;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.Health;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.model.ServiceHealth;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of applications, on the cluster in this process. */
class InstanceReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-24T04:00:00Z");
    private static final Map<String, String> LABELS =
            Map.of("app.kubernetes.io/managed-by", "aps-deployer", "app.kubernetes.io/part-of", "holiday");
    private static final Owner NOBODY = new Owner("", "", 1);

    private EmbeddedCluster embedded;
    private ClusterClient cluster;
    private InstanceReader reader;

    @BeforeEach
    void open() {
        embedded = EmbeddedCluster.start();
        cluster = open("door-a");
        reader = new InstanceReader(cluster, settings(), "op-here"::equals, InstantSource.system());
    }

    private ClusterClient open(String door) {
        return open(door, Duration.ofSeconds(30));
    }

    private ClusterClient open(String door, Duration takeover) {
        return KubernetesCluster.open(settings(), door, takeover);
    }

    private ClusterSettings settings() {
        var credential = new ClusterCredential.Kubeconfig(new SecretValue(embedded.kubeconfig()), "", false);
        return new ClusterSettings("default", "", "", () -> credential, "aps-platform", "", "activiti-7");
    }

    @AfterEach
    void close() {
        cluster.close();
        embedded.close();
    }

    @Test
    void aDamagedRecordIsToldAndHidesNoOther() throws StaleRecordException {
        record("good", NOBODY, Verdict.SUCCEEDED);
        record("bad", NOBODY, Verdict.SUCCEEDED);
        damage("app-bad");
        assertThat(reader.readAll()).extracting(Instance::application).containsExactly("bad", "good");
        var bad = reader.readAll().get(0);
        assertThat(bad.status()).isEqualTo(Status.UNKNOWN);
        assertThat(bad.reason()).contains("ConfigMap 'app-bad'", "delete namespace 'bad'");
        assertThat(reader.read("bad")).isEqualTo(bad);
    }

    @Test
    void aDamagedVersionIsToldAndHidesNoOther() throws StaleRecordException {
        record("good", NOBODY, Verdict.SUCCEEDED);
        record("bad", NOBODY, Verdict.SUCCEEDED);
        cluster.records().keep("bad", 1, new Kept("{}", "{}"), 0);
        assertThat(reader.readAll()).extracting(Instance::application).containsExactly("bad", "good");
        assertThat(reader.read("bad").reason()).contains("a recorded descriptor");
        assertThat(reader.read("bad").release()).isEqualTo("holiday/1");
    }

    @Test
    void anOperationIsAtWorkWhileItsDeployerIs() throws StaleRecordException {
        record("here", new Owner("door-a", "op-here", 1), null);
        record("elsewhere", new Owner("door-b", "op-1", 1), null);
        try (var other = open("door-b")) {
            other.doors().open();
            assertThat(reader.readAll()).extracting(Instance::status).containsOnly(Status.DEPLOY_STARTED);
        }
        var stopped = reader.read("elsewhere");
        assertThat(stopped.status()).isEqualTo(Status.DEPLOY_STARTED_FAILED);
        assertThat(stopped.reason()).startsWith("its deployer stopped; deploy again");
        assertThat(stopped.operation().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(stopped.history().get(0).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(reader.readAll().get(0)).isEqualTo(stopped);
        assertThat(reader.read("here").status()).isEqualTo(Status.DEPLOY_STARTED);
    }

    @Test
    void anOperationThatThisProcessDidNotEnterAgainHasStopped() throws StaleRecordException {
        record("holiday", new Owner("door-a", "op-1", 1), null);
        assertThat(reader.read("holiday").operation().verdict()).isNull();
        try (var later = open("door-a", Duration.ZERO)) {
            var reader = new InstanceReader(later, settings(), operation -> false, InstantSource.system());
            assertThat(reader.read("holiday").operation().verdict()).isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Test
    void anOperationThatEndsWhileItIsLookedAtHasNotStopped() throws StaleRecordException {
        record("holiday", new Owner("door-a", "op-1", 1), null);
        try (var later = open("door-a", Duration.ZERO)) {
            var ending = new InstanceReader(
                    later,
                    settings(),
                    operation -> {
                        replace("holiday", NOBODY, Verdict.SUCCEEDED);
                        return false;
                    },
                    InstantSource.system());
            assertThat(ending.read("holiday").operation().verdict()).isEqualTo(Verdict.SUCCEEDED);
        }
    }

    private void replace(String application, Owner owner, Verdict verdict) {
        try {
            cluster.records().delete(cluster.records().find(application).orElseThrow());
            record(application, owner, verdict);
        } catch (StaleRecordException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFirstDeploymentIsPendingAsSoonAsAllItsServicesAreThere() throws StaleRecordException {
        record("holiday", new Owner("door-a", "op-here", 1), null, intended("rb"), intended("email"));
        try (var client = embedded.client()) {
            client.namespaces()
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("holiday")
                            .withLabels(LABELS)
                            .endMetadata()
                            .build())
                    .create();
            client.resource(deployment("rb", "rb:1")).create();
            assertThat(reader.read("holiday").status()).isEqualTo(Status.DEPLOY_STARTED);
            client.resource(deployment("email", "email:1")).create();
            assertThat(reader.read("holiday").status()).isEqualTo(Status.PENDING);
        }
    }

    private static Item intended(String name) {
        return new Item(new ObjectRef("apps/v1", "Deployment", "holiday", name), "", "", 0, 4);
    }

    @Test
    void aServiceThatDoesNotRunIsShownWithItsEventsAndLogWhereItAloneIsLookedAt() throws Exception {
        record("holiday", NOBODY, Verdict.FAILED);
        try (var client = embedded.client()) {
            client.namespaces()
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("holiday")
                            .withLabels(LABELS)
                            .endMetadata()
                            .build())
                    .create();
            client.resource(deployment("rb", "rb:1")).create();
            client.resource(deployment("email", "email:crash")).create();
            client.apps().deployments().inNamespace("holiday").withName("rb").waitUntilReady(20, TimeUnit.SECONDS);
            client.pods()
                    .inNamespace("holiday")
                    .withLabel("app", "email")
                    .waitUntilCondition(InstanceReaderTest::hasCrashed, 20, TimeUnit.SECONDS);
        }
        var services = reader.read("holiday").services();
        assertThat(services).extracting(ServiceHealth::name).containsExactly("email", "rb");
        assertThat(services.get(0).events()).anyMatch(line -> line.contains("Back-off restarting failed container"));
        assertThat(services.get(0).log()).isNotEmpty();
        assertThat(services.get(1).health()).isEqualTo(Health.GREEN);
        assertThat(services.get(1).events()).isEmpty();
        for (var brief : List.of(reader.readBrief("holiday"), reader.readAll().get(0))) {
            assertThat(brief.services())
                    .hasSize(2)
                    .allMatch(s -> s.events().isEmpty() && s.log().isEmpty());
        }
    }

    private static boolean hasCrashed(Pod pod) {
        return pod != null
                && pod.getStatus() != null
                && pod.getStatus().getContainerStatuses().stream().anyMatch(c -> c.getRestartCount() > 0);
    }

    private static Deployment deployment(String name, String image) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withNamespace("holiday")
                .withName(name)
                .withLabels(LABELS)
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withNewSelector()
                .addToMatchLabels("app", name)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(LABELS)
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage(image)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private void damage(String name) {
        try (var client = embedded.client()) {
            client.configMaps().inNamespace("aps-platform").withName(name).edit(map -> new ConfigMapBuilder(map)
                    .addToData("application.json", "{nonsense")
                    .build());
        }
    }

    private void record(String application, Owner owner, Verdict verdict, Item... inventory)
            throws StaleRecordException {
        var summary = new OperationSummary(
                owner.operation().isEmpty() ? "op-1" : owner.operation(),
                OperationType.DEPLOY,
                verdict == null ? Phase.APPLYING : Phase.DONE,
                NOW,
                verdict == null ? null : NOW,
                verdict,
                "ann",
                "",
                "");
        cluster.records()
                .create(new ApplicationRecord(
                        application,
                        "u0",
                        "holiday",
                        "holiday/1",
                        "activiti-7",
                        1,
                        0,
                        NOW,
                        NOW,
                        owner,
                        List.of(new RecordedOperation(summary, 1, "holiday/1")),
                        List.of(inventory),
                        ""));
    }
}
