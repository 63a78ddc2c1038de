package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A state machine that takes turns: one at a time, never blocking. What blocks is handed to other threads by {@link
 * #act}, and its result comes back as the next turn.
 *
 * @param <T> what it results in
 */
public abstract class OperationRun<T> {
    private static final Logger LOG = System.getLogger(OperationRun.class.getName());

    private final String id;
    private final String application;
    private final Threads threads;
    private final Turns turns;
    private final DeployListener listener;
    private final InstantSource clock;
    private final Instant startedAt;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile String waitingFor = "its turn";
    private volatile String trouble = "";
    private volatile Interruption interruption;

    /** Why it should not go on. */
    enum Interruption {
        /** A person stopped it. */
        STOPPED,
        /** Its process lets go of it. */
        DETACHED
    }

    OperationRun(String id, String application, Threads threads, DeployListener listener, InstantSource clock) {
        this.id = id;
        this.application = application;
        this.threads = threads;
        this.turns = new Turns(threads.turns());
        this.listener = listener;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Its first turn. */
    abstract void begin();

    /** A turn: a person wants it to end. Must end it, once nothing of it is under way. */
    abstract void interrupted();

    /** A turn: something went wrong. Must end it, once nothing of it is under way. */
    abstract void failed(ApsException error);

    /** Begins; call once. */
    public final OperationRun<T> start() {
        turn(this::begin);
        return this;
    }

    public final String id() {
        return id;
    }

    public final String application() {
        return application;
    }

    public final CompletableFuture<T> result() {
        return result;
    }

    public final String waitingFor() {
        var held = trouble;
        return result.isDone() ? "nothing: it has ended" : held.isEmpty() ? waitingFor : held;
    }

    /** Ends it as aborted once nothing of it is under way. */
    public final void stop() {
        if (interruption == null) {
            interruption = Interruption.STOPPED;
            turn(this::interrupted);
        }
    }

    /** Forgets it without a trace in the record. */
    public final void detach() {
        interruption = Interruption.DETACHED;
        end(() -> result.completeExceptionally(new ApsException(
                        ErrorCode.OUTCOME_UNKNOWN, "this process let go of the operation; it can be entered again")
                .of(application, id)));
    }

    final boolean isInterrupted() {
        return interruption != null;
    }

    final boolean isDetached() {
        return interruption == Interruption.DETACHED;
    }

    final Instant now() {
        return clock.instant();
    }

    final Duration took() {
        return Duration.between(startedAt, now());
    }

    final Instant startedAt() {
        return startedAt;
    }

    final Threads threads() {
        return threads;
    }

    final void waitFor(String what) {
        waitingFor = what;
    }

    /** What keeps it from what it waits for; empty: nothing any more. */
    final void heldBy(String what) {
        trouble = what;
    }

    final void emit(DeployEvent event) {
        try {
            listener.on(event);
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "A listener failed at an event of " + application, e);
        }
    }

    /** Runs it as a turn, unless the operation has ended by then. */
    final void turn(Runnable work) {
        try {
            turns.execute(() -> take(work));
        } catch (RejectedExecutionException e) {
            detach();
        }
    }

    /** Whatever a turn fails with ends the operation, errors included: one that nobody ends holds its build for ever. */
    private void take(Runnable work) {
        if (result.isDone()) {
            return;
        }
        try {
            work.run();
        } catch (Throwable e) {
            try {
                fail(e);
            } catch (Throwable again) {
                LOG.log(Level.ERROR, "Operation " + id + " of " + application + " could not even fail", again);
                failResult(defect(e));
            }
        }
    }

    /** Does what blocks on other threads; what follows is a turn. */
    final <R> void act(Executor where, Callable<R> work, Consumer<R> next, Consumer<Throwable> otherwise) {
        try {
            where.execute(() -> {
                if (isDetached()) {
                    return;
                }
                try {
                    var done = work.call();
                    turn(() -> next.accept(done));
                } catch (Throwable e) {
                    turn(() -> otherwise.accept(e));
                }
            });
        } catch (RejectedExecutionException e) {
            detach();
        }
    }

    /** A turn after a while; null if the process is ending. */
    final ScheduledFuture<?> later(Duration wait, Runnable work) {
        try {
            return threads.timer().schedule(() -> turn(work), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            detach();
            return null;
        }
    }

    final void succeed(T value) {
        end(() -> result.complete(value));
    }

    final void fail(Throwable e) {
        if (isDetached()) {
            return;
        }
        if (e instanceof ApsException aps) {
            failed(aps.of(application, id));
        } else {
            LOG.log(Level.ERROR, "A defect in operation " + id + " of " + application, e);
            failed(defect(e));
        }
    }

    private ApsException defect(Throwable e) {
        return new ApsException(ErrorCode.INTERNAL, "a defect of the deployer: " + e, e).of(application, id);
    }

    final void failResult(ApsException error) {
        end(() -> result.completeExceptionally(error));
    }

    private void end(Runnable complete) {
        try {
            release();
        } finally {
            complete.run();
        }
    }

    /** Gives back what it holds (watches, timers); may be called more than once, from any thread. */
    void release() {}
}
