package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.RecordedOperation;
import io.jenkins.plugins.aps.core.cluster.Doors.Life;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Phase;
import java.util.Optional;
import java.util.function.Function;

/** What an operation may do about an application, as its record stands. */
sealed interface Claim {
    /**
     * It is ours to write.
     *
     * @param resumed whether this very operation was interrupted and is entered again
     */
    record Take(boolean resumed) implements Claim {}

    /** This very operation has ended already. */
    record Ended(RecordedOperation operation) implements Claim {}

    /** Another operation is at work; ask again later. */
    record Wait(String reason) implements Claim {}

    /** Another operation took the place of this one, for good. */
    record Displaced() implements Claim {}

    /** Another operation is at work, and we were told not to wait. */
    record Refuse(String reason) implements Claim {}

    /**
     * Decides.
     *
     * @param found the record; empty: none
     * @param life whether the owner lives: its door, and that operation in it
     */
    static Claim of(
            Optional<ApplicationRecord> found,
            String operation,
            IfRunning ifRunning,
            Function<ApplicationRecord, Life> life) {
        if (found.isEmpty()) {
            return new Take(false);
        }
        var record = found.get();
        var mine = record.operations().stream()
                .filter(o -> o.summary().id().equals(operation))
                .findFirst();
        if (mine.isPresent() && mine.get().summary().phase() == Phase.DONE) {
            return new Ended(mine.get());
        }
        var owner = record.owner();
        if (owner.operation().equals(operation)) {
            return new Take(true);
        }
        if (mine.isPresent()) {
            return new Displaced();
        }
        if (owner.operation().isEmpty() || ifRunning == IfRunning.SUPERSEDE) {
            return new Take(false);
        }
        var reason = "operation " + owner.operation() + " (" + describe(record) + ") is at work on it";
        return switch (life.apply(record)) {
            case GONE -> new Take(false);
            case UNCERTAIN -> new Wait(reason + ", or its process has ended: watching for a sign of life");
            case LIVES -> ifRunning == IfRunning.WAIT ? new Wait(reason) : new Refuse(reason);
        };
    }

    private static String describe(ApplicationRecord record) {
        return record.operations().stream()
                .filter(o -> o.summary().id().equals(record.owner().operation()))
                .map(o -> o.summary().type().json() + " by " + o.summary().by()
                        + (o.summary().build().isEmpty()
                                ? ""
                                : ", " + o.summary().build()))
                .findFirst()
                .orElse("unknown");
    }
}
