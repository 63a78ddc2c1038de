package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.event.DeployEvent.PlannedWave;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.plan.Plan;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a plan would do to an application, told from the record alone; pure. */
final class Intentions {
    private Intentions() {}

    static List<PlannedWave> of(Plan plan, Inventory inventory, Set<ObjectRef> garbage) {
        var waves = new ArrayList<PlannedWave>();
        for (var wave : plan.waves()) {
            waves.add(new PlannedWave(
                    wave.index(),
                    wave.name(),
                    wave.objects().stream()
                            .map(object -> new Change(object.ref(), action(object, inventory), ""))
                            .toList()));
        }
        var unwanted = inventory.unwanted(plan, garbage);
        if (!unwanted.isEmpty()) {
            waves.add(new PlannedWave(
                    Pruning.WAVE,
                    Pruning.NAME,
                    unwanted.stream()
                            .map(item -> new Change(item.ref(), Change.Action.REMOVED, Pruning.REASON))
                            .toList()));
        }
        return waves;
    }

    private static Change.Action action(PlannedObject object, Inventory inventory) {
        if (!inventory.exists(object.ref())) {
            return Change.Action.CREATED;
        }
        return inventory.known(object.ref()).specHash().equals(object.specHash())
                        || object.mode() == PlannedObject.Mode.CREATE_ONCE
                ? Change.Action.UNCHANGED
                : Change.Action.CONFIGURED;
    }
}
