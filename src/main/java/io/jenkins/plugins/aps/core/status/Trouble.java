package io.jenkins.plugins.aps.core.status;

import java.time.Instant;

/**
 * What keeps an object from becoming current. Whether it is let heal any longer says a {@link Patience}.
 *
 * @param uid of the object
 * @param what tells it from the object's other troubles; the same while it lasts, though its reason and its words change
 *     (a pull that fails, then waits to be tried again)
 * @param text a sentence's end, beginning with the object's name
 * @param heals how it may heal
 * @param since when it began at the latest, on the cluster's clock; far in the future where that isn't known
 * @param restarts of the container; 0 where there is none
 * @param down whether the container is not even running; false where there is none
 */
public record Trouble(String uid, String what, String text, Heals heals, Instant since, int restarts, boolean down) {
    /** So many restarts tell that a container goes on crashing: services crash until their database answers. */
    private static final int RESTARTS = 5;

    /** How troubles heal, if they do. */
    public enum Heals {
        /** Only another template helps. */
        NEVER,
        /** By itself, often within a minute. */
        SOON,
        /** By starting again, which the kubelet tries over and over. */
        BY_RESTARTING,
        /** By what others do in their own time: a cluster autoscaler needs minutes. */
        WITH_TIME
    }

    /** Whether its container crashed often, and has just crashed. */
    public boolean crashesOn() {
        return down && restarts >= RESTARTS;
    }
}
