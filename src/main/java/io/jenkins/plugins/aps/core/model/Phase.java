package io.jenkins.plugins.aps.core.model;

import java.util.Locale;

/** How far an operation has come, in this order. */
public enum Phase {
    /** For another operation to end. */
    WAITING,
    /** Reading the release and checking the request: nothing is recorded yet. */
    VALIDATING,
    /** The plan is made and recorded. */
    PLANNED,
    /** Objects are being written, and waited for. */
    APPLYING,
    /** Objects that are no longer wanted are being removed. */
    PRUNING,
    /** Ended; see its {@link Verdict}. */
    DONE;

    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
