package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Written;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Urls;
import io.jenkins.plugins.aps.core.plan.Plan;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InventoryTest {
    private static final Item OLD = item("Deployment", "old", "uid-old", "hash", 4);
    private static final Item OLD_SERVICE = item("Service", "old", "uid-svc", "hash", 3);
    private static final Item VOLUME = item("PersistentVolumeClaim", "data", "uid-data", "hash", 1);
    private static final Item CONTENT = item("ConfigMap", "files-1234", "uid-files", "hash", 1);
    private static final Item KEPT = item("Deployment", "rb", "uid-rb", "same", 3);

    private static Item item(String kind, String name, String uid, String hash, int wave) {
        return new Item(new ObjectRef("v1", kind, "holiday", name), uid, hash, 1, wave);
    }

    private static Plan plan(PlannedObject... objects) {
        return new Plan(List.of(new Plan.Wave(3, "runtime services", List.of(objects))), Urls.NONE);
    }

    private static PlannedObject planned(String name, String hash) {
        return new PlannedObject(
                new ObjectRef("v1", "Deployment", "holiday", name),
                new ConfigMapBuilder().build(),
                hash,
                PlannedObject.Mode.APPLY);
    }

    @Test
    void neverPrunesVolumesOrContentThatARollbackNeeds() {
        var inventory = new Inventory(List.of(KEPT, OLD_SERVICE, OLD, VOLUME, CONTENT), Set.of());
        assertThat(inventory.unwanted(plan(planned("rb", "same")), Set.of())).containsExactly(OLD, OLD_SERVICE);
    }

    @Test
    void knowsNothingOfAnObjectThatWasOnlyIntended() {
        var inventory = new Inventory(List.of(), Set.of());
        inventory.intend(plan(planned("rb", "same")));
        assertThat(inventory.items()).hasSize(1);
        assertThat(inventory.known(KEPT.ref()).uid()).isEmpty();
        inventory.written(planned("rb", "same"), 3, new Written(Written.Outcome.CREATED, "u", 1, "9"));
        assertThat(inventory.known(KEPT.ref()).uid()).isEqualTo("u");
    }

    @Test
    void recordsTheVersionOfWhatHasNoGenerationOnly() {
        var inventory = new Inventory(List.of(), Set.of());
        inventory.written(planned("rb", "same"), 3, new Written(Written.Outcome.CREATED, "u", 1, "9"));
        assertThat(inventory.known(KEPT.ref()).resourceVersion()).isEmpty();
        inventory.written(planned("rb", "same"), 3, new Written(Written.Outcome.CREATED, "u", 0, "9"));
        assertThat(inventory.known(KEPT.ref()).resourceVersion()).isEqualTo("9");
        assertThat(inventory.items()).hasSize(1);
    }

    @Test
    void tellsWhatAPlanWouldDo() {
        var inventory = new Inventory(List.of(KEPT, OLD), Set.of());
        var waves = Intentions.of(plan(planned("rb", "other"), planned("query", "new")), inventory, Set.of());
        assertThat(waves.get(0).objects().stream().map(Change::action))
                .containsExactly(Change.Action.CONFIGURED, Change.Action.CREATED);
        assertThat(waves.get(1).objects().stream().map(c -> c.action() + " " + c.object()))
                .containsExactly("REMOVED Deployment/old");
        assertThat(Intentions.of(plan(planned("rb", "same")), new Inventory(List.of(KEPT), Set.of()), Set.of())
                        .get(0)
                        .objects()
                        .get(0)
                        .action())
                .isEqualTo(Change.Action.UNCHANGED);
    }
}
