package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.Contents;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an undeployment that did not end leaves of what is recorded. What it removed is forgotten, or the next deployment
 * would take it for deleted by somebody else. For one thread at a time.
 */
final class Leavings {
    private final Set<ObjectRef> gone = new HashSet<>();

    /** It is no longer there as it was recorded: gone, or another by now. */
    void gone(ObjectRef ref) {
        gone.add(ref);
    }

    /**
     * In the order of the record.
     *
     * @param contents what stands in the namespace; what could not be looked at may still be there
     */
    List<Item> of(List<Item> recorded, Contents contents) {
        var volumes = recorded.stream().anyMatch(item -> isVolume(item) && isThere(item, contents));
        return recorded.stream()
                .filter(item -> isThere(item, contents) || volumes && mayBePassword(item))
                .toList();
    }

    private boolean isThere(Item item, Contents contents) {
        if (gone.contains(item.ref())) {
            return false;
        }
        return !contents.complete()
                || item.uid().isEmpty()
                || item.ref().namespace().isEmpty()
                || contents.objects().stream().anyMatch(object -> object.uid().equals(item.uid()));
    }

    private static boolean isVolume(Item item) {
        return item.ref().kind().equals("PersistentVolumeClaim");
    }

    /** A password is not generated anew while there is a volume that only the old one opens: better to be missed. */
    private static boolean mayBePassword(Item item) {
        return item.ref().kind().equals("Secret") && !item.content();
    }
}
