package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Written;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.plan.Plan;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The objects of an application as the record knows them, while an operation changes them. For one thread at a time. */
final class Inventory {
    /** Kept though no longer wanted: volumes hold data, and content is what a rollback points back to. */
    private static final Set<String> KEPT_KINDS = Set.of("PersistentVolumeClaim", "ConfigMap", "Secret", "Namespace");

    private final Map<ObjectRef, Item> items = new LinkedHashMap<>();
    /** Any of them may have made an object whose UID was not recorded any more. */
    private final Set<String> operations;

    Inventory(List<Item> recorded, Set<String> operations) {
        recorded.forEach(item -> items.put(item.ref(), item));
        this.operations = operations;
    }

    static Inventory of(ApplicationRecord record) {
        return new Inventory(record.inventory(), record.operationIds());
    }

    /** What is recorded before anything is written: every object of the plan, known or not, and what else there was. */
    void intend(Plan plan) {
        for (var wave : plan.waves()) {
            for (var object : wave.objects()) {
                items.putIfAbsent(
                        object.ref(), new Item(object.ref(), "", "", 0, "", wave.index(), object.isContent()));
            }
        }
    }

    /** What we know of an object. */
    Known known(ObjectRef ref) {
        var item = items.getOrDefault(ref, new Item(ref, "", "", 0, 0));
        return new Known(item.uid(), item.specHash(), item.generation(), item.resourceVersion(), operations);
    }

    /** Whether we know it to exist. */
    boolean exists(ObjectRef ref) {
        var item = items.get(ref);
        return item != null && !item.uid().isEmpty();
    }

    void written(PlannedObject object, int wave, Written written) {
        // The version of what has a status changes all the time, and tells nothing.
        var version = written.generation() == 0 ? written.resourceVersion() : "";
        items.put(
                object.ref(),
                new Item(
                        object.ref(),
                        written.uid(),
                        object.specHash(),
                        written.generation(),
                        version,
                        wave,
                        object.isContent()));
    }

    /** The namespace is a new one: nothing that was in the old one is in it. */
    void forget() {
        items.clear();
    }

    void removed(ObjectRef ref) {
        items.remove(ref);
    }

    /** The content that a plan does not point to. */
    Set<ObjectRef> otherContent(Plan plan) {
        var wanted = plan.objects().map(PlannedObject::ref).collect(Collectors.toSet());
        return items.values().stream()
                .filter(Item::content)
                .map(Item::ref)
                .filter(ref -> !wanted.contains(ref))
                .collect(Collectors.toSet());
    }

    /**
     * What is there, or may be, as it was intended, and no longer wanted; last wave first.
     *
     * @param garbage content that no recorded version points to
     */
    List<Item> unwanted(Plan plan, Set<ObjectRef> garbage) {
        var wanted = plan.objects().map(PlannedObject::ref).collect(Collectors.toSet());
        var unwanted = new ArrayList<Item>();
        for (var item : items.values()) {
            var kept = KEPT_KINDS.contains(item.ref().kind()) && !(item.content() && garbage.contains(item.ref()));
            if (!wanted.contains(item.ref()) && !kept) {
                unwanted.add(0, item);
            }
        }
        unwanted.sort((a, b) -> Integer.compare(b.wave(), a.wave()));
        return unwanted;
    }

    List<Item> items() {
        return List.copyOf(items.values());
    }
}
