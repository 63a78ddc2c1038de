package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What keeps an application from going, without force and with it; the same on every API server. */
abstract class RemovalScenarios {
    /** What all of a cluster depends on: while an API does not answer, no namespace goes. */
    static final String APIS = "the cluster's APIs";

    /** A test that has an application for itself, and mostly waits: it runs while others of its class do. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @ResourceLock(value = APIS, mode = ResourceAccessMode.READ)
    @interface Waiting {}

    static final String HOLD = "example.org/hold";
    /** Without force it is waited for all of the time. */
    static final Duration SHORT = Duration.ofSeconds(8);

    static final Duration LONG = Duration.ofSeconds(60);

    /** A client of an administrator, who does what people do; closed by the test. */
    abstract KubernetesClient client();

    /** An application of that name, on this API server. */
    abstract Settled settled(String name) throws Exception;

    /** The full name of an application. */
    abstract String name(String end);

    final void hold(String application, HasMetadata object) {
        try (var client = client()) {
            // Not by its version: controllers are at work on it.
            client.resource(object)
                    .inNamespace(application)
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":[\"" + HOLD + "\"]}}");
        }
    }

    final void foreignMap(String application) {
        try (var client = client()) {
            client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withNamespace(application)
                            .withName("notes")
                            .withFinalizers(HOLD)
                            .endMetadata()
                            .build())
                    .create();
        }
    }

    final boolean exists(String application) {
        try (var client = client()) {
            return client.namespaces().withName(application).get() != null;
        }
    }

    final void awaitPod(String application) {
        try (var client = client()) {
            client.pods()
                    .inNamespace(application)
                    .withLabel("app.kubernetes.io/name", "rb")
                    .waitUntilCondition(
                            pod -> pod != null
                                    && pod.getStatus() != null
                                    && "Running".equals(pod.getStatus().getPhase()),
                            30,
                            TimeUnit.SECONDS);
        }
    }

    @Waiting
    void goesByItself() throws Exception {
        try (var it = settled(name("plain"))) {
            it.deploy("registry.example.org/rb:1");
            awaitPod(name("plain"));
            assertThat(it.undeploy(false, false, LONG).verdict()).isEqualTo(Outcome.GONE);
            assertThat(exists(name("plain"))).isFalse();
            assertThat(it.recorded()).isFalse();
        }
    }

    @Waiting
    void ourDeploymentIsHeldByAFinalizer() throws Exception {
        var name = name("own");
        try (var it = settled(name)) {
            it.deploy("registry.example.org/rb:1");
            try (var client = client()) {
                hold(
                        name,
                        client.apps()
                                .deployments()
                                .inNamespace(name)
                                .withName("rb")
                                .get());
            }
            var stuck = it.undeploy(false, false, SHORT);
            assertThat(stuck.verdict()).isEqualTo(Outcome.STUCK);
            assertThat(stuck.reason()).contains("Deployment/rb is held by finalizer " + HOLD);
            assertThat(stuck.leftovers()).extracting(ObjectRef::toString).contains("Deployment/rb");
            var gone = it.undeploy(true, false, LONG);
            assertThat(gone.verdict()).as(gone.reason()).isEqualTo(Outcome.GONE);
            assertThat(gone.finalizersRemoved()).containsExactly("Deployment/rb: " + HOLD);
            assertThat(exists(name)).isFalse();
        }
    }

    @Waiting
    void anObjectOfOthersIsHeldByAFinalizer() throws Exception {
        var name = name("foreign");
        try (var it = settled(name)) {
            it.deploy("registry.example.org/rb:1");
            foreignMap(name);
            var stuck = it.undeploy(false, false, SHORT);
            assertThat(it.notices())
                    .anyMatch(text -> text.contains("not of the application") && text.contains("ConfigMap/notes"))
                    .noneMatch(text -> text.contains("kube-root-ca.crt") || text.contains("Pod/"));
            assertThat(stuck.verdict()).isEqualTo(Outcome.STUCK);
            assertThat(stuck.reason())
                    .contains("it is not empty: 1 configmaps")
                    .contains("finalizers hold what is in it: 1 " + HOLD)
                    .contains("ConfigMap/notes (not of the application) is held by finalizer " + HOLD);
            var still = it.undeploy(true, false, LONG);
            assertThat(still.verdict()).isEqualTo(Outcome.STUCK);
            assertThat(still.finalizersRemoved()).isEmpty();
            var gone = it.undeploy(true, true, LONG);
            assertThat(gone.verdict()).as(gone.reason()).isEqualTo(Outcome.GONE);
            assertThat(gone.finalizersRemoved()).containsExactly("ConfigMap/notes: " + HOLD);
            assertThat(exists(name)).isFalse();
        }
    }

    @Waiting
    void aPodNeverEnds() throws Exception {
        var name = name("endless");
        try (var it = settled(name)) {
            it.deploy("registry.example.org/never-ends:1");
            awaitPod(name);
            var stuck = it.undeploy(false, false, SHORT);
            assertThat(stuck.verdict()).isEqualTo(Outcome.STUCK);
            assertThat(stuck.reason()).containsPattern("Pod/rb-\\S+ does not end; its node may be gone");
            var gone = it.undeploy(true, false, LONG);
            assertThat(gone.verdict()).as(gone.reason()).isEqualTo(Outcome.GONE);
            assertThat(gone.removed()).extracting(ObjectRef::kind).contains("Pod");
            assertThat(exists(name)).isFalse();
        }
    }

    @Waiting
    void theNamespaceHasALastFinalizerOfItsOwn() throws Exception {
        var name = name("spec");
        try (var it = settled(name)) {
            it.deploy("registry.example.org/rb:1");
            holdSpec(name);
            var stuck = it.undeploy(false, false, SHORT);
            assertThat(stuck.verdict()).isEqualTo(Outcome.STUCK);
            assertThat(stuck.reason()).contains("the namespace itself is held by finalizer " + HOLD + " in its spec");
            assertThat(it.undeploy(true, false, LONG).reason())
                    .contains("is held by finalizer " + HOLD + " in its spec (not of the application)");
            var gone = it.undeploy(true, true, LONG);
            assertThat(gone.verdict()).as(gone.reason()).isEqualTo(Outcome.GONE);
            assertThat(gone.finalizersRemoved()).containsExactly("Namespace/" + name + ": " + HOLD);
            assertThat(exists(name)).isFalse();
        }
    }

    private void holdSpec(String name) {
        try (var client = client()) {
            var read = client.namespaces().withName(name).get();
            var held = new NamespaceBuilder(read)
                    .editOrNewSpec()
                    .withFinalizers("kubernetes", HOLD)
                    .endSpec()
                    .build();
            client.raw("/api/v1/namespaces/" + name + "/finalize", "PUT", held);
        }
    }
}
