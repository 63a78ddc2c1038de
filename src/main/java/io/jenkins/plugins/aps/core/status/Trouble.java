package io.jenkins.plugins.aps.core.status;

import java.time.Duration;
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
 * @param restarts of the container, since it last ran for {@link #STEADY}; 0 where there is none
 * @param down whether the container is not even running; false where there is none
 * @param proven when a container that runs again has shown that it goes on running, on the cluster's clock: it then
 *     has run for longer than it did before; long ago where there is none
 */
public record Trouble(
        String uid, String what, String text, Heals heals, Instant since, int restarts, boolean down, Instant proven) {
    /**
     * A container that ran so long is not one that crashes on, whatever its count of restarts, which is of its whole
     * life: the kubelet too begins its back-off anew then. Source: {@code MaxContainerBackOff} of the kubelet, twice.
     */
    static final Duration STEADY = Patience.LONGEST_BACK_OFF.multipliedBy(2);

    /** So many restarts tell that a container goes on crashing: services crash until their database answers. */
    static final int RESTARTS = 5;

    /** Of something that doesn't run again. */
    public Trouble(String uid, String what, String text, Heals heals, Instant since, int restarts, boolean down) {
        this(uid, what, text, heals, since, restarts, down, Instant.EPOCH);
    }

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

    /**
     * Whether its container crashed often, and has yet to show that it no longer does. Between two crashes it runs, so
     * that who looks once would now see it run and now not.
     */
    public boolean crashesOnAt(Instant now) {
        return crashesOn() || restarts >= RESTARTS && now.isBefore(proven);
    }
}
