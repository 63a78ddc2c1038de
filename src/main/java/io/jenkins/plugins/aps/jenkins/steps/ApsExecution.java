package io.jenkins.plugins.aps.jenkins.steps;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.aps.core.api.Operation;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;
import io.jenkins.plugins.aps.jenkins.console.ConsoleListener;
import io.jenkins.plugins.aps.jenkins.console.FailureText;
import io.jenkins.plugins.aps.jenkins.security.ApsAccess;
import io.jenkins.plugins.aps.jenkins.security.BuildIdentity;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * One run of a step of ours.
 *
 * <p>Beginning and resuming are the same: check who acts, then enter the operation by its id, which goes on from where
 * things stand. Both only hand work to a thread, as they are called on the thread that runs the pipeline. What is kept
 * with the build: the step, the operation's id, who acts, the deadline, and an abort with what it needs to go on.
 *
 * <p>The step ends exactly once, by its result, a failure, or {@link #stop}; what arrives later is ignored. While
 * Jenkins shuts down it doesn't end: it is resumed after the start.
 */
abstract class ApsExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = Logger.getLogger(ApsExecution.class.getName());

    /** A resumed operation whose time is up may still look once: perhaps it has long succeeded. */
    private static final Duration LEAST = Duration.ofSeconds(30);

    private final StepContext stepContext;
    private final String operationId = UUID.randomUUID().toString();
    private final BuildIdentity identity;
    private final boolean failOnError;
    private final long deadline;

    private transient StepScene scene;
    private transient Operation<?> operation;

    /** Null where it wasn't stopped; builds that were saved before this was kept have none. */
    private StepStop stop;

    private transient boolean ended;

    ApsExecution(StepContext context, boolean failOnError, int timeoutMinutes) {
        super(context);
        this.stepContext = context;
        this.failOnError = failOnError;
        this.deadline = Instant.now().plus(Duration.ofMinutes(timeoutMinutes)).toEpochMilli();
        this.identity = identityOf(context);
    }

    private static BuildIdentity identityOf(StepContext context) {
        var jenkins = JenkinsFacade.get();
        try {
            Run<?, ?> run = context.get(Run.class);
            return BuildIdentity.of(jenkins, run, jenkins.configuration().serviceIdentity());
        } catch (IOException failure) {
            throw new IllegalStateException("The build of this step can't be read", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading the build of this step", interrupted);
        }
    }

    /** What whoever started the build must be allowed to do, all of it. */
    abstract Set<Right> rights();

    /** Does it, or enters it again: on a thread that may block. Ends in {@link #follow} or {@link #succeed}. */
    abstract void go(StepScene scene);

    /**
     * What is returned instead of a failure where the step says so. May read.
     *
     * @param scene null where it failed before there was one
     */
    abstract Object failureValue(StepScene scene, ApsException failure);

    /** What a failure means after all, where it is none; null: it is one. May read. */
    Object insteadOfFailure(StepScene scene, ApsException failure) {
        return null;
    }

    /**
     * What is done after an abort, under way; null: nothing. Called again after a restart that came in between.
     *
     * @param keep keeps with the build what this execution has learned
     */
    Operation<?> afterAbort(StepScene scene, Runnable keep) {
        return null;
    }

    @Override
    public final boolean start() {
        JenkinsFacade.get().threads().execute(() -> begin(false));
        return false;
    }

    @Override
    public final void onResume() {
        JenkinsFacade.get().threads().execute(() -> begin(true));
    }

    private void begin(boolean resumed) {
        try {
            var jenkins = JenkinsFacade.get();
            var log = stepContext.get(TaskListener.class).getLogger();
            var access = ApsAccess.current(jenkins);
            var who = identity.check(jenkins, access, rights());
            // A role is a name that the security realm gives, which nobody sees on the page of permissions.
            var role = access.role(who)
                    .map(name -> ", who may by the role " + name)
                    .orElse("");
            log.println("[aps] " + identity.describe() + role);
            if (isStopped() && !resumed) {
                endStopped();
                return;
            }
            var entered = entered(jenkins, log);
            // An operation that was aborted is not entered again: it would go on.
            jenkins.runAs(who, isStopped() ? this::followUp : () -> go(entered));
        } catch (ApsException failure) {
            fail(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            fail(unexpected(interrupted));
        } catch (Throwable failure) {
            // Errors too: nobody else would end the step.
            fail(unexpected(failure));
        }
    }

    private StepScene entered(JenkinsFacade jenkins, PrintStream log) throws IOException, InterruptedException {
        var remaining = Duration.between(Instant.now(), Instant.ofEpochMilli(deadline));
        var entered = new StepScene(
                jenkins,
                stepContext.get(Run.class),
                new ConsoleListener(log),
                jenkins.door().enter(),
                operationId,
                identity.by(),
                remaining.compareTo(LEAST) < 0 ? LEAST : remaining);
        synchronized (this) {
            scene = entered;
        }
        return entered;
    }

    /** Ends with the operation's result; a stop that came in between reaches it here. */
    final <T> void follow(Operation<T> begun, Function<T, Object> value) {
        StepStop stopped;
        synchronized (this) {
            operation = begun;
            stopped = stop;
        }
        if (stopped != null) {
            begun.stop();
        }
        begun.result()
                .whenCompleteAsync(
                        (result, error) -> finish(result, error, value),
                        JenkinsFacade.get().threads());
    }

    private <T> void finish(T result, Throwable error, Function<T, Object> value) {
        if (sceneNow().visit().interrupted()) {
            return;
        }
        if (isStopped()) {
            followUp();
            return;
        }
        try {
            if (error != null) {
                fail(failureOf(error));
            } else {
                succeed(value.apply(result));
            }
        } catch (ApsException failure) {
            fail(failure);
        } catch (Throwable failure) {
            fail(unexpected(failure));
        }
    }

    final void succeed(Object value) {
        end(context -> context.onSuccess(value));
    }

    final void fail(ApsException failure) {
        if (isStopped()) {
            if (sceneNow() == null) {
                // Nothing can follow, and whoever aborted it is to know why.
                tell(FailureText.of(failure));
            }
            followUp();
            return;
        }
        try {
            var instead = insteadOfFailure(sceneNow(), failure);
            if (instead != null) {
                succeed(instead);
                return;
            }
        } catch (RuntimeException unreadable) {
            LOGGER.log(Level.FINE, "There is nothing to tell instead of the failure", unreadable);
        }
        var text = FailureText.of(failure);
        if (failOnError) {
            end(context -> context.onFailure(new StepFailure(text)));
            return;
        }
        tell(text);
        var value = failureValue(sceneNow(), failure);
        succeed(value);
    }

    /**
     * Aborts: stops the operation, does what the policy says, and ends. A second call ends at once. What was begun for
     * the policy goes on then.
     */
    @Override
    public final void stop(Throwable cause) {
        Operation<?> running;
        boolean again;
        synchronized (this) {
            if (ended) {
                return;
            }
            again = stop != null;
            stop = again ? stop : new StepStop(cause);
            running = operation;
        }
        if (again) {
            endStopped();
            return;
        }
        keep();
        if (running != null) {
            running.stop();
        }
        StepStop.afterGrace(JenkinsFacade.get().threads(), this::followUp);
    }

    /** The stopped operation has ended, or its grace is over, or Jenkins was started again. */
    private void followUp() {
        StepScene last;
        synchronized (this) {
            // What Jenkins's shutdown ends goes on after the start.
            if (ended || (scene != null && scene.visit().interrupted()) || !stop.followUpOnce()) {
                return;
            }
            last = scene;
        }
        try {
            var next = last == null ? null : afterAbort(last, this::keep);
            if (next != null) {
                synchronized (this) {
                    operation = next;
                }
                next.result()
                        .whenCompleteAsync(
                                (result, error) -> followedUp(last),
                                last.jenkins().threads());
                return;
            }
        } catch (Throwable failure) {
            LOGGER.log(Level.WARNING, "What is to be done after an abort could not be begun", failure);
            tell(FailureText.of(failureOf(failure)));
        }
        followedUp(last);
    }

    private void followedUp(StepScene last) {
        if (last == null || !last.visit().interrupted()) {
            endStopped();
        }
    }

    /** Has the build saved as it is now, not only when Jenkins is shut down in order. */
    private void keep() {
        stepContext.saveState();
    }

    private void endStopped() {
        StepStop stopped;
        synchronized (this) {
            stopped = stop;
        }
        end(context -> context.onFailure(stopped.cause()));
    }

    private void end(Consumer<StepContext> how) {
        StepScene last;
        Operation<?> running;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            last = scene;
            running = operation;
        }
        if (last != null) {
            last.console().mute();
            if (running == null) {
                last.visit().close();
            } else {
                running.result().whenComplete((result, error) -> last.visit().close());
            }
        }
        how.accept(stepContext);
    }

    final void tell(String text) {
        try {
            var log = stepContext.get(TaskListener.class).getLogger();
            text.lines().forEach(line -> log.println("[aps] " + line));
        } catch (IOException unwritable) {
            LOGGER.log(Level.FINE, "The build's log can't be written", unwritable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isStopped() {
        return stop != null;
    }

    private synchronized StepScene sceneNow() {
        return scene;
    }

    private static ApsException failureOf(Throwable error) {
        var cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof ApsException known ? known : unexpected(cause);
    }

    private static ApsException unexpected(Throwable failure) {
        LOGGER.log(Level.WARNING, "A step failed unexpectedly", failure);
        return new ApsException(ErrorCode.INTERNAL, "An unexpected error, see Jenkins's log: " + failure, failure);
    }

    /** Shown in the thread dump of the build: what it waits for. */
    @Override
    public final String getStatus() {
        Operation<?> running;
        synchronized (this) {
            running = operation;
        }
        return running == null ? "checking who may do this" : running.waitingFor();
    }
}
