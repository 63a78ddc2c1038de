package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What force does about a namespace that does not go, rung by rung. */
class ForceLadderTest {
    private static final String HOLD = "example.org/hold";
    private static final Map<String, String> LABELS =
            Map.of("app.kubernetes.io/managed-by", "aps-deployer", "app.kubernetes.io/part-of", "holiday");

    private final World world = new World(new FakeCluster("door-a"));
    private final FakeCluster cluster = world.cluster;

    @BeforeEach
    void deploy() {
        var deployment = world.deploy("op-1");
        cluster.show("Ingress");
        world.run();
        assertThat(deployment.result()).isCompleted();
        world.end(deployment);
        cluster.show("Namespace");
        world.events.clear();
        cluster.done.clear();
    }

    private void add(HasMetadata object) {
        object.getMetadata().setUid("uid-" + object.getMetadata().getName());
        cluster.state.objects.put(FakeRemnants.ref(object), object);
    }

    private HasMetadata ours(String kind) {
        return cluster.state.objects.values().stream()
                .filter(o -> o.getKind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectMetaBuilder meta(String name) {
        return new ObjectMetaBuilder().withNamespace("holiday").withName(name);
    }

    private void foreignMap() {
        add(new ConfigMapBuilder()
                .withMetadata(meta("notes").withFinalizers(HOLD).build())
                .build());
    }

    private void endlessPod(Map<String, String> labels) {
        add(new PodBuilder()
                .withMetadata(meta("rb-1")
                        .withLabels(labels)
                        .addNewOwnerReference()
                        .withKind("ReplicaSet")
                        .withName("rb-7")
                        .withUid("gone")
                        .endOwnerReference()
                        .build())
                .build());
        cluster.remnants.endless.add("rb-1");
    }

    private UndeployResult force(boolean foreignToo) {
        var run = world.undeploy("op-2", true, foreignToo);
        world.time.pass(Duration.ofMinutes(11));
        return run.result().getNow(null);
    }

    private List<String> notices() {
        return world.told(DeployEvent.Notice.class).stream()
                .map(DeployEvent.Notice::text)
                .toList();
    }

    private List<String> rungs() {
        return world.told(DeployEvent.WaveStarted.class).stream()
                .filter(wave -> wave.index() >= Rungs.PODS)
                .map(DeployEvent.WaveStarted::name)
                .toList();
    }

    @Test
    void takesTheFinalizersFromOurObjectsAndSaysWhich() {
        ours("Ingress").getMetadata().setFinalizers(List.of(HOLD, "example.org/other"));
        var result = force(false);
        assertThat(result.verdict()).isEqualTo(Outcome.GONE);
        assertThat(result.finalizersRemoved())
                .containsExactly("Ingress/gateway: " + HOLD, "Ingress/gateway: example.org/other");
        assertThat(rungs()).containsExactly("force: finalizers");
        assertThat(cluster.state.records).isEmpty();
    }

    @Test
    void leavesTheFinalizersOfOthersAndSaysWhoseTheyAre() {
        foreignMap();
        var result = force(false);
        assertThat(result.verdict()).isEqualTo(Outcome.STUCK);
        assertThat(result.reason())
                .contains("ConfigMap/notes (not of the application) is held by finalizer " + HOLD)
                .contains("it is not empty: 1 configmaps");
        assertThat(result.leftovers()).extracting(ObjectRef::toString).contains("ConfigMap/notes", "Namespace/holiday");
        assertThat(cluster.done).noneMatch(done -> done.startsWith("free"));
    }

    @Test
    void takesTheFinalizersOfOthersWhereThatIsAskedFor() {
        foreignMap();
        var result = force(true);
        assertThat(result.verdict()).isEqualTo(Outcome.GONE);
        assertThat(result.finalizersRemoved()).containsExactly("ConfigMap/notes: " + HOLD);
    }

    @Test
    void wakesAClusterThatLooksNoMoreThoughNothingHoldsTheNamespaceNow() {
        foreignMap();
        cluster.remnants.backsOff = true;
        var result = force(true);
        assertThat(result.verdict()).as(result.reason()).isEqualTo(Outcome.GONE);
        assertThat(rungs()).containsExactly("force: finalizers", "force: what looks no more");
        assertThat(notices()).anyMatch(text -> text.contains("the cluster was made to look again"));
    }

    @Test
    void wakesNothingWhileSomethingHoldsTheNamespace() {
        foreignMap();
        cluster.remnants.backsOff = true;
        assertThat(force(false).verdict()).isEqualTo(Outcome.STUCK);
        assertThat(cluster.done).doesNotContain("touch holiday");
    }

    @Test
    void wakesAClusterOnceAndNamesTheRightThatIsMissing() {
        foreignMap();
        cluster.remnants.backsOff = true;
        var asked = new AtomicInteger();
        cluster.before = what -> {
            if (what.startsWith("touch")) {
                asked.incrementAndGet();
                throw new ApsException(ErrorCode.NOT_ALLOWED, "our account cannot patch namespaces");
            }
        };
        var result = force(true);
        assertThat(result.verdict()).isEqualTo(Outcome.STUCK);
        assertThat(result.reason()).contains("our account cannot patch namespaces");
        assertThat(asked).hasValue(1);
    }

    @Test
    void endsOurPodsWithoutTheirNode() {
        endlessPod(LABELS);
        var result = force(false);
        assertThat(result.verdict()).isEqualTo(Outcome.GONE);
        assertThat(cluster.done).contains("end Pod/rb-1");
        assertThat(rungs()).containsExactly("force: pods that don't end");
    }

    @Test
    void leavesThePodsOfOthers() {
        endlessPod(Map.of());
        var result = force(false);
        assertThat(result.verdict()).isEqualTo(Outcome.STUCK);
        assertThat(result.reason()).contains("Pod/rb-1 (not of the application) does not end");
        assertThat(cluster.done).doesNotContain("end Pod/rb-1");
    }

    @Test
    void namesAnApiThatDoesNotAnswerAndTouchesNothingOfIt() {
        cluster.remnants.deadApis.add("v1.metrics.example.org");
        var result = force(true);
        assertThat(result.verdict()).isEqualTo(Outcome.STUCK);
        assertThat(result.reason()).contains("APIService/v1.metrics.example.org does not answer");
        assertThat(rungs()).containsExactly("force: APIs that don't answer");
        assertThat(cluster.done).noneMatch(done -> done.startsWith("finalize"));
    }

    @Test
    void finalizesANamespaceThatIsProvablyEmptyAndSaysSo() {
        holdNamespace("kubernetes");
        var result = force(false);
        assertThat(result.verdict()).isEqualTo(Outcome.GONE);
        assertThat(result.finalizersRemoved()).containsExactly("Namespace/holiday: kubernetes");
        assertThat(rungs()).containsExactly("force: the namespace's last finalizers");
    }

    @Test
    void leavesWhatOthersHoldTheNamespaceWithAndNamesIt() {
        ours("Namespace").getMetadata().setFinalizers(List.of("example.org/books"));
        holdNamespace("kubernetes", HOLD);
        var result = force(false);
        assertThat(result.verdict()).isEqualTo(Outcome.STUCK);
        assertThat(result.reason())
                .contains("the namespace itself is held by finalizer example.org/books (not of the application)")
                .contains("the namespace itself is held by finalizers kubernetes, " + HOLD
                        + " in its spec (not of the application)");
        assertThat(result.finalizersRemoved()).isEmpty();
        assertThat(cluster.done).noneMatch(done -> done.startsWith("free") || done.startsWith("finalize"));
    }

    @Test
    void takesWhatOthersHoldTheNamespaceWithWhereThatIsAskedFor() {
        ours("Namespace").getMetadata().setFinalizers(List.of("example.org/books"));
        holdNamespace("kubernetes", HOLD);
        var result = force(true);
        assertThat(result.verdict()).isEqualTo(Outcome.GONE);
        assertThat(result.finalizersRemoved())
                .containsExactly(
                        "Namespace/holiday: example.org/books",
                        "Namespace/holiday: kubernetes",
                        "Namespace/holiday: " + HOLD);
    }

    @Test
    void leavesAPodThatOnlyLooksLikeOurs() {
        endlessPod(LABELS);
        add(new ConfigMapBuilder()
                .withMetadata(meta("owner").withFinalizers(HOLD).build())
                .build());
        cluster.state.objects.values().stream()
                .filter(o -> o.getKind().equals("Pod"))
                .forEach(pod -> pod.getMetadata().getOwnerReferences().get(0).setUid("uid-owner"));
        assertThat(force(false).reason()).contains("Pod/rb-1 (not of the application) does not end");
        assertThat(cluster.done).doesNotContain("end Pod/rb-1");
    }

    @Test
    void finalizesNoNamespaceThatCouldNotBeLookedThrough() {
        holdNamespace(HOLD);
        cluster.remnants.unlisted.add("our account cannot list secrets");
        var result = force(true);
        assertThat(result.verdict()).isEqualTo(Outcome.STUCK);
        assertThat(result.reason())
                .contains("could not look: our account cannot list secrets")
                .doesNotContain("null");
        assertThat(cluster.done).noneMatch(done -> done.startsWith("finalize"));
    }

    @Test
    void finalizesNoNamespaceThatHasContent() {
        holdNamespace(HOLD);
        foreignMap();
        assertThat(force(false).verdict()).isEqualTo(Outcome.STUCK);
        assertThat(cluster.done).noneMatch(done -> done.startsWith("finalize"));
    }

    private void holdNamespace(String... finalizers) {
        var spec = new NamespaceSpec();
        spec.setFinalizers(List.of(finalizers));
        ((Namespace) ours("Namespace")).setSpec(spec);
    }

    @Test
    void keepsTheProtectionOfAVolumeWhileAPodMayUseIt() {
        add(new PersistentVolumeClaimBuilder()
                .withMetadata(meta("data")
                        .withFinalizers("kubernetes.io/pvc-protection")
                        .build())
                .build());
        endlessPod(Map.of());
        cluster.before = what -> {
            if (what.startsWith("end ")) {
                throw new ApsException(ErrorCode.NOT_ALLOWED, "our account cannot delete pods");
            }
        };
        var result = force(true);
        assertThat(result.verdict()).isEqualTo(Outcome.STUCK);
        assertThat(cluster.done).noneMatch(done -> done.startsWith("free"));
        world.heal();
        world.events.clear();
        var again = world.undeploy("op-3", true, true);
        world.time.pass(Duration.ofMinutes(11));
        assertThat(again.result().getNow(null).finalizersRemoved())
                .containsExactly("PersistentVolumeClaim/data: kubernetes.io/pvc-protection");
    }

    @Test
    void namesTheRightThatARungLacksAndGoesOnWithTheOthers() {
        ours("Ingress").getMetadata().setFinalizers(List.of(HOLD));
        endlessPod(LABELS);
        cluster.before = what -> {
            if (what.startsWith("free")) {
                throw new ApsException(ErrorCode.NOT_ALLOWED, "our account cannot patch ingresses");
            }
        };
        var result = force(false);
        assertThat(result.verdict()).isEqualTo(Outcome.STUCK);
        assertThat(result.reason()).contains("our account cannot patch ingresses");
        assertThat(cluster.done).contains("end Pod/rb-1");
    }

    @Test
    void endsBeforeItsTimeWhenThereIsNothingMoreToDo() {
        foreignMap();
        var run = world.undeploy("op-2", true);
        world.time.pass(Duration.ofMinutes(4));
        assertThat(run.result()).isCompleted();
    }

    @Test
    void everyGraceHasItsShareOfAShortTime() {
        assertThat(Graces.within(Duration.ofSeconds(40), Duration.ofSeconds(60)))
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(Graces.within(Duration.ofSeconds(40), Duration.ofMinutes(10)))
                .isEqualTo(Duration.ofSeconds(40));
    }
}
