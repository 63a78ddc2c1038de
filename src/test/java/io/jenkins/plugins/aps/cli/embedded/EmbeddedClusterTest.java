package io.jenkins.plugins.aps.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedClusterTest {
    private static final Map<String, String> OURS = Map.of("app.kubernetes.io/managed-by", "aps-deployer");
    private static EmbeddedCluster cluster;
    private static KubernetesClient client;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.start(Duration.ofMillis(10));
        client = cluster.client();
    }

    @AfterAll
    static void stop() {
        client.close();
        cluster.close();
    }

    @Test
    void appliesTwiceWithoutAChange() {
        namespace("same");
        ConfigMap first = apply(settings("same", Map.of("a", "1")));
        ConfigMap second = apply(settings("same", Map.of("a", "1")));
        assertThat(second.getMetadata().getResourceVersion())
                .isEqualTo(first.getMetadata().getResourceVersion());
    }

    @Test
    void takesAwayWhatIsNoLongerApplied() {
        namespace("less");
        apply(settings("less", Map.of("a", "1", "b", "2")));
        assertThat(apply(settings("less", Map.of("a", "1"))).getData()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void givesAFieldToWhoChangesIt() {
        namespace("edited");
        apply(settings("edited", Map.of("a", "1", "b", "1")));
        update("edited", "{\"data\":{\"a\":\"2\"}}");
        KubernetesClientException refused = failure(() -> apply(settings("edited", Map.of("a", "3", "b", "3"))));
        assertThat(refused.getCode()).isEqualTo(409);
        assertThat(refused.getStatus().getDetails().getCauses()).singleElement().satisfies(cause -> {
            assertThat(cause.getReason()).isEqualTo("FieldManagerConflict");
            assertThat(cause.getField()).isEqualTo(".data.a");
            assertThat(cause.getMessage()).isEqualTo("conflict with \"kubectl-edit\" using v1");
        });
        assertThat(apply(settings("edited", Map.of("a", "2", "b", "3"))).getData())
                .as("the same value is no conflict")
                .isEqualTo(Map.of("a", "2", "b", "3"));
    }

    @Test
    void takesAFieldBackByForceAndKeepsWhatOthersAdd() {
        namespace("forced");
        apply(settings("forced", Map.of("a", "1")));
        update("forced", "{\"data\":{\"a\":\"2\",\"theirs\":\"1\"}}");
        client.resource(settings("forced", Map.of("a", "3")))
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("aps-deployer")
                        .withForce(true)
                        .build());
        assertThat(apply(settings("forced", Map.of("a", "4"))).getData()).isEqualTo(Map.of("a", "4", "theirs", "1"));
    }

    @Test
    void refusesToMakeAnewWhatIsKnownByItsUid() {
        namespace("gone");
        ConfigMap known = settings("gone", Map.of());
        known.getMetadata().setUid("11111111-2222-3333-4444-555555555555");
        assertThat(failure(() -> apply(known)).getCode()).isEqualTo(409);
        apply(settings("gone", Map.of()));
        assertThat(failure(() -> apply(known)).getCode()).isEqualTo(422);
    }

    @Test
    void refusesASecondCreationAndAStaleUpdate() {
        namespace("stale");
        ConfigMap old = client.resource(settings("stale", Map.of("a", "1"))).create();
        assertThat(failure(() -> client.resource(settings("stale", Map.of())).create())
                        .getStatus()
                        .getReason())
                .isEqualTo("AlreadyExists");
        client.resource(new ConfigMapBuilder(old).addToData("b", "2").build()).update();
        assertThat(failure(() -> client.resource(new ConfigMapBuilder(old)
                                        .addToData("c", "3")
                                        .build())
                                .update())
                        .getCode())
                .isEqualTo(409);
    }

    @Test
    void refusesToDeleteAnotherThanTheOneMeant() {
        namespace("other");
        apply(settings("other", Map.of()));
        String body = "{\"preconditions\":{\"uid\":\"not-this\"}}";
        assertThat(failure(() -> client.raw("/api/v1/namespaces/other/configmaps/settings", "DELETE", Json.parse(body)))
                        .getCode())
                .isEqualTo(409);
    }

    @Test
    void keepsImmutableContent() {
        namespace("fixed");
        ConfigMap fixed = new ConfigMapBuilder(settings("fixed", Map.of("a", "1")))
                .withImmutable(true)
                .build();
        apply(fixed);
        ConfigMap changed =
                new ConfigMapBuilder(fixed).withData(Map.of("a", "2")).build();
        assertThat(failure(() -> apply(changed)).getCode()).isEqualTo(422);
    }

    @Test
    void runsADeploymentAndReplacesItsPods() {
        namespace("runs");
        apply(service("runs", "rb", "example.org/rb:1"));
        Deployment running = until("runs", "rb", deployment -> ready(deployment) == 1);
        assertThat(running.getStatus().getObservedGeneration()).isEqualTo(1);
        apply(service("runs", "rb", "example.org/rb:2"));
        Deployment replaced = until(
                "runs",
                "rb",
                d -> d.getStatus().getObservedGeneration() == 2
                        && ready(d) == 1
                        && d.getStatus().getReplicas() == 1);
        assertThat(replaced.getMetadata().getAnnotations()).containsEntry("deployment.kubernetes.io/revision", "2");
        assertThat(client.apps().replicaSets().inNamespace("runs").list().getItems())
                .hasSize(2);
    }

    @Test
    void failsLikeAKubeletByTheMarkOfAnImage() {
        namespace("fails");
        apply(service("fails", "lost", "example.org/does-not-exist:1"));
        apply(service("fails", "loops", "example.org/crash:1"));
        Pod lost = pod("fails", "lost", "ImagePullBackOff");
        assertThat(lost.getStatus()
                        .getContainerStatuses()
                        .get(0)
                        .getState()
                        .getWaiting()
                        .getMessage())
                .contains("example.org/does-not-exist:1: not found");
        Pod loops = pod("fails", "loops", "CrashLoopBackOff");
        assertThat(loops.getStatus()
                        .getContainerStatuses()
                        .get(0)
                        .getLastState()
                        .getTerminated()
                        .getExitCode())
                .isEqualTo(1);
        assertThat(client.pods().resource(loops).getLog()).contains("can't start");
    }

    @Test
    void deletesANamespaceWithItsContentAndTellsWatchers() throws Exception {
        namespace("ends");
        apply(settings("ends", Map.of("a", "1")));
        apply(service("ends", "rb", "example.org/rb:1"));
        until("ends", "rb", deployment -> ready(deployment) == 1);
        BlockingQueue<String> gone = new LinkedBlockingQueue<>();
        Set<String> awaited = new HashSet<>(Set.of("Namespace ends", "ConfigMap settings", "Deployment rb", "Pod"));
        try (var namespaces = client.namespaces().inform(telling(gone));
                var maps = client.configMaps().inNamespace("ends").inform(telling(gone));
                var deployments =
                        client.apps().deployments().inNamespace("ends").inform(telling(gone));
                var pods = client.pods().inNamespace("ends").inform(telling(gone))) {
            assertThat(Stream.of(namespaces, maps, deployments, pods)).allMatch(SharedIndexInformer::hasSynced);
            client.namespaces().withName("ends").delete();
            while (!awaited.isEmpty()) {
                String told = gone.poll(5, TimeUnit.SECONDS);
                assertThat(told).as("deletion told of one of %s", awaited).isNotNull();
                awaited.remove(told);
            }
            assertThat(maps.getStore().list()).isEmpty();
            assertThat(pods.getStore().list()).isEmpty();
        }
        assertThat(client.namespaces().withName("ends").get()).isNull();
        assertThat(client.configMaps().inNamespace("ends").list().getItems()).isEmpty();
    }

    /** Tells of deletions by kind and name; pods, whose names are made up, by kind. */
    private static <T extends HasMetadata> ResourceEventHandler<T> telling(BlockingQueue<String> gone) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {}

            @Override
            public void onUpdate(T before, T after) {}

            @Override
            public void onDelete(T object, boolean finalStateUnknown) {
                String name =
                        object instanceof Pod ? "" : " " + object.getMetadata().getName();
                gone.add(object.getKind() + name);
            }
        };
    }

    @Test
    void runsTwentyApplicationsAtOnce() {
        IntStream.range(0, 20).parallel().forEach(i -> {
            namespace("many-" + i);
            for (String name : new String[] {"rb", "query", "audit"}) {
                apply(service("many-" + i, name, "example.org/" + name + ":1"));
            }
        });
        IntStream.range(0, 20).forEach(i -> {
            for (String name : new String[] {"rb", "query", "audit"}) {
                until("many-" + i, name, deployment -> ready(deployment) == 1);
            }
        });
        assertThat(client.apps()
                        .deployments()
                        .inAnyNamespace()
                        .withLabels(OURS)
                        .list()
                        .getItems())
                .hasSizeGreaterThanOrEqualTo(60);
    }

    private static void namespace(String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(OURS)
                        .endMetadata()
                        .build())
                .create();
    }

    private static <T extends HasMetadata> T apply(T object) {
        return client.resource(object)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("aps-deployer")
                        .build());
    }

    private static void update(String namespace, String patch) {
        client.configMaps()
                .inNamespace(namespace)
                .withName("settings")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("kubectl-edit")
                                .build(),
                        patch);
    }

    private static ConfigMap settings(String namespace, Map<String, String> data) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("settings")
                .withNamespace(namespace)
                .withLabels(OURS)
                .endMetadata()
                .withData(data)
                .build();
    }

    private static Deployment service(String namespace, String name, String image) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(OURS)
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .withMatchLabels(Map.of("app", name))
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Map.of("app", name))
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName(name)
                .withImage(image)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static int ready(Deployment deployment) {
        Integer ready =
                deployment.getStatus() == null ? null : deployment.getStatus().getReadyReplicas();
        return ready == null ? 0 : ready;
    }

    private static Deployment until(String namespace, String name, java.util.function.Predicate<Deployment> condition) {
        return client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(name)
                .waitUntilCondition(
                        found -> found != null && found.getStatus() != null && condition.test(found),
                        5,
                        TimeUnit.SECONDS);
    }

    private static Pod pod(String namespace, String app, String reason) {
        until(namespace, app, d -> true);
        client.pods()
                .inNamespace(namespace)
                .withLabel("app", app)
                .waitUntilCondition(
                        pod -> pod != null
                                && pod.getStatus() != null
                                && !pod.getStatus().getContainerStatuses().isEmpty()
                                && pod.getStatus()
                                                .getContainerStatuses()
                                                .get(0)
                                                .getState()
                                                .getWaiting()
                                        != null
                                && reason.equals(pod.getStatus()
                                        .getContainerStatuses()
                                        .get(0)
                                        .getState()
                                        .getWaiting()
                                        .getReason()),
                        5,
                        TimeUnit.SECONDS);
        return client.pods()
                .inNamespace(namespace)
                .withLabel("app", app)
                .list()
                .getItems()
                .get(0);
    }

    private static KubernetesClientException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        return catchThrowableOfType(KubernetesClientException.class, work);
    }
}
