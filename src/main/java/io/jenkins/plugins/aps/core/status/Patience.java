package io.jenkins.plugins.aps.core.status;

import java.time.Duration;
import java.time.Instant;

/** Decides how long a trouble is let heal. Rules ask it about each trouble that they find, whenever they find it. */
@FunctionalInterface
public interface Patience {
    /** A trouble that heals soon may last this long, for one who sees it begin. */
    Duration GRACE = Duration.ofSeconds(60);

    /**
     * What was there before one looked may last so much longer, as its cause may be gone already: the kubelet looks again
     * only when its back-off ends. Source: {@code MaxContainerBackOff} of the kubelet.
     */
    Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);

    /** So long, for one who doesn't know better, others may need for what they do; a component timeout's default too. */
    Duration OTHERS_TIME = Duration.ofMinutes(10);

    /** Whether a trouble had its time, so that the object counts as failed. */
    boolean isOver(Trouble trouble);

    /**
     * For one who looks once, and has but the objects' own times: tolerant, since these tell when an object was last well
     * rather than when its trouble began, and by another clock.
     */
    static Patience atOneLook(Instant now) {
        return trouble -> switch (trouble.heals()) {
            case NEVER -> true;
            case BY_RESTARTING -> trouble.crashesOnAt(now);
            case SOON -> trouble.since().plus(GRACE).plus(LONGEST_BACK_OFF).isBefore(now);
            case WITH_TIME -> trouble.since().plus(OTHERS_TIME).isBefore(now);
        };
    }
}
