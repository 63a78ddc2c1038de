package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Written;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.util.Map;
import java.util.Optional;

/**
 * Which objects need no request at all: the intent is the recorded one, and what is there is what that intent made. Pure.
 *
 * <p>What others changed is seen by the generation; kinds without one have no status that would change their version
 * either, so that it tells the same. Neither counts labels and annotations in, so those are compared. Whoever is in doubt
 * writes: writing says what changed, or that nothing did.
 */
final class Unchanged {
    private Unchanged() {}

    /** Whether it is worth looking. */
    static boolean mayBe(PlannedObject planned, Known known) {
        return !known.uid().isEmpty()
                && (planned.mode() == PlannedObject.Mode.CREATE_ONCE
                        || known.specHash().equals(planned.specHash()));
    }

    /**
     * As if it had been written.
     *
     * @param seen its metadata as they are; null: it is not there, or could not be seen
     */
    static Optional<Written> of(PlannedObject planned, Known known, ObjectMeta seen) {
        if (!mayBe(planned, known)
                || seen == null
                || !known.uid().equals(seen.getUid())
                || seen.getDeletionTimestamp() != null
                || !isAsWritten(planned, known, seen)) {
            return Optional.empty();
        }
        var intended = planned.body().getMetadata();
        if (!holds(seen.getLabels(), intended.getLabels())
                || !holds(seen.getAnnotations(), intended.getAnnotations())) {
            return Optional.empty();
        }
        var generation = seen.getGeneration() == null ? 0 : seen.getGeneration();
        return Optional.of(
                new Written(Written.Outcome.UNCHANGED, seen.getUid(), generation, seen.getResourceVersion()));
    }

    private static boolean isAsWritten(PlannedObject planned, Known known, ObjectMeta seen) {
        // Of what is made once only its being there matters; of a namespace we want nothing but labels.
        if (planned.mode() == PlannedObject.Mode.CREATE_ONCE
                || planned.ref().kind().equals("Namespace")) {
            return true;
        }
        return seen.getGeneration() != null
                ? known.generation() == seen.getGeneration()
                : !known.resourceVersion().isEmpty() && known.resourceVersion().equals(seen.getResourceVersion());
    }

    private static boolean holds(Map<String, String> seen, Map<String, String> intended) {
        return intended == null
                || intended.isEmpty()
                || seen != null && seen.entrySet().containsAll(intended.entrySet());
    }
}
