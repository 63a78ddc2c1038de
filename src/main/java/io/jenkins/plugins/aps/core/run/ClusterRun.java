package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.Doors.Life;
import io.jenkins.plugins.aps.core.cluster.RecordStore.StaleRecordException;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * An operation on one application of a cluster: it owns the application's record while it runs, ends in time, and
 * notices when another takes its place.
 *
 * @param <T> what it results in
 */
abstract class ClusterRun<T> extends OperationRun<T> {
    /** How often what is not watched is looked at: records, and graces that expire by the clock. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final ClusterClient cluster;
    private final Predicate<String> runsHere;
    private Instant deadline;
    private int underWay;
    private boolean ending;
    private ApsException failure;
    private volatile boolean superseded;
    private final AtomicBoolean lookDue = new AtomicBoolean();
    private ScheduledFuture<?> nextLook;
    private volatile ApplicationRecord record;

    /** @param runsHere whether this process runs an operation of this id */
    ClusterRun(
            String id,
            String application,
            Duration timeout,
            ClusterClient cluster,
            Predicate<String> runsHere,
            Threads threads,
            DeployListener listener,
            InstantSource clock) {
        super(id, application, threads, listener, clock);
        this.cluster = cluster;
        this.runsHere = runsHere;
        this.deadline = startedAt().plus(timeout);
    }

    final ClusterClient cluster() {
        return cluster;
    }

    /** The record as last read or written; null before the first time. */
    final ApplicationRecord record() {
        return record;
    }

    final void adopt(ApplicationRecord read) {
        record = read;
    }

    /** An operation that was interrupted has the time that it had from its first start. */
    final void resumeFrom(Instant firstStart, Duration timeout) {
        deadline = firstStart.plus(timeout);
    }

    @Override
    final boolean patient() {
        return now().isBefore(deadline);
    }

    final Instant deadline() {
        return deadline;
    }

    /** Asks the cluster, and goes on with the answer unless the operation is to end. */
    final <R> void ask(Callable<R> question, Consumer<R> next) {
        send(question, answer -> {
            if (!halted()) {
                next.accept(answer);
            }
        });
    }

    /** As {@link #ask}, but the answer is always taken: it tells of something that was done. */
    final <R> void send(Callable<R> request, Consumer<R> answered) {
        underWay++;
        act(
                threads().writers(),
                request,
                answer -> {
                    underWay--;
                    answered.accept(answer);
                    settle();
                },
                error -> {
                    underWay--;
                    fail(error);
                });
    }

    final boolean busy() {
        return underWay > 0;
    }

    /** Whether it is to end as soon as nothing is under way. */
    final boolean halted() {
        return ending || failure != null || isInterrupted();
    }

    /** From now on it only ends: well, or badly without being stopped or failing again. */
    final void beginEnd() {
        ending = true;
    }

    @Override
    final void interrupted() {
        settle();
    }

    @Override
    final void failed(ApsException error) {
        if (ending) {
            lost(error);
            return;
        }
        failure = failure == null ? error : failure;
        settle();
    }

    private void settle() {
        if (ending || underWay > 0) {
            return;
        }
        if (failure != null) {
            ending = true;
            broken(failure, superseded ? Verdict.SUPERSEDED : Verdict.FAILED);
        } else if (isInterrupted()) {
            ending = true;
            broken(
                    new ApsException(ErrorCode.FAILED, "it was aborted; the application is left as it is"),
                    Verdict.ABORTED);
        }
    }

    /** A turn: it can't go on, and nothing of it is under way. Must end it. Called once. */
    abstract void broken(ApsException error, Verdict verdict);

    /** A turn: not even its end could be recorded. Must end it at once. */
    abstract void lost(ApsException error);

    /** Whether the operation that a record names lives: here, or in another process that gives signs of life. */
    final Life life(ApplicationRecord found) {
        return cluster.doors().life(found.owner(), runsHere);
    }

    /** A turn after a second, also if nothing changes; instead of the one that was to come, if there was one. */
    final void againLater(Runnable turn) {
        if (nextLook != null) {
            nextLook.cancel(false);
        }
        nextLook = later(AGAIN, () -> {
            if (!halted()) {
                turn.run();
            }
        });
    }

    /** For watches: however often something changes, there is one look at it, and it comes after the last change. */
    final void somethingChanged() {
        if (lookDue.compareAndSet(false, true)) {
            turn(() -> {
                lookDue.set(false);
                if (!halted()) {
                    look();
                }
            });
        }
    }

    /** A turn: the cluster may show something new. */
    abstract void look();

    /** Whether this operation is recorded as the application's owner, as far as we know. */
    final boolean owns() {
        return record != null && !superseded && record.owner().operation().equals(id());
    }

    /** Whether the record still names this operation, in this epoch; blocks. */
    final boolean stillOurs() {
        return cluster.records()
                .find(application())
                .filter(r -> r.owner().operation().equals(id())
                        && r.owner().epoch() == record.owner().epoch())
                .isPresent();
    }

    /** Writes the record; if somebody else wrote it, the operation was superseded. Blocks. */
    final ApplicationRecord save(ApplicationRecord changed) {
        checkLease();
        try {
            return cluster.records().update(changed);
        } catch (StaleRecordException e) {
            throw superseded();
        }
    }

    /** Deletes the record; if somebody else wrote it, the operation was superseded. Blocks. */
    final void deleteRecord() {
        checkLease();
        try {
            cluster.records().delete(record);
        } catch (StaleRecordException e) {
            throw superseded();
        }
    }

    final ApsException superseded() {
        superseded = true;
        return new ApsException(
                ErrorCode.CONFLICT,
                "another operation took its place",
                List.of(new Problem(
                        "record of " + application(), "its owner is another operation now; nothing more is written")));
    }

    /** No lock outlives its owner, no owner outlives its lock: without a fresh heartbeat nothing is written. */
    final void checkLease() {
        if (!cluster.doors().mayWrite()) {
            throw new ApsException(
                    ErrorCode.UNREACHABLE, "the heartbeat of this process could not be renewed; writing is on hold");
        }
    }
}
