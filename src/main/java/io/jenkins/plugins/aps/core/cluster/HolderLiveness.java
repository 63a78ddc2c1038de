package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.cluster.Doors.Life;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Whether other processes live that own applications, by what was seen of their Leases. Nobody's wall clock is compared
 * with anybody else's: a process lives as long as its Lease is seen to change, by our own monotonic clock. Blocks; safe for
 * many threads.
 */
final class HolderLiveness {
    private final Function<String, Optional<HasMetadata>> leases;
    private final Duration takeover;
    private final LongSupplier nanoTime;
    private final Map<String, Read> read = new ConcurrentHashMap<>();
    private final Map<String, Renewal> renewals = new ConcurrentHashMap<>();
    /** Since when another start of its process holds the Lease of an owner. */
    private final Map<Holder, Long> restarted = new ConcurrentHashMap<>();

    /**
     * @param leases reads the Lease of a holder, by its id
     * @param takeover how long a process is watched that gives no sign of life
     */
    HolderLiveness(Function<String, Optional<HasMetadata>> leases, Duration takeover, LongSupplier nanoTime) {
        this.leases = leases;
        this.takeover = takeover;
        this.nanoTime = nanoTime;
    }

    /** @param maxAge a Lease that was read no longer ago than that need not be read again */
    Life of(Owner owner, Duration maxAge) {
        var lease = lease(owner.door(), maxAge);
        if (lease.isEmpty()) {
            renewals.remove(owner.door());
            restarted.keySet().removeIf(holder -> holder.id().equals(owner.door()));
            return Life.GONE;
        }
        if (!owner.operation().isEmpty() && ended(lease.get()).contains(owner.operation())) {
            return Life.GONE;
        }
        var renewed = renewed(owner.door(), lease.get());
        if (!holder(lease.get()).isOtherStartOf(owner.holder())) {
            restarted.remove(owner.holder());
            return renewed;
        }
        // It lives, but not what it did before it was started again, unless it takes that up.
        var since = restarted.computeIfAbsent(owner.holder(), absent -> nanoTime.getAsLong());
        return renewed == Life.GONE || isOver(since) ? Life.GONE : Life.UNCERTAIN;
    }

    private Life renewed(String id, HasMetadata lease) {
        var metadata = lease.getMetadata();
        var state = metadata.getUid() + " " + metadata.getResourceVersion();
        var before = renewals.get(id);
        if (before == null || !before.state().equals(state)) {
            renewals.put(id, new Renewal(state, nanoTime.getAsLong(), before != null));
            return before == null ? Life.UNCERTAIN : Life.LIVES;
        }
        if (isOver(before.since())) {
            return Life.GONE;
        }
        return before.renewed() ? Life.LIVES : Life.UNCERTAIN;
    }

    private boolean isOver(long since) {
        return nanoTime.getAsLong() - since >= takeover.toNanos();
    }

    private Optional<HasMetadata> lease(String id, Duration maxAge) {
        var now = nanoTime.getAsLong();
        var known = read.get(id);
        if (known != null && now - known.at() < maxAge.toNanos()) {
            return known.lease();
        }
        var found = leases.apply(id);
        read.values().removeIf(each -> now - each.at() >= takeover.toNanos());
        read.put(id, new Read(found, now));
        return found;
    }

    private static List<String> ended(HasMetadata lease) {
        var annotations = lease.getMetadata().getAnnotations();
        return annotations == null
                ? List.of()
                : List.of(annotations.getOrDefault(LeaseDoors.ENDED, "").split(" "));
    }

    private static Holder holder(HasMetadata lease) {
        return Optional.of(lease)
                .filter(Lease.class::isInstance)
                .map(typed -> ((Lease) typed).getSpec())
                .map(spec -> spec.getHolderIdentity())
                .map(Holder::parse)
                .orElse(new Holder("", ""));
    }

    /** What a Lease looked like, since when by our clock, and whether it was ever seen to change. */
    private record Renewal(String state, long since, boolean renewed) {}

    /** A Lease as it was read; empty: there was none. */
    private record Read(Optional<HasMetadata> lease, long at) {}
}
