package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ClusterClient.Watched;
import io.jenkins.plugins.aps.core.status.Patience;
import io.jenkins.plugins.aps.core.status.Trouble;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The patience of one who keeps looking: a trouble counts when it was seen for long enough, look after look, on our own
 * monotonic clock. The cluster's times say little: its clock may differ from ours, and a pod that is not ready yet has
 * not been in trouble since it was made. A look that no longer finds a trouble forgets it.
 *
 * <p>Pods that were there before the write are given more: what ailed them may have been corrected since, and they
 * notice only at their next try. Of them only a crash of a container that began after the first look counts.
 *
 * <p>What needs its time (a node for a pod) is never over here: the component timeout ends that.
 */
final class TroubleHistory implements Patience {
    private final Predicate<String> before;
    private final Duration grace;
    private final LongSupplier nanos;
    private final Map<String, Seen> seen = new HashMap<>();
    private int look;

    /**
     * @param before whether an object of this UID was, or may have been, there before anything was written
     * @param componentTimeout a shorter one shortens the grace too, so that a trouble is told before the time is up
     * @param nanos monotonic
     */
    TroubleHistory(Predicate<String> before, Duration componentTimeout, LongSupplier nanos) {
        this.before = before;
        var half = componentTimeout.dividedBy(2);
        this.grace = half.compareTo(GRACE) < 0 ? half : GRACE;
        this.nanos = nanos;
    }

    /** For one who begins to look at a view: whatever it shows now was there before, and all if it is not complete. */
    static TroubleHistory of(Watched view, Duration componentTimeout) {
        var complete = view.synced() && view.trouble().isEmpty();
        var there = view.objects().stream()
                .map(object -> object.getMetadata().getUid())
                .collect(Collectors.toSet());
        return new TroubleHistory(uid -> !complete || there.contains(uid), componentTimeout, System::nanoTime);
    }

    /** A trouble as it was when it was first seen, and the look that saw it last. */
    private record Seen(long nanos, int restarts, int look) {}

    /** Begins another look: what the one before it did not find had healed. */
    void look() {
        seen.values().removeIf(trouble -> trouble.look() < look);
        look++;
    }

    @Override
    public boolean isOver(Trouble trouble) {
        var now = nanos.getAsLong();
        var first = seen.merge(
                trouble.uid() + " " + trouble.what(),
                new Seen(now, trouble.restarts(), look),
                (known, next) -> new Seen(known.nanos(), known.restarts(), look));
        var old = before.test(trouble.uid());
        return switch (trouble.heals()) {
            case NEVER -> true;
            case BY_RESTARTING -> trouble.crashesOn() && (!old || trouble.restarts() > first.restarts());
            case SOON -> now - first.nanos() >= (old ? grace.plus(LONGEST_BACK_OFF) : grace).toNanos();
            case WITH_TIME -> false;
        };
    }
}
