package io.jenkins.plugins.aps.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.aps.controlplane.ControlPlane;
import io.jenkins.plugins.aps.controlplane.WithControlPlane;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.plan.Differences;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real API server says to writes that it is only asked about. */
@WithControlPlane
class TrialsOnControlPlaneIT {
    private static final Known NOTHING = new Known("", "", 0, Set.of());
    private static final Path POLICY = Path.of("src/test/resources/trials/deny-image.yaml");

    private final String application = "try" + UUID.randomUUID().toString().substring(0, 8);
    private KubernetesClient admin;
    private ClusterClient cluster;

    @BeforeEach
    void open(ControlPlane plane) {
        admin = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(plane.kubeconfig()))
                .build();
        cluster = KubernetesCluster.open(
                new ClusterSettings(
                        "test",
                        "",
                        "",
                        () -> new ClusterCredential.Kubeconfig(new SecretValue(plane.kubeconfig()), "", true),
                        "platform-" + application,
                        "",
                        "activiti-7"),
                "door",
                Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        admin.namespaces().withName(application).delete();
        admin.namespaces().withName(standing()).delete();
        cluster.close();
        admin.close();
    }

    @Test
    void tellsWhatWouldChangeAndStoresNothing() {
        var known = write(TrialSamples.deployment(application, "example/rb:1", "rb"));
        var before = version();
        var trial = inPlace(TrialSamples.deployment(application, "example/rb:2", "rb"), known);
        var diff = Differences.of(trial.before().orElseThrow(), trial.after().orElseThrow(), UnaryOperator.identity());
        assertThat(trial.refusals()).isEmpty();
        assertThat(trial.notes()).isEmpty();
        assertThat(diff.fields())
                .extracting(Object::toString)
                .containsExactly("spec.template.spec.containers[rb].image: example/rb:1 -> example/rb:2");
        assertThat(version()).isEqualTo(before);
        assertThat(admin.pods().inNamespace(application).list().getItems())
                .noneMatch(pod -> pod.getMetadata().getOwnerReferences().isEmpty());
    }

    @Test
    void namesFieldManagerAndEverythingElseThatIsRefusedAtOnce() {
        var known = write(TrialSamples.deployment(application, "example/rb:1", "rb"));
        admin.apps()
                .deployments()
                .inNamespace(application)
                .withName("rb")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("kubectl-edit")
                                .build(),
                        "{\"spec\":{\"replicas\":3}}");
        var trial = inPlace(TrialSamples.deployment(application, "example/rb:1", "other"), known);
        assertThat(trial.refusals()).hasSize(2);
        assertThat(trial.refusals().get(0).code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(trial.refusals().get(0).problem().where()).isEqualTo("Deployment/rb .spec.replicas");
        assertThat(trial.refusals().get(0).problem().message())
                .startsWith("'kubectl-edit' changed this field outside of the deployer");
        assertThat(trial.refusals().get(1).code()).isEqualTo(ErrorCode.REJECTED);
        assertThat(trial.refusals().get(1).problem().where()).isEqualTo("Deployment/rb spec.selector");
        assertThat(trial.refusals().get(1).problem().message())
                .contains("field is immutable")
                .contains("It holds no data: delete it (kubectl delete deployment rb -n " + application + ")");
    }

