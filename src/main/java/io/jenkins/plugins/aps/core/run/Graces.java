package io.jenkins.plugins.aps.core.run;

import java.time.Duration;

/**
 * How long a forced undeployment waits for what should go by itself before it does more.
 *
 * @param ending for objects and pods of a wave, and for the namespace, once they are deleted
 * @param empty how long a namespace must be seen empty before its own last finalizers are taken
 * @param settling how long it is waited, with nothing more to do, before it is called stuck; no longer than there is time
 */
record Graces(Duration ending, Duration empty, Duration settling) {
    /**
     * A pod has 30 s to end unless it asks for more, and its kubelet needs a few to tell. The namespace controller takes
     * its finalizer from an empty namespace within a second. When something is in its way it tries again ever later, up
     * to 60 s apart: only then is it certain that what was done was not enough.
     */
    static final Graces NORMAL = new Graces(Duration.ofSeconds(40), Duration.ofSeconds(10), Duration.ofSeconds(75));

    /** No wait between rungs takes more than a sixth of what time is left, so that every rung has its turn. */
    private static final int SHARE = 6;

    /** A grace in an operation that has this much time left. */
    static Duration within(Duration grace, Duration left) {
        var share = left.dividedBy(SHARE);
        return grace.compareTo(share) < 0 ? grace : share;
    }
}
