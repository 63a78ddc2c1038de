package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.api.ReadModel;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Waits until the read model shows what an operation did. The end of an operation is told only then: whoever sees the end
 * and asks for the application sees its effect.
 */
final class ShownEffect {
    /** Then the end is told all the same: the cluster may not tell anything any more. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final ReadModel model;
    private final Begun begun;
    private final long until = System.nanoTime() + LONGEST.toNanos();

    private ShownEffect(ReadModel model, Begun begun) {
        this.model = model;
        this.begun = begun;
    }

    /** @param failed whether it failed; what failed before it wrote anything has no effect */
    static CompletableFuture<Void> of(ReadModel model, Begun begun, boolean failed) {
        var snapshot = model.snapshot();
        if (begun.dryRun() || failed && !begun.hasWritten() && !isKnown(snapshot, begun)) {
            return CompletableFuture.completedFuture(null);
        }
        return new ShownEffect(model, begun).in(snapshot);
    }

    private CompletableFuture<Void> in(Snapshot snapshot) {
        var left = Duration.ofNanos(until - System.nanoTime());
        if (isShown(snapshot) || left.isNegative()) {
            return CompletableFuture.completedFuture(null);
        }
        // The same snapshot again: time is up.
        return model.after(snapshot.version(), left)
                .thenCompose(next -> next.version() == snapshot.version()
                        ? CompletableFuture.<Void>completedFuture(null)
                        : in(next));
    }

    private boolean isShown(Snapshot snapshot) {
        var cluster = snapshot.cluster(begun.cluster());
        if (cluster.isEmpty() || !cluster.get().freshness().isCurrent()) {
            // Nobody knows when it would be.
            return true;
        }
        return cluster.get().find(begun.application()).map(this::isShown).orElseGet(begun::isRemoval);
    }

    private boolean isShown(ApplicationEntry entry) {
        var operations = entry.operations();
        if (operations.isEmpty()) {
            return true;
        }
        var last = operations.get(0);
        if (last.isOf(begun.id())) {
            return last.verdict() != null;
        }
        // Another one came after it.
        return operations.stream().anyMatch(each -> each.id().equals(begun.id()))
                || last.startedAt().isAfter(begun.startedAt());
    }

    private static boolean isKnown(Snapshot snapshot, Begun begun) {
        return snapshot.cluster(begun.cluster())
                .flatMap(view -> view.find(begun.application()))
                .filter(entry -> entry.operations().stream().anyMatch(each -> each.isOf(begun.id())))
                .isPresent();
    }
}