    @Test
    void findsAQuotaBeforeItIsHit() {
        makeNamespace(Map.of());
        admin.resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("small")
                        .withNamespace(application)
                        .endMetadata()
                        .withNewSpec()
                        .addToHard("count/services", Quantity.parse("0"))
                        .endSpec()
                        .build())
                .create();
        admin.resourceQuotas()
                .inNamespace(application)
                .withName("small")
                .waitUntilCondition(
                        q -> q != null && q.getStatus() != null && q.getStatus().getHard() != null,
                        20,
                        TimeUnit.SECONDS);
        var trial = inPlace(TrialSamples.service(application, "rb"), NOTHING);
        assertThat(trial.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.REJECTED);
            assertThat(refusal.problem().where()).isEqualTo("Service/rb");
            assertThat(refusal.problem().message()).contains("exceeded quota: small");
        });
    }

    @Test
    void triesThePodOfATemplateBecausePodSecurityLooksAtPodsOnly() {
        makeNamespace(Map.of("pod-security.kubernetes.io/enforce", "restricted"));
        var trial = inPlace(TrialSamples.onHostNetwork(application), NOTHING);
        assertThat(trial.after()).as("the deployment alone is accepted").isPresent();
        assertThat(trial.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.problem().where()).isEqualTo("Deployment/rb (its pods)");
            assertThat(refusal.problem().message()).contains("violates PodSecurity \"restricted");
        });
    }

    @Test
    void findsWhatAnAdmissionPolicyDenies() throws IOException {
        makeNamespace(Map.of("test", application));
        var policy = Files.readString(POLICY).replace("NAME", application);
        admin.load(new java.io.ByteArrayInputStream(policy.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .create();
        try {
            var denied = TrialSamples.deployment(application, "forbidden/rb:1", "rb");
            // A policy takes a moment until the API server knows it.
            var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            var trial = inPlace(denied, NOTHING);
            while (trial.refusals().isEmpty() && System.nanoTime() < deadline) {
                trial = inPlace(denied, NOTHING);
            }
            assertThat(trial.refusals()).singleElement().satisfies(refusal -> {
                assertThat(refusal.code()).isEqualTo(ErrorCode.REJECTED);
                assertThat(refusal.problem().message()).contains("images come from our registry only");
            });
            assertThat(inPlace(TrialSamples.deployment(application, "example/rb:1", "rb"), NOTHING)
                            .refusals())
                    .isEmpty();
        } finally {
            admin.load(new java.io.ByteArrayInputStream(policy.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .delete();
        }
    }

    @Test
    void firstDeploymentsAreTriedInTheStandingNamespaceAndElseSaidNotToBeChecked() {
        assertThat(cluster.trialNamespace(application)).isEmpty();
        var untried = cluster.tryOut(TrialSamples.service(application, "rb"), "op", NOTHING, "");
        assertThat(untried.notes())
                .singleElement()
                .asString()
                .startsWith("not checked: ")
                .contains(standing());

        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(standing())
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
        admin.serviceAccounts()
                .inNamespace(standing())
                .withName("default")
                .waitUntilCondition(account -> account != null, 20, TimeUnit.SECONDS);
        assertThat(cluster.trialNamespace(application)).isEqualTo(standing());
        var name = cluster.tryOut(TrialSamples.namespace(application), "op", NOTHING, standing());
        assertThat(name.after()).isPresent();
        var good = cluster.tryOut(TrialSamples.service(application, "rb"), "op", NOTHING, standing());
        assertThat(good.after()).isPresent();
        assertThat(good.notes()).isEmpty();
        var bad = cluster.tryOut(TrialSamples.onHostNetwork(application), "op", NOTHING, standing());
        assertThat(bad.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.problem().message()).contains("violates PodSecurity"));
        assertThat(admin.namespaces().withName(application).get()).isNull();
        assertThat(admin.services().inNamespace(standing()).list().getItems()).isEmpty();
    }

    @Test
    void aNamespaceThatIsGoneOrNotOursIsToldApart() {
        var trial = inPlace(TrialSamples.service(application, "rb"), NOTHING);
        assertThat(trial.refusals()).isEmpty();
        assertThat(trial.notes()).singleElement().asString().contains("there is no namespace '" + application + "'");
        makeNamespace(Map.of());
        admin.resource(TrialSamples.service(application, "rb").body()).create();
        assertThat(inPlace(TrialSamples.service(application, "rb"), NOTHING).refusals())
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
                    assertThat(refusal.problem().message()).contains("our record does not know it");
                });
    }

    private String standing() {
        return "platform-" + application + "-dry-run";
    }

    private Trial inPlace(PlannedObject object, Known known) {
        return cluster.tryOut(object, "op2", known, application);
    }

    private Known write(PlannedObject object) {
        cluster.write(TrialSamples.namespace(application), "op1", NOTHING);
        return new Known(cluster.write(object, "op1", NOTHING).uid(), "old", 0, Set.of("op1"));
    }

    private String version() {
        return admin.apps()
                .deployments()
                .inNamespace(application)
                .withName("rb")
                .get()
                .getMetadata()
                .getGeneration()
                .toString();
    }

    private void makeNamespace(Map<String, String> labels) {
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(application)
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .create();
        admin.serviceAccounts()
                .inNamespace(application)
                .withName("default")
                .waitUntilCondition(account -> account != null, 20, TimeUnit.SECONDS);
    }
}
