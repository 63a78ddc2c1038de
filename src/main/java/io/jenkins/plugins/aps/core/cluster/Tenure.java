package io.jenkins.plugins.aps.core.cluster;

import java.time.Duration;

/**
 * How long a door that fell silent still counts, and what follows from it: it stops writing after two thirds of that time,
 * and no request that changes something takes longer than the rest, so that nothing of it arrives when another has taken over.
 *
 * @param takeover how long another door's silence is watched before it counts as gone
 */
record Tenure(Duration takeover) {
    private static final Duration LONGEST_RENEWAL = Duration.ofSeconds(5);

    /** How long after a renewal a door may write. */
    Duration trust() {
        return takeover.multipliedBy(2).dividedBy(3);
    }

    /** How often a door renews its Lease: several times within its trust. */
    Duration renewal() {
        return shorter(trust().dividedBy(4), LONGEST_RENEWAL);
    }

    /** How long a request may take that changes something. */
    Duration longestWrite() {
        return shorter(takeover.minus(trust()), Connection.LONGEST);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
