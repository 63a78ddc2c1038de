package io.jenkins.plugins.aps.core.model;

import java.util.List;
import java.util.Locale;

/**
 * How an undeployment ended.
 *
 * @param application its name
 * @param verdict see {@link Outcome}
 * @param reason why it is not gone, or what has its name and is not ours; else empty
 * @param removed what is gone
 * @param leftovers what is still there
 * @param finalizersRemoved by force
 * @param plan of a dry run: what would go, wave by wave
 */
public record UndeployResult(
        String application,
        Outcome verdict,
        String reason,
        List<ObjectRef> removed,
        List<ObjectRef> leftovers,
        List<String> finalizersRemoved,
        List<List<Change>> plan) {
    /** One that was carried out. */
    public UndeployResult(
            String application,
            Outcome verdict,
            String reason,
            List<ObjectRef> removed,
            List<ObjectRef> leftovers,
            List<String> finalizersRemoved) {
        this(application, verdict, reason, removed, leftovers, finalizersRemoved, List.of());
    }

    public UndeployResult {
        removed = List.copyOf(removed);
        leftovers = List.copyOf(leftovers);
        finalizersRemoved = List.copyOf(finalizersRemoved);
        plan = List.copyOf(plan);
    }

    /** Whether it is gone. */
    public enum Outcome {
        /** Nothing of it is left. */
        GONE,
        /** It won't go; the reason says what holds it. */
        STUCK,
        /** We could not look. */
        UNKNOWN,
        /** Nothing was removed: only the plan was asked for. */
        PLANNED;

        public String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
