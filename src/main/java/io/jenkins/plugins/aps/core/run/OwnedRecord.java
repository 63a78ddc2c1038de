package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.RecordStore.StaleRecordException;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The record of an application, for the operation that owns it: written only by the version that was read, and looked at
 * before anything else is written where it may be another's by now. No lock outlives its owner, no owner outlives its lock.
 *
 * <p>What asks the cluster blocks, on any thread; all else is of turns.
 */
final class OwnedRecord {
    private final ClusterClient cluster;
    private final String application;
    private final String operation;
    private volatile ApplicationRecord record;
    private volatile boolean superseded;
    /** The term of our Lease in which the record was last seen to be ours; none yet. */
    private volatile long confirmedTerm = -1;

    OwnedRecord(ClusterClient cluster, String application, String operation) {
        this.cluster = cluster;
        this.application = application;
        this.operation = operation;
    }

    /** As last read or written; null before the first time. */
    ApplicationRecord record() {
        return record;
    }

    void adopt(ApplicationRecord read) {
        record = read;
    }

    /** Whether it names the operation as its owner, as far as we know. */
    boolean isOurs() {
        return record != null && !superseded && record.owner().operation().equals(operation);
    }

    /** Whether it still names the operation, in this epoch; blocks. */
    boolean stillOurs() {
        var term = cluster.doors().term();
        var known = record;
        // Mostly nobody has written it since we did.
        var ours = known.owner().operation().equals(operation)
                        && cluster.records().isCurrent(known)
                || cluster.records()
                        .find(application)
                        .filter(found -> found.owner().operation().equals(operation)
                                && found.owner().epoch() == known.owner().epoch())
                        .isPresent();
        if (ours) {
            confirmedTerm = term;
        }
        return ours;
    }

    /**
     * Where the record names the operation, says in it that this start of our process carries it out: its Lease is another
     * than that of the start which it names. Blocks; writes nothing that is so already.
     *
     * @return whether it is ours
     */
    boolean takeUp() {
        var found = cluster.records()
                .find(application)
                .filter(read -> read.owner().operation().equals(operation));
        if (found.isEmpty()) {
            return false;
        }
        cluster.doors().open();
        var self = cluster.doors().self();
        if (!found.get().owner().holder().equals(self)) {
            try {
                cluster.records().update(RecordEdits.heldBy(found.get(), self));
            } catch (StaleRecordException e) {
                // Whoever wrote it meanwhile is asked for when it is read the next time.
                return false;
            }
        }
        return true;
    }

    /** Writes it; if somebody else wrote it, the operation was superseded. Blocks. */
    ApplicationRecord save(ApplicationRecord changed) {
        checkLease();
        var term = cluster.doors().term();
        try {
            var saved = cluster.records().update(changed);
            confirmedTerm = term;
            return saved;
        } catch (StaleRecordException e) {
            throw superseded();
        }
    }

    /** Deletes it; if somebody else wrote it, the operation was superseded. Blocks. */
    void delete() {
        checkLease();
        try {
            cluster.records().delete(record);
        } catch (StaleRecordException e) {
            throw superseded();
        }
    }

    /** Before anything is written but the record, whose version fences it. Blocks. */
    void check() {
        checkLease();
        if (cluster.doors().term() != confirmedTerm && !stillOurs()) {
            throw superseded();
        }
    }

    /** Without a fresh heartbeat nothing is written. */
    void checkLease() {
        if (!cluster.doors().mayWrite()) {
            throw withoutHeartbeat(cluster.doors().fault());
        }
    }

    /** A cluster that does not answer may do so again; one that refuses us says what it will say to all else. */
    private static ApsException withoutHeartbeat(Optional<ApsException> fault) {
        var why = fault.map(known -> ": " + known.getMessage()).orElse("");
        return new ApsException(
                fault.map(ApsException::code)
                        .filter(ErrorCode.NOT_ALLOWED::equals)
                        .orElse(ErrorCode.UNREACHABLE),
                "the heartbeat of this process could not be renewed" + why + "; writing is on hold",
                fault.orElse(null));
    }

    /** Whether another operation is known to have taken this one's place. */
    boolean isSuperseded() {
        return superseded;
    }

    /** Another operation has taken this one's place. */
    ApsException superseded() {
        superseded = true;
        return new ApsException(
                        ErrorCode.CONFLICT,
                        "another operation took its place",
                        List.of(new Problem(
                                "record of " + application,
                                "its owner is another operation now; nothing more is written")))
                .because(ErrorReason.SUPERSEDED);
    }
}
