package io.jenkins.plugins.aps.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.aps.controlplane.ControlPlane;
import io.jenkins.plugins.aps.controlplane.WithControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Brings about each state of the folder {@code capture} on a real API server, with its controllers, scheduler and
 * admission, and judges it as the fixture of its name expects. With {@code -Daps.capture=true} the fixtures are written
 * anew; what they expect stays, and has to be written by a person where there was none.
 */
@WithControlPlane
class CapturedStatesIT {
    private static final long MOST_SECONDS = 60;
    private static final int BEGINNING = 40;
    private static final String HELD = "example.org/hold";

    private KubernetesClient client;
    private String namespace;

    @BeforeEach
    void connect(ControlPlane plane) {
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(plane.kubeconfig()))
                .build();
        namespace = "capture-" + Long.toString(System.nanoTime(), 36);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterEach
    void cleanUp() {
        client.configMaps().inNamespace(namespace).list().getItems().stream()
                .filter(map -> map.getMetadata().getFinalizers().contains(HELD))
                .forEach(map -> client.resource(map).edit(held -> {
                    held.getMetadata().setFinalizers(List.of());
                    return held;
                }));
        client.namespaces().withName(namespace).delete();
        client.close();
    }

    static List<Scenario> scenarios() {
        return Scenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void areJudgedAsTheirFixtures(Scenario scenario) throws Exception {
        for (Scenario.Step step : scenario.steps()) {
            await(scenario, step.after());
            carryOut(step);
        }
        for (String words : scenario.until()) {
            await(scenario, words);
        }
        String captured = Capture.text(view(scenario), namespace);
        Path file = Fixture.FOLDER.resolve(scenario.name() + ".yaml");
        if (Boolean.getBoolean("aps.capture")) {
            write(file, captured);
        }
        Fixture kept = Fixture.read(file);
        Judgement judged = Fixture.of(kept.name(), captured).judge();
        assertThat(told(judged)).isEqualTo(told(kept.judge()));
    }

    /** How a scheduler goes on differs from run to run. */
    private static String told(Judgement judgement) {
        String reason = judgement.reason();
        return judgement.state() + " " + judgement.ready() + " "
                + reason.substring(0, Math.min(BEGINNING, reason.length()));
    }

    private void write(Path file, String captured) throws IOException {
        String version = client.getKubernetesVersion().getGitVersion().replaceFirst("^v", "");
        Fixture former = Files.exists(file) ? Fixture.read(file) : Fixture.of("", captured);
        Files.writeString(
                file,
                "# captured: Kubernetes " + version + ", by CapturedStatesIT (shortened, times and names made even)\n"
                        + "# reason: " + former.says("reason").orElse("to be written") + "\n"
                        + "# expect: " + former.says("expect").orElse("to be written") + "\n"
                        + captured);
    }

    private void carryOut(Scenario.Step step) throws Exception {
        if (step.act() == Scenario.Act.STATUS_OF_PODS) {
            PodStatus status = client.getKubernetesSerialization().unmarshal(step.yaml(), PodStatus.class);
            client.pods().inNamespace(namespace).list().getItems().forEach(pod -> {
                pod.setStatus(status);
                client.resource(pod).patchStatus();
            });
            return;
        }
        HasMetadata object =
                client.getKubernetesSerialization().unmarshal(step.yaml().replace("NAMESPACE", namespace));
        if (object.getKind().equals("Namespace")) {
            object.getMetadata().setName(namespace);
        } else if (!object.getKind().startsWith("PersistentVolume")
                        && !object.getKind().equals("StorageClass")
                || object.getKind().equals("PersistentVolumeClaim")) {
            object.getMetadata().setNamespace(namespace);
        }
        if (step.act() == Scenario.Act.DELETE) {
            client.resource(object).delete();
        } else {
            client.resource(object)
                    .patch(new PatchContext.Builder()
                            .withPatchType(PatchType.SERVER_SIDE_APPLY)
                            .withFieldManager("capture")
                            .withForce(true)
                            .build());
        }
    }

    /** Until the view has these words; of a quota, until it is counted. */
    private void await(Scenario scenario, String words) {
        if (words.equals("quota")) {
            until(words, () -> client.resourceQuotas().inNamespace(namespace).list().getItems().stream()
                    .map(ResourceQuota::getStatus)
                    .anyMatch(status -> status != null && !status.getHard().isEmpty()));
        } else if (!words.isEmpty()) {
            until(words, () -> client.getKubernetesSerialization()
                    .asYaml(view(scenario))
                    .contains(words));
        }
    }

    private static void until(String what, BooleanSupplier there) {
        long end = System.nanoTime() + MOST_SECONDS * 1_000_000_000L;
        while (!there.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + MOST_SECONDS + " s: " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000L);
        }
    }

    /** The judged object, and what surrounds it. */
    private List<HasMetadata> view(Scenario scenario) {
        List<HasMetadata> view = new ArrayList<>();
        HasMetadata judged = judged(scenario);
        if (judged != null) {
            view.add(judged);
        }
        view.addAll(client.apps().replicaSets().inNamespace(namespace).list().getItems());
        if (!scenario.kind().equals("Pod")) {
            view.addAll(client.pods().inNamespace(namespace).list().getItems());
        }
        return view;
    }

    private HasMetadata judged(Scenario scenario) {
        String name = scenario.object();
        return switch (scenario.kind()) {
            case "Namespace" -> client.namespaces().withName(namespace).get();
            case "Deployment" ->
                client.apps()
                        .deployments()
                        .inNamespace(namespace)
                        .withName(name)
                        .get();
            case "StatefulSet" ->
                client.apps()
                        .statefulSets()
                        .inNamespace(namespace)
                        .withName(name)
                        .get();
            case "DaemonSet" ->
                client.apps().daemonSets().inNamespace(namespace).withName(name).get();
            case "Job" ->
                client.batch().v1().jobs().inNamespace(namespace).withName(name).get();
            case "Pod" -> client.pods().inNamespace(namespace).withName(name).get();
            case "PersistentVolumeClaim" ->
                client.persistentVolumeClaims()
                        .inNamespace(namespace)
                        .withName(name)
                        .get();
            case "Ingress" ->
                client.network()
                        .v1()
                        .ingresses()
                        .inNamespace(namespace)
                        .withName(name)
                        .get();
            case "Service" ->
                client.services().inNamespace(namespace).withName(name).get();
            case "ConfigMap" ->
                client.configMaps().inNamespace(namespace).withName(name).get();
            case "Secret" ->
                client.secrets().inNamespace(namespace).withName(name).get();
            case "ServiceAccount" ->
                client.serviceAccounts().inNamespace(namespace).withName(name).get();
            default -> throw new IllegalArgumentException(scenario.kind());
        };
    }
}
