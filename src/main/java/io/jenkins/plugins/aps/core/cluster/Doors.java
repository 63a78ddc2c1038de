package io.jenkins.plugins.aps.core.cluster;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.model.ApsException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The processes that share a cluster, each with one heartbeat Lease {@code door-<id>} in the platform namespace for each name
 * that it knows the cluster by. Safe for many threads.
 */
public interface Doors extends AutoCloseable {
    /** Who we are, in this start. */
    Holder self();

    /** Makes our Lease if need be and begins to renew it. Blocks for one request; idempotent. */
    void open();

    /** Whether our Lease was renewed recently enough (two thirds of the takeover time) that we may write. */
    boolean mayWrite();

    /** Why our Lease could not be renewed when that was last tried; empty: it was renewed. */
    Optional<ApsException> fault();

    /**
     * Counts up whenever our Lease was renewed after we could not write for a while: another process may have taken over
     * what was ours before. To be read after {@link #mayWrite}.
     */
    long term();

    /**
     * Whether the operation lives that owns an application: in this process, or in one that gives signs of life. Another
     * process's Lease is watched on our own monotonic clock, which the first question about it starts: ask again until the
     * answer is no longer {@link Life#UNCERTAIN}. What an earlier start of a process left behind, ours too, has the takeover
     * time to be taken up again, from when we first saw the later start.
     *
     * @param runsHere whether this process runs an operation of this id
     * @param maxAge a Lease that was read no longer ago than that is not read again
     */
    Life life(Owner owner, Predicate<String> runsHere, Duration maxAge);

    /** The same, asked now. */
    default Life life(Owner owner, Predicate<String> runsHere) {
        return life(owner, runsHere, Duration.ZERO);
    }

    /**
     * An operation of this process has ended, and its end could not be recorded: it still owns its application there. Our
     * Lease tells others so, with its next renewal, as our own signs of life would keep them waiting for it.
     */
    void letGo(String operation);

    /** An operation begins, maybe again: what our Lease tells of an end is no longer so. */
    void takeUp(String operation);

    /** Stops renewing and deletes our Lease. */
    @Override
    void close();

    /** Whether an owner lives. */
    enum Life {
        /** Its Lease was seen to be renewed, and not too long ago. */
        LIVES,
        /** Its process has a Lease, or is our own; it was not watched long enough to tell. */
        UNCERTAIN,
        /** Its process has no Lease, did not renew it for as long as takeover takes, or no longer carries it out. */
        GONE
    }
}
