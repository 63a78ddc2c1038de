package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.Contents;
import io.jenkins.plugins.aps.core.cluster.Remnant;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whose an object in an application's namespace is. For one thread at a time. */
final class Belongings {
    /** What a cluster puts into each namespace by itself. */
    private static final Set<String> OF_EVERY_NAMESPACE =
            Set.of("ServiceAccount/default", "ConfigMap/kube-root-ca.crt");

    /** So many objects of others are kept in mind, and told one by one, where that is asked for. */
    static final int MOST = 1000;

    /** What makes objects for an application's own: they outlive it, when it is deleted before them. */
    private static final Set<String> MAKERS =
            Set.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "Service");

    /** Longest chain of owners that is followed: Kubernetes' own have three. */
    private static final int CHAIN = 5;

    private final ApplicationRecord record;
    private final boolean prepared;
    private final Map<ObjectRef, Item> items;
    private final Set<String> uids;
    /** What is in the namespace, by UID; an owner that is not among it is gone. */
    private final Map<String, Remnant> listed;

    private final Map<String, Boolean> decided = new HashMap<>();

    private Belongings(ApplicationRecord record, boolean prepared, Map<String, Remnant> listed) {
        this.record = record;
        this.prepared = prepared;
        this.listed = listed;
        var inventory = record.inventory();
        this.items = inventory.stream().collect(Collectors.toMap(Item::ref, Function.identity(), (a, b) -> a));
        this.uids =
                inventory.stream().map(Item::uid).filter(uid -> !uid.isEmpty()).collect(Collectors.toSet());
    }

    /** @param prepared whether an administrator made the namespace: then others may have made anything in it */
    static Belongings of(ApplicationRecord record, boolean prepared) {
        return new Belongings(record, prepared, Map.of());
    }

    /** The same, where it is known what is in the namespace, so that owners can be looked up. */
    Belongings among(Contents contents) {
        var found =
                contents.objects().stream().collect(Collectors.toMap(Remnant::uid, Function.identity(), (a, b) -> a));
        return new Belongings(record, prepared, found);
    }

    /**
     * Whether it is ours: recorded, or intended and made by an operation that could not record it any more, or made by
     * what is ours, as far as that can be seen. Pods outlive what made them: then our labels are proof enough in a
     * namespace that is ours, and in one that others use too only if the name of what made them is a recorded one as
     * well. Labels alone never are.
     */
    boolean isOurs(Remnant object) {
        return isOurs(object, CHAIN);
    }

    /** Each is looked at once, however many owners those have who made them. */
    private boolean isOurs(Remnant object, int chain) {
        var known = decided.get(object.uid());
        if (known == null) {
            decided.put(object.uid(), false);
            known = decide(object, chain);
            decided.put(object.uid(), known);
        }
        return known;
    }

    private boolean decide(Remnant object, int chain) {
        if (uids.contains(object.uid())) {
            return true;
        }
        var item = items.get(object.ref());
        if (item != null) {
            return item.uid().isEmpty() && object.madeBy(record.operationIds(), record.application());
        }
        var outlives = false;
        for (var owner : object.owners()) {
            var there = listed.get(owner.getUid());
            if (uids.contains(owner.getUid()) || there != null && chain > 0 && isOurs(there, chain - 1)) {
                return true;
            }
            outlives |= there == null && madeSuch(owner);
        }
        return outlives
                && object.labelled(record.application())
                && object.owners().stream().noneMatch(owner -> listed.containsKey(owner.getUid()));
    }

    /** Whether what is gone may have been ours. */
    private boolean madeSuch(OwnerReference owner) {
        return MAKERS.contains(owner.getKind())
                && (!prepared
                        // One that is recorded is known by its UID, and is not this one.
                        || owner.getKind().equals("ReplicaSet")
                                && isRecorded("Deployment", owner.getName().replaceFirst("-[^-]*$", "")));
    }

    private boolean isRecorded(String kind, String name) {
        return items.keySet().stream()
                .anyMatch(ref -> ref.kind().equals(kind) && ref.name().equals(name));
    }

    /** What somebody else put there and may miss: neither ours, nor the cluster's own, nor made by what is listed. */
    List<Remnant> foreign(Contents contents) {
        var ours = among(contents);
        return contents.objects().stream()
                .filter(object -> !ours.isOurs(object) && !object.labelled(record.application()) && !isClusters(object))
                .filter(object -> object.owners().stream().noneMatch(owner -> ours.listed.containsKey(owner.getUid())))
                .toList();
    }

    static boolean isClusters(Remnant object) {
        return object.ref().kind().equals("Event")
                || OF_EVERY_NAMESPACE.contains(object.ref().toString());
    }
}
