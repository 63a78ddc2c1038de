package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.Contents;
import io.jenkins.plugins.aps.core.cluster.Holder;
import io.jenkins.plugins.aps.core.cluster.Remnant;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What others label and own as they like is not ours by that. */
class BelongingsTest {
    private static final Map<String, String> OURS =
            Map.of("app.kubernetes.io/managed-by", "aps-deployer", "app.kubernetes.io/part-of", "holiday");

    private static Belongings belongings(boolean prepared) {
        var inventory = List.of(
                new Item(ref("Deployment", "rb"), "uid-rb", "h", 1, 3),
                new Item(ref("ConfigMap", "intended"), "", "", 0, 1));
        var begun = RecordEdits.begin(
                Optional.empty(),
                new RecordEdits.Beginning(
                        "op-1", OperationType.DEPLOY, Phase.PLANNED, "dora", "", new Holder("door", ""), Records.T0),
                new RecordEdits.Intent("holiday", "holiday", "holiday/1", "activiti-7", 1, inventory));
        return Belongings.of(begun, prepared);
    }

    private static ObjectRef ref(String kind, String name) {
        return new ObjectRef(kind.equals("ConfigMap") || kind.equals("Pod") ? "v1" : "apps/v1", kind, "holiday", name);
    }

    private static Remnant object(String kind, String name, Map<String, String> labels, String... owner) {
        var meta = new ObjectMetaBuilder().withName(name).withUid("uid-" + name).withLabels(labels);
        if (owner.length > 0) {
            meta.addNewOwnerReference()
                    .withKind(owner[0])
                    .withName(owner[1])
                    .withUid("uid-" + owner[1])
                    .endOwnerReference();
        }
        return new Remnant(ref(kind, name), "things", meta.build());
    }

    private static boolean isOurs(boolean prepared, Remnant... objects) {
        return belongings(prepared)
                .among(new Contents(List.of(objects), List.of(), List.of()))
                .isOurs(objects[0]);
    }

    @Test
    void aPodIsOursByAChainOfOwnersWithoutAnyLabel() {
        var pod = object("Pod", "rb-7-x", Map.of(), "ReplicaSet", "rb-7");
        var set = object("ReplicaSet", "rb-7", Map.of(), "Deployment", "rb");
        assertThat(isOurs(false, pod, set)).isTrue();
        assertThat(isOurs(true, pod, set)).isTrue();
        assertThat(isOurs(false, pod))
                .as("nothing tells of the one that is gone")
                .isFalse();
    }

    @Test
    void aPodThatOutlivesWhatMadeItIsOursByItsLabels() {
        var pod = object("Pod", "rb-7-x", OURS, "ReplicaSet", "rb-7");
        assertThat(isOurs(false, pod)).isTrue();
        assertThat(isOurs(true, pod)).as("of the name of a recorded one").isTrue();
        var pruned = object("Pod", "old-7-x", OURS, "ReplicaSet", "old-7");
        assertThat(isOurs(false, pruned)).isTrue();
        assertThat(isOurs(true, pruned)).as("in a namespace of others too").isFalse();
    }

    @Test
    void ourLabelsOnWhatSomebodyElseOwnsProveNothing() {
        var pod = object("Pod", "theirs-7-x", OURS, "ReplicaSet", "theirs-7");
        var set = object("ReplicaSet", "theirs-7", OURS);
        assertThat(isOurs(false, pod, set)).isFalse();
        assertThat(isOurs(true, pod, set)).isFalse();
        assertThat(isOurs(false, object("Pod", "x", OURS, "Workflow", "gone")))
                .as("an owner of a kind that nothing of ours makes")
                .isFalse();
        assertThat(isOurs(true, object("Pod", "rb-0", OURS, "Deployment", "theirs")))
                .isFalse();
    }

    @Test
    void ourLabelsOnWhatNobodyOwnsProveNothing() {
        assertThat(isOurs(false, object("ConfigMap", "notes", OURS))).isFalse();
        assertThat(isOurs(false, object("ConfigMap", "intended", OURS)))
                .as("the name of an intended one, and no operation of ours")
                .isFalse();
    }

    @Test
    void whatAKilledOperationMadeIsOursByItsOperation() {
        var made = object("ConfigMap", "intended", OURS);
        made.meta().setAnnotations(Map.of("aps.jenkins.io/operation", "op-1"));
        made.meta()
                .setManagedFields(List.of(new io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder()
                        .withManager("aps-deployer")
                        .build()));
        assertThat(isOurs(true, made)).isTrue();
        made.meta().setAnnotations(Map.of("aps.jenkins.io/operation", "of-another"));
        assertThat(isOurs(true, made)).isFalse();
    }

    @Test
    void ownersThatOwnEachOtherEnd() {
        var one = object("Crate", "one", OURS, "Crate", "two");
        var two = object("Crate", "two", OURS, "Crate", "one");
        assertThat(isOurs(false, one, two)).isFalse();
    }
}
