package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In which order an application goes, and what happens when something comes between. */
class RemovalTest {
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
        world.status = () -> World.instance(Status.RUNNING);
        world.events.clear();
        cluster.done.clear();
    }

    private List<String> writes() {
        return cluster.done.stream().filter(done -> done.startsWith("delete")).toList();
    }

    private HasMetadata ours(String kind) {
        return cluster.state.objects.values().stream()
                .filter(o -> o.getKind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void removesTheLastWaveFirstThenTheNamespaceAndTheRecordLast() {
        var run = world.undeploy("op-2", false);
        assertThat(run.result().getNow(null).verdict()).isEqualTo(Outcome.GONE);
        assertThat(writes())
                .containsExactly(
                        "delete Ingress", "delete ConfigMap", "delete ConfigMap", "delete Namespace", "delete record");
        assertThat(world.told(DeployEvent.WaveStarted.class))
                .extracting(DeployEvent.WaveStarted::index)
                .containsExactly(6, 1, 0);
        assertThat(world.told(DeployEvent.WaveEnded.class)).hasSize(3);
        assertThat(run.result().getNow(null).removed()).hasSize(4);
    }

    @Test
    void aWaveThatDoesNotEndKeepsTheRestAndIsNamed() {
        ours("Ingress").getMetadata().setFinalizers(List.of("example.org/hold"));
        var run = world.undeploy("op-2", false);
        world.time.pass(Duration.ofMinutes(9));
        assertThat(run.result()).isNotDone();
        assertThat(run.waitingFor()).contains("Ingress/gateway");
        world.time.pass(Duration.ofMinutes(2));
        var result = run.result().getNow(null);
        assertThat(result.verdict()).isEqualTo(Outcome.STUCK);
        assertThat(result.reason())
                .contains("the namespace is not being deleted yet")
                .contains("Ingress/gateway is held by finalizer example.org/hold");
        assertThat(writes()).containsExactly("delete Ingress");
        assertThat(cluster.state.records.get("holiday").owner().operation()).isEmpty();
    }

    @Test
    void nothingMoreIsBegunWhileItIsLookedWhatIsLeft() {
        var pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace("holiday")
                .withName("gateway-1")
                .addNewOwnerReference()
                .withKind("Ingress")
                .withName("gateway")
                .endOwnerReference()
                .endMetadata()
                .build();
        cluster.state.objects.put(FakeRemnants.ref(pod), pod);
        cluster.shown.add(pod);
        var run = world.undeploy("op-2", false);
        world.time.pass(Duration.ofMinutes(9));
        assertThat(run.waitingFor()).contains("Pod/gateway-1");
        cluster.before = what -> {
            if (what.equals("list contents")) {
                cluster.shown.remove(pod);
                cluster.changed.run();
            }
        };
        world.time.pass(Duration.ofMinutes(2));
        assertThat(run.result().getNow(null).verdict()).isEqualTo(Outcome.STUCK);
        assertThat(writes()).containsExactly("delete Ingress");
    }

    @Test
    void tellsWhatGoesThoughItIsNotOursBeforeAnythingGoes() {
        add("notes");
        cluster.before = what -> {
            if (what.startsWith("delete")) {
                assertThat(world.told(DeployEvent.Notice.class))
                        .anyMatch(notice -> notice.text().contains("not of the application")
                                && notice.text().contains("ConfigMap/notes"));
            }
        };
        var run = world.undeploy("op-2", false);
        assertThat(run.result().getNow(null).removed())
                .extracting(Object::toString)
                .contains("ConfigMap/notes");
    }

    @Test
    void namesOfManyObjectsThatAreNotOursOnlyTheFirst() {
        for (int i = 0; i < 1_500; i++) {
            add("notes-" + i);
        }
        var run = world.undeploy("op-2", false);
        assertThat(world.told(DeployEvent.Notice.class))
                .anyMatch(notice -> notice.text().startsWith("not of the application")
                        && notice.text().endsWith(" and 1400 more"));
        assertThat(world.told(DeployEvent.Planned.class).get(0).waves().stream()
                        .mapToInt(wave -> wave.objects().size())
                        .sum())
                .isBetween(1_000, 1_010);
        assertThat(run.result().getNow(null).verdict()).isEqualTo(Outcome.GONE);
    }

    private void add(String name) {
        var map = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("holiday")
                .withName(name)
                .withUid("uid-" + name)
                .endMetadata()
                .build();
        cluster.state.objects.put(FakeRemnants.ref(map), map);
    }

    @Test
    void leavesAnObjectThatTookTheNameOfOursAndSaysSo() {
        ours("Ingress").getMetadata().setUid("another");
        var run = world.undeploy("op-2", false);
        assertThat(run.result().getNow(null).verdict()).isEqualTo(Outcome.GONE);
        assertThat(world.told(DeployEvent.Notice.class))
                .anyMatch(notice -> notice.text().contains("Ingress/gateway was replaced"));
        assertThat(world.told(DeployEvent.ObjectRemoved.class))
                .noneMatch(told -> told.change().object().kind().equals("Ingress"));
    }

    @Test
    void anotherNamespaceOfItsNameMadeMeanwhileIsLeftAndTold() {
        ours("Namespace").getMetadata().setFinalizers(List.of("example.org/hold"));
        var run = world.undeploy("op-2", false);
        assertThat(run.result()).isNotDone();
        ours("Namespace").getMetadata().setFinalizers(List.of());
        ours("Namespace").getMetadata().setUid("another");
        world.pass(3);
        var result = run.result().getNow(null);
        assertThat(result.verdict()).isEqualTo(Outcome.GONE);
        assertThat(result.reason()).contains("not ours");
        assertThat(cluster.state.records).isEmpty();
    }

    /** Our rights in a namespace go with it, in any order: then each deletion of what is in it would be refused. */
    private void namespaceTerminatesAndOurRightsInItAreGone() {
        ours("Namespace").getMetadata().setFinalizers(List.of("example.org/hold"));
        ours("Namespace").getMetadata().setDeletionTimestamp("2026-11-24T04:00:00Z");
        cluster.before = what -> {
            if (what.equals("delete Ingress") || what.equals("delete ConfigMap") || what.equals("find Ingress")) {
                throw new ApsException(ErrorCode.NOT_ALLOWED, "cannot " + what);
            }
        };
    }

    private void namespaceMayGo() {
        ours("Namespace").getMetadata().setFinalizers(List.of());
        cluster.remnants.settle();
        cluster.changed.run();
        world.pass(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereTheNamespaceIsBeingDeletedAlreadyItOnlyWaits(boolean force) {
        namespaceTerminatesAndOurRightsInItAreGone();
        cluster.remnants.unlisted.add("our account cannot list configmaps");
        var run = world.undeploy("op-2", force);
        assertThat(run.waitingFor()).contains("the namespace to be gone");
        assertThat(world.told(DeployEvent.WaveStarted.class))
                .extracting(DeployEvent.WaveStarted::index)
                .containsExactly(0);
        assertThat(world.told(DeployEvent.Notice.class))
                .extracting(DeployEvent.Notice::text)
                .containsExactly("the namespace is being deleted already: what is in it goes with it");
        namespaceMayGo();
        assertThat(run.result().getNow(null).verdict()).isEqualTo(Outcome.GONE);
        assertThat(writes()).containsExactly("delete record");
        assertThat(run.result().getNow(null).removed()).hasSize(4);
    }

    @Test
    void itNeedsNoForceThoughTheApplicationRunsNoMore() {
        namespaceTerminatesAndOurRightsInItAreGone();
        world.status = () -> World.instance(Status.UNKNOWN);
        var run = world.undeploy("op-2", false);
        namespaceMayGo();
        assertThat(run.result().getNow(null).verdict()).isEqualTo(Outcome.GONE);
    }

    @Test
    void aNamespaceThatSomebodyDeletesBetweenTwoWavesIsWaitedFor() {
        ours("Ingress").getMetadata().setFinalizers(List.of("example.org/hold"));
        var run = world.undeploy("op-2", false);
        assertThat(run.waitingFor()).contains("Ingress/gateway");
        namespaceTerminatesAndOurRightsInItAreGone();
        world.pass(3);
        assertThat(run.waitingFor()).contains("the namespace to be gone");
        ours("Ingress").getMetadata().setFinalizers(List.of());
        namespaceMayGo();
        assertThat(run.result().getNow(null).verdict()).isEqualTo(Outcome.GONE);
        assertThat(writes()).containsExactly("delete Ingress", "delete record");
    }

    @Test
    void whatIsRefusedInANamespaceThatStaysIsAFailure() {
        cluster.before = what -> {
            if (what.equals("delete Ingress")) {
                throw new ApsException(ErrorCode.NOT_ALLOWED, "cannot delete ingresses");
            }
        };
        var run = world.undeploy("op-2", false);
        assertThat(World.error(run).code()).isEqualTo(ErrorCode.NOT_ALLOWED);
    }

    @Test
    void goesOnWhenAClusterThatWasAwayComesBack() {
        cluster.before = what -> {
            if (what.equals("delete ConfigMap")) {
                world.refuse("", ErrorCode.UNREACHABLE);
                throw new ApsException(ErrorCode.UNREACHABLE, "gone");
            }
        };
        var run = world.undeploy("op-2", false);
        world.pass(60);
        assertThat(run.result()).isNotDone();
        world.heal();
        world.pass(5);
        assertThat(run.result().getNow(null).verdict()).isEqualTo(Outcome.GONE);
    }

    @Test
    void isUnknownWhenTheClusterStaysAway() {
        cluster.before = what -> {
            if (what.equals("delete ConfigMap")) {
                world.refuse("", ErrorCode.UNREACHABLE);
                throw new ApsException(ErrorCode.UNREACHABLE, "gone");
            }
        };
        var run = world.undeploy("op-2", false);
        world.time.pass(Duration.ofMinutes(12));
        assertThat(run.result().getNow(null).verdict()).isEqualTo(Outcome.UNKNOWN);
    }

    /** Whatever it was about to ask or do when it was killed. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aKilledOneEndsTheSameWhenItIsEnteredAgain(boolean force) {
        for (int call = 1; ; call++) {
            var each = new RemovalTest();
            each.deploy();
            if (!each.endsAlikeWhenKilledAt(call, force)) {
                assertThat(call).isGreaterThan(10);
                return;
            }
        }
    }

    private boolean endsAlikeWhenKilledAt(int call, boolean force) {
        ours("Ingress").getMetadata().setFinalizers(force ? List.of("example.org/hold") : List.of());
        var calls = new int[1];
        cluster.before = what -> {
            if (++calls[0] == call) {
                world.end(world.begun);
                throw new IllegalStateException("killed");
            }
        };
        world.undeploy("op-2", force);
        world.time.pass(Duration.ofMinutes(9));
        if (calls[0] < call) {
            return false;
        }
        world.heal();
        var again = world.undeploy("op-2", force);
        world.time.pass(Duration.ofMinutes(9));
        assertThat(again.result().getNow(null).verdict())
                .as("killed at call " + call)
                .isEqualTo(Outcome.GONE);
        assertThat(cluster.state.records).isEmpty();
        assertThat(cluster.state.objects).isEmpty();
        return true;
    }
}
