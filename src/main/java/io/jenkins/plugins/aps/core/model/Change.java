package io.jenkins.plugins.aps.core.model;

import java.util.Locale;

/**
 * What an operation did to one object.
 *
 * @param object the object
 * @param action what was done
 * @param reason why, where the action alone doesn't say; else empty
 */
public record Change(ObjectRef object, Action action, String reason) {
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
