package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.RecordStore;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.plan.Plan;
import java.util.HashSet;
import java.util.Set;

/** Content that nobody can go back to any more: neither a recorded version nor the plan points to it. */
final class Garbage {
    private Garbage() {}

    /**
     * Blocks, where there is any content that the plan does not point to. A version that does not tell what it points to
     * may need all of it.
     */
    static Set<ObjectRef> of(Inventory inventory, Plan plan, RecordStore records, String application) {
        var unused = new HashSet<>(inventory.otherContent(plan));
        if (unused.isEmpty()) {
            return Set.of();
        }
        for (var version : records.keptVersions(application)) {
            var content = version.kept().flatMap(RecordStore.Kept::content);
            if (content.isEmpty()) {
                return Set.of();
            }
            content.get().stream().map(ref -> ref.in(application)).forEach(unused::remove);
        }
        return Set.copyOf(unused);
    }
}
