package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.cluster.Doors;
import io.jenkins.plugins.aps.core.cluster.Doors.Life;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Whether the processes live that own applications: however many a process owns, it is asked about once in a while. */
final class DoorLives {
    static final Duration KEPT = Duration.ofSeconds(4);

    private final Doors doors;
    private final Predicate<String> runsHere;
    private final LongSupplier nanoTime;
    private final Map<String, Seen> seen = new HashMap<>();

    /** @param runsHere whether this process runs an operation of this id */
    DoorLives(Doors doors, Predicate<String> runsHere, LongSupplier nanoTime) {
        this.doors = doors;
        this.runsHere = runsHere;
        this.nanoTime = nanoTime;
    }

    /** Blocks for one request at most. */
    boolean isGone(Owner owner) {
        if (owner.operation().isEmpty()) {
            return false;
        }
        if (owner.door().equals(doors.self())) {
            return doors.life(owner, runsHere) == Life.GONE;
        }
        var now = nanoTime.getAsLong();
        var known = seen.get(owner.door());
        if (known == null || now - known.at() >= KEPT.toNanos()) {
            known = new Seen(doors.life(owner, runsHere), now);
            seen.values().removeIf(each -> now - each.at() >= KEPT.toNanos());
            seen.put(owner.door(), known);
        }
        return known.life() == Life.GONE;
    }

    private record Seen(Life life, long at) {}
}
