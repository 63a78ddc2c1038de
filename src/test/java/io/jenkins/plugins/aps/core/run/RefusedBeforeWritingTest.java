package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.cluster.Trial;
import io.jenkins.plugins.aps.core.cluster.Trial.Refusal;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Verdict;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the cluster would refuse ends an upgrade before anything of it is written. */
class RefusedBeforeWritingTest {
    private final World world = new World(new FakeCluster("door-a"));

    @Test
    void anUpgradeThatWouldBeRefusedLeavesRecordVersionAndObjectsAsTheyWere() {
        var before = Records.of(new Owner("", "", 3), Records.ended("op-0", Verdict.SUCCEEDED));
        world.cluster.state.records.put("holiday", before);
        world.cluster.state.objects.put(
                new ObjectRef("v1", "Namespace", "", "holiday"),
                new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("holiday")
                        .withUid(before.namespaceUid())
                        .endMetadata()
                        .build());
        world.cluster.trials = RefusedBeforeWritingTest::refused;
        var error = World.error(world.deploy("op-1"));
        assertThat(error.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(error.problems())
                .extracting(Problem::where)
                .containsExactly(
                        "Namespace/holiday .spec",
                        "ConfigMap/settings .spec",
                        "ConfigMap/content-blue .spec",
                        "Ingress/gateway .spec");
        assertThat(world.cluster.state.records.get("holiday")).isEqualTo(before);
        assertThat(world.cluster.state.kept).isEmpty();
        assertThat(world.cluster.done).noneMatch(what -> what.startsWith("write") || what.startsWith("delete"));
        assertThat(world.told(DeployEvent.Planned.class)).isEmpty();
        assertThat(world.told(DeployEvent.StatusChanged.class))
                .as("it is not being updated")
                .isEmpty();
        assertThat(world.failure().verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void onlyWhatChangedIsAskedAbout() {
        deploy("op-0", "blue");
        deploy("op-1", "blue");
        assertThat(world.cluster.done).noneMatch(what -> what.startsWith("try"));
        world.cluster.shown.clear();
        deploy("op-2", "red");
        assertThat(world.cluster.done).contains("try ConfigMap", "try Ingress");
    }

    @Test
    void aFirstDeploymentAsksNothing() {
        world.cluster.trials = RefusedBeforeWritingTest::refused;
        deploy("op-0", "blue");
        assertThat(world.cluster.done).noneMatch(what -> what.startsWith("try"));
    }

    @Test
    void anOperationThatWasInterruptedWasAskedForBefore() {
        deploy("op-0", "blue");
        world.preparation = () -> world.prepared("red");
        var killed = world.deploy("op-1");
        world.end(killed);
        world.cluster.trials = RefusedBeforeWritingTest::refused;
        world.cluster.shown.clear();
        var again = world.deploy("op-1");
        world.cluster.show("Ingress");
        world.run();
        assertThat(again.result()).isCompleted();
    }

    private void deploy(String id, String colour) {
        world.preparation = () -> world.prepared(colour);
        var run = world.deploy(id);
        world.cluster.show("Ingress");
        world.run();
        assertThat(run.result()).isCompleted();
        world.end(run);
    }

    @Test
    void onlyWhatOthersChangedIsSaidToBeTakenBack() {
        var changed =
                new Refusal(ErrorCode.CONFLICT, ErrorReason.CHANGED_OUTSIDE, new Problem("a", "'kubectl' owns it"));
        var vanished = new Refusal(ErrorCode.CONFLICT, new Problem("b", "has vanished"));

        assertThat(reason(changed)).isEqualTo(ErrorReason.CHANGED_OUTSIDE);
        assertThat(reason(changed, vanished)).isEqualTo(ErrorReason.UNSPECIFIED);
        assertThat(reason(vanished)).isEqualTo(ErrorReason.UNSPECIFIED);
    }

    private static ErrorReason reason(Refusal... refusals) {
        var trial = new Trial(Optional.empty(), Optional.empty(), List.of(refusals), List.of());
        return Preview.refusal(List.of(trial)).orElseThrow().reason();
    }

    private static Trial refused(PlannedObject object) {
        var problem = new Problem(object.ref() + " .spec", "'kubectl' owns it");
        return new Trial(
                Optional.empty(), Optional.empty(), List.of(new Refusal(ErrorCode.CONFLICT, problem)), List.of());
    }
}
