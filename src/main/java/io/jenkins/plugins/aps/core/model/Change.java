package io.jenkins.plugins.aps.core.model;

import java.util.Locale;

/**
 * What an operation did to one object, or would do.
 *
 * @param object the object
 * @param action what was done
 * @param reason why, where the action alone doesn't say; else empty
 * @param diff what a dry run found out; {@link Diff#NONE} elsewhere
 */
public record Change(ObjectRef object, Action action, String reason, Diff diff) {
    /** One that no dry run asked about. */
    public Change(ObjectRef object, Action action, String reason) {
        this(object, action, reason, Diff.NONE);
    }

    /** What was done. */
    public enum Action {
        CREATED,
        CONFIGURED,
        UNCHANGED,
        REMOVED,
        SKIPPED;

        public String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
