package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.Contents;
import io.jenkins.plugins.aps.core.cluster.Remnant;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whose an object in an application's namespace is. Pure. */
final class Belongings {
    /** What a cluster puts into each namespace by itself. */
    private static final Set<String> OF_EVERY_NAMESPACE =
            Set.of("ServiceAccount/default", "ConfigMap/kube-root-ca.crt");

    private final String application;
    private final Map<ObjectRef, Item> items;
    private final Set<String> uids;

    private Belongings(String application, List<Item> inventory) {
        this.application = application;
        this.items = inventory.stream().collect(Collectors.toMap(Item::ref, Function.identity(), (a, b) -> a));
        this.uids =
                inventory.stream().map(Item::uid).filter(uid -> !uid.isEmpty()).collect(Collectors.toSet());
    }

    static Belongings of(ApplicationRecord record) {
        return new Belongings(record.application(), record.inventory());
    }

    /**
     * Whether it is ours: recorded, or intended and not recorded any more, or made by what is ours (pods outlive what
     * made them, so that only their labels tell).
     */
    boolean isOurs(Remnant object) {
        if (uids.contains(object.uid())) {
            return true;
        }
        var item = items.get(object.ref());
        if (item != null) {
            return item.uid().isEmpty() && object.labelled(application);
        }
        return object.owners().stream().anyMatch(uids::contains)
                || !object.owners().isEmpty() && object.labelled(application);
    }

    /** Whether it has the name of something of ours, and is another. */
    boolean isReplacement(Remnant object) {
        return items.containsKey(object.ref()) && !isOurs(object);
    }

    /** What somebody else put there and may miss: neither ours, nor the cluster's own, nor made by what is listed. */
    List<Remnant> foreign(Contents contents) {
        var listed = contents.objects().stream().map(Remnant::uid).collect(Collectors.toSet());
        return contents.objects().stream()
                .filter(object -> !isOurs(object) && !object.labelled(application) && !isClusters(object))
                .filter(object -> object.owners().stream().noneMatch(listed::contains))
                .toList();
    }

    static boolean isClusters(Remnant object) {
        return object.ref().kind().equals("Event")
                || OF_EVERY_NAMESPACE.contains(object.ref().toString());
    }
}
