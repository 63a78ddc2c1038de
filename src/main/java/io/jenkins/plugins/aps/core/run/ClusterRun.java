package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.Doors.Life;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

    /** How long a cluster that does not answer is left alone before it is asked again. */
    static final Duration PAUSE = Duration.ofSeconds(2);

    /** How long a cluster that has told nothing yet is asked; and how long an end is tried to be recorded at least. */
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(10);

    /** How often it is looked whether the cluster answers. */
    private static final Duration LISTEN = Duration.ofSeconds(5);

    /** How often it is asked whether another operation took this one's place. */
    private static final Duration GUARD = Duration.ofSeconds(5);

    private final ClusterClient cluster;
    private final OwnedRecord owned;
    private final Predicate<String> runsHere;
    private final Instant deadline;
    private final Silence silence = new Silence();
    private int underWay;
    private boolean persistent;
    private boolean ending;
    private ApsException failure;
    private boolean proven;
    private final AtomicBoolean lookDue = new AtomicBoolean();
    private ScheduledFuture<?> nextLook;
    private volatile ScheduledFuture<?> nextListening;

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
        this.owned = new OwnedRecord(cluster, application, id);
        this.runsHere = runsHere;
        this.deadline = startedAt().plus(timeout);
    }

    final ClusterClient cluster() {
        return cluster;
    }

    /** The application's record, which this operation owns while it is at work. */
    final OwnedRecord owned() {
        return owned;
    }

    /** The record as last read or written; null before the first time. */
    final ApplicationRecord record() {
        return owned.record();
    }

    /** Its time runs from its first turn: what never comes back (a reader that hangs) can't hold it. */
    @Override
    final void begin() {
        cluster.doors().takeUp(id());
        var end = later(Duration.between(now(), deadline), () -> {
            if (!halted()) {
                timeUp();
            }
        });
        result().whenComplete((value, error) -> {
            if (end != null) {
                end.cancel(false);
            }
            var listening = nextListening;
            if (listening != null) {
                listening.cancel(false);
            }
        });
        listen();
        cluster.warning().ifPresent(this::tell);
        enter();
    }

    /** For as long as it goes on. */
    private void listen() {
        nextListening = later(LISTEN, () -> {
            silence.toTell(now())
                    .ifPresent(time -> tell("cluster '" + cluster.name() + "' has not answered for " + told(time)
                            + "; it is asked again"));
            listen();
        });
    }

    /** A turn: people are to be told something, unless it would disturb what is being told. */
    void tell(String notice) {}

    /** A turn: it begins, or asks anew what there is to do. */
    abstract void enter();

    /** A turn: its time is up. Must end it. */
    abstract void timeUp();

    final boolean inTime() {
        return now().isBefore(deadline);
    }

    /** What is left of its time; never negative. */
    final Duration left() {
        var left = Duration.between(now(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** From now on a cluster that does not answer is waited for as long as there is time. */
    final void persist() {
        persistent = true;
    }

    /** Whether a request first sent then is to be sent again. */
    private boolean patient(Instant since) {
        var soon = now().isBefore(since.plus(SHORT_PATIENCE));
        if (ending) {
            return soon || (inTime() && !isInterrupted());
        }
        return inTime() && !halted() && (soon || persistent);
    }

    /** Every request can be sent twice, so one whose answer was lost is simply sent again. */
    static boolean mayHeal(Throwable e) {
        return e instanceof ApsException aps
                && (aps.code() == ErrorCode.UNREACHABLE || aps.code() == ErrorCode.OUTCOME_UNKNOWN);
    }

    /** Asks the cluster, patiently, and goes on with the answer unless the operation is to end. */
    final <R> void ask(Callable<R> question, Consumer<R> next) {
        send(question, answer -> {
            if (!halted()) {
                next.accept(answer);
            }
        });
    }

    /** As {@link #ask}, but the answer is always taken: it tells of something that was done. */
    final <R> void send(Callable<R> request, Consumer<R> answered) {
        send(request, answered, this::fail);
    }

    /** As above, and whoever asks decides what its failure means. */
    final <R> void send(Callable<R> request, Consumer<R> answered, Consumer<Throwable> otherwise) {
        underWay++;
        silence.asked(now());
        send(request, answered, otherwise, now());
    }

    private <R> void send(Callable<R> request, Consumer<R> answered, Consumer<Throwable> otherwise, Instant since) {
        act(
                threads().writers(),
                request,
                answer -> {
                    underWay--;
                    silence.answered(now(), underWay > 0);
                    heldBy("");
                    answered.accept(answer);
                    settle();
                },
                error -> {
                    if (mayHeal(error) && patient(since)) {
                        heldBy("the cluster to answer: " + error.getMessage());
                        later(PAUSE, () -> send(request, answered, otherwise, since));
                        return;
                    }
                    underWay--;
                    silence.answered(now(), underWay > 0);
                    heldBy("");
                    otherwise.accept(error);
                    settle();
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
            if (owned.isOurs()) {
                cluster.doors().letGo(id());
            }
            lost(unrecorded(error), owned.isSuperseded() ? Verdict.SUPERSEDED : Verdict.UNKNOWN);
            return;
        }
        // What fails after a person stopped it does not matter any more: it was stopped.
        if (failure == null && !isInterrupted()) {
            failure = error;
        }
        settle();
    }

    /** What ended it says more than why that could not be written down, but where only its time was up. */
    private ApsException unrecorded(ApsException error) {
        if (failure == null || failure.code() == ErrorCode.TIMED_OUT || owned.isSuperseded()) {
            return error;
        }
        return failure.reworded(
                failure.getMessage() + "; its end could not be recorded: " + error.getMessage(), failure.problems());
    }

    private void settle() {
        if (ending || underWay > 0) {
            return;
        }
        if (failure != null) {
            ending = true;
            broken(failure, owned.isSuperseded() ? Verdict.SUPERSEDED : Verdict.FAILED);
        } else if (isInterrupted()) {
            ending = true;
            broken(
                    new ApsException(ErrorCode.FAILED, "it was aborted; what was done until then stays"),
                    Verdict.ABORTED);
        }
    }

    /** A turn: it can't go on, and nothing of it is under way. Must end it. Called once. */
    abstract void broken(ApsException error, Verdict verdict);

    /** A turn: not even its end could be recorded. Must end it at once. */
    abstract void lost(ApsException error, Verdict verdict);

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

    /** The record was written by its version just now: that proves as much as reading it. */
    final void proven() {
        proven = true;
    }

    /** A turn: what is proven holds no longer, as time has passed. */
    final void proveAgain() {
        proven = false;
    }

    /** A turn: goes on if the record is still ours. */
    final void prove(Runnable next) {
        if (proven) {
            next.run();
            return;
        }
        ask(owned::stillOurs, ours -> {
            if (!ours) {
                throw owned.superseded();
            }
            next.run();
        });
    }

    /** A turn: the record is ours; from now on it is noticed within seconds when it no longer is. */
    final void guard() {
        persist();
        later(
                GUARD,
                () -> act(
                        threads().writers(),
                        owned::stillOurs,
                        ours -> {
                            if (!ours && !halted()) {
                                throw owned.superseded();
                            }
                            guard();
                        },
                        // No answer tells nothing, and whoever needs one asks by itself.
                        error -> guard()));
    }

    /** How long something takes, for people. */
    static String told(Duration time) {
        return time.toSeconds() < 120 ? time.toSeconds() + " seconds" : time.toMinutes() + " minutes";
    }
}
