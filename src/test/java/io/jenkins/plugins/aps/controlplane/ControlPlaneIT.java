package io.jenkins.plugins.aps.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the control plane shows: pods fare by the marks in the names of their images. */
@WithControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlPlaneIT {
    private KubernetesClient client;
    private String namespace;

    @BeforeAll
    void makeNamespace(ControlPlane plane, Prefix prefix) {
        client = plane.client();
        namespace = prefix.name("pods");
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterAll
    void close() {
        client.close();
    }

    @Test
    void isOfTheVersionThatWeTestAgainst() {
        assertThat(client.getKubernetesVersion().getGitVersion()).startsWith("v1.34");
        assertThat(client.nodes().list().getItems()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "does-not-exist, ImagePullBackOff, Failed",
        "crash, CrashLoopBackOff, BackOff",
        "oom, CrashLoopBackOff, BackOff"
    })
    void containersFailByTheirImage(String mark, String reason, String event) {
        var pod = until(run(mark), p -> reason.equals(waiting(p)));
        assertThat(pod.getSpec().getNodeName()).startsWith("node-");
        tells(pod, event);
    }

    @Test
    void runsWhatHasNoMark() {
        var pod = until(run("pause"), ControlPlaneIT::isRunning);
        tells(pod, "Started");
        assertThat(client.pods().resource(pod).getLog()).contains("starting");
    }

    @Test
    void startsSlowly() {
        var pod = run("slow");
        until(pod, p -> p.getSpec().getNodeName() != null);
        until(pod, ControlPlaneIT::isRunning);
    }

    @Test
    void findsNoRoom() {
        var pod = until(run("unschedulable"), p -> p.getStatus().getConditions().stream()
                .anyMatch(c -> "Unschedulable".equals(c.getReason())));
        assertThat(pod.getStatus().getPhase()).isEqualTo("Pending");
        tells(pod, "FailedScheduling");
    }

    @Test
    void neverEndsUnlessForced() {
        var pod = until(run("never-ends"), ControlPlaneIT::isRunning);
        var resource = client.pods().resource(pod);
        resource.withGracePeriod(1).delete();
        until(pod, p -> p.getMetadata().getDeletionTimestamp() != null);
        // Others come and go meanwhile.
        var other = until(run("pause-too"), ControlPlaneIT::isRunning);
        client.pods().resource(other).delete();
        client.pods().resource(other).waitUntilCondition(p -> p == null, 30, TimeUnit.SECONDS);
        assertThat(resource.get()).isNotNull();
        resource.withGracePeriod(0).delete();
        resource.waitUntilCondition(p -> p == null, 30, TimeUnit.SECONDS);
    }

    @Test
    void bindsClaimsWhenAPodUsesThem() {
        var claim = client.resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName("data")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes("ReadWriteOnce")
                        .withNewResources()
                        .withRequests(Map.of("storage", new Quantity("1Gi")))
                        .endResources()
                        .endSpec()
                        .build())
                .create();
        var user = new PodBuilder(pod("user"))
                .editSpec()
                .addNewVolume()
                .withName("data")
                .withNewPersistentVolumeClaim("data", false)
                .endVolume()
                .endSpec()
                .build();
        until(client.resource(user).create(), ControlPlaneIT::isRunning);
        assertThat(client.resource(claim).get().getStatus().getPhase()).isEqualTo("Bound");
    }

    private Pod run(String image) {
        return client.resource(pod(image)).create();
    }

    private Pod pod(String image) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(image)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage("registry.example.org/" + image)
                .endContainer()
                .endSpec()
                .build();
    }

    private Pod until(Pod pod, Predicate<Pod> condition) {
        return client.pods()
                .resource(pod)
                .waitUntilCondition(p -> p != null && condition.test(p), 60, TimeUnit.SECONDS);
    }

    private void tells(Pod pod, String reason) {
        client.v1()
                .events()
                .inNamespace(namespace)
                .informOnCondition(events -> events.stream()
                        .filter(event -> event.getInvolvedObject()
                                .getName()
                                .equals(pod.getMetadata().getName()))
                        .map(Event::getReason)
                        .anyMatch(reason::equals))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private static boolean isRunning(Pod pod) {
        return "Running".equals(pod.getStatus().getPhase());
    }

    private static String waiting(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .map(status -> status.getState().getWaiting())
                .filter(waiting -> waiting != null)
                .map(waiting -> waiting.getReason())
                .findFirst()
                .orElse("");
    }
}
