package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.Remnant;
import io.jenkins.plugins.aps.core.event.DeployEvent.PlannedWave;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.plan.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * In which order an application is removed: what is reached from outside first, what others need last, then the namespace
 * with all that is still in it. Pure.
 *
 * @param waves last deployed first; not what goes with the namespace
 * @param rest what goes with the namespace: volumes, so that data goes only when nothing else is in the way
 * @param namespaceStays because an administrator made it
 */
record Removal(List<Wave> waves, List<Item> rest, boolean namespaceStays) {
    /** Objects that are deleted together. */
    record Wave(int index, String name, List<Item> items) {}

    /** @param namespaceStays then volumes go by themselves, beside what else was made first */
    static Removal of(ApplicationRecord record, boolean namespaceStays) {
        var waves = new TreeMap<Integer, List<Item>>(java.util.Comparator.reverseOrder());
        var rest = new ArrayList<Item>();
        for (var item : record.inventory()) {
            if (namespaceStays ? item.ref().kind().equals("Namespace") : goesWithNamespace(item)) {
                rest.add(item);
            } else {
                waves.computeIfAbsent(item.wave(), wave -> new ArrayList<>()).add(item);
            }
        }
        return new Removal(
                waves.entrySet().stream()
                        .map(e -> new Wave(e.getKey(), Planner.waveName(e.getKey()), List.copyOf(e.getValue())))
                        .toList(),
                List.copyOf(rest),
                namespaceStays);
    }

    /** Of a namespace that is being deleted already: everything goes with it, in whatever order. */
    static Removal withNamespace(ApplicationRecord record) {
        return new Removal(List.of(), record.inventory(), false);
    }

    private static boolean goesWithNamespace(Item item) {
        return item.wave() == 0 || item.ref().kind().equals("PersistentVolumeClaim");
    }

    /** As it is told beforehand; last of all the namespace, with what goes with it, if it goes. */
    List<PlannedWave> planned(ObjectRef namespace, List<Remnant> foreign) {
        var planned = new ArrayList<PlannedWave>();
        for (var wave : waves) {
            planned.add(new PlannedWave(
                    wave.index(),
                    wave.name(),
                    wave.items().stream().map(item -> removed(item.ref(), "")).toList()));
        }
        if (namespaceStays) {
            return planned;
        }
        var others = Stream.concat(
                rest.stream()
                        .map(Item::ref)
                        .filter(ref -> !ref.equals(namespace))
                        .map(ref -> removed(ref, "")),
                foreign.stream().map(object -> removed(object.ref(), "not of the application")));
        planned.add(new PlannedWave(
                0,
                Planner.waveName(0),
                Stream.concat(Stream.of(removed(namespace, "")), others).toList()));
        return planned;
    }

    /** What is lost with it, for a person; empty: nothing. */
    String losses() {
        var volumes = Stream.concat(rest.stream(), waves.stream().flatMap(wave -> wave.items().stream()))
                .map(Item::ref)
                .filter(ref -> ref.kind().equals("PersistentVolumeClaim"))
                .map(ObjectRef::toString)
                .toList();
        return volumes.isEmpty()
                ? ""
                : "the data in its volumes (" + String.join(", ", volumes)
                        + ") and the passwords generated for it go with it and can't be brought back";
    }

    private static Change removed(ObjectRef ref, String reason) {
        return new Change(ref, Change.Action.REMOVED, reason);
    }
}
