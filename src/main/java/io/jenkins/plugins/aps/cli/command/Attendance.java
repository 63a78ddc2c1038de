package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.output.ErrorPrinter;
import io.jenkins.plugins.aps.cli.output.Lines;
import io.jenkins.plugins.aps.cli.output.ProgressPrinter;
import io.jenkins.plugins.aps.core.api.Operation;
import io.jenkins.plugins.aps.core.model.ApsException;
import java.io.PrintStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stays with an operation until it ends. On Ctrl-C it is stopped after the write that is under way, and what is left and
 * how to go on is told.
 *
 * @param <T> what the operation results in
 */
final class Attendance<T> {
    /** Longer than a request to a cluster may take. */
    private static final long STOP_SECONDS = 25;

    private static final long TICK_MILLIS = 200;

    private final Operation<T> operation;
    private final ProgressPrinter progress;
    private final Lines lines;
    private final PrintStream err;
    private final Runnable atStop;
    private final AtomicBoolean answered = new AtomicBoolean();

    /** @param atStop run after a stop, before the process ends: tells what is left, and how to go on */
    Attendance(Operation<T> operation, ProgressPrinter progress, Lines lines, PrintStream err, Runnable atStop) {
        this.operation = operation;
        this.progress = progress;
        this.lines = lines;
        this.err = err;
        this.atStop = atStop;
    }

    /**
     * @return the result
     * @throws ApsException if the operation failed
     * @throws Stopped if the process ends
     */
    T await(ExitHooks hooks) {
        var hook = new Thread(this::stop, "aps-stop");
        hooks.add(hook);
        try {
            return result();
        } finally {
            lines.clear();
            hooks.remove(hook);
        }
    }

    private T result() {
        while (true) {
            try {
                var result = operation.result().get(TICK_MILLIS, TimeUnit.MILLISECONDS);
                throwIfStopped();
                return result;
            } catch (TimeoutException e) {
                progress.tick(operation.waitingFor());
            } catch (ExecutionException e) {
                throwIfStopped();
                if (e.getCause() instanceof ApsException failure) {
                    throw failure;
                }
                throw ErrorPrinter.defect(new IllegalStateException(e.getCause()));
            } catch (InterruptedException e) {
                operation.stop();
                Thread.currentThread().interrupt();
                throw new Stopped();
            }
        }
    }

    /** Either the command answers or the stop does, never both. */
    private void throwIfStopped() {
        if (!answered.compareAndSet(false, true)) {
            throw new Stopped();
        }
    }

    private void stop() {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        lines.clear();
        err.println("Stopping after the write that is under way ...");
        operation.stop();
        try {
            operation.result().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            err.println("It did not stop within " + STOP_SECONDS
                    + " seconds; its record says that it is unfinished, and the next operation takes over.");
        } catch (ExecutionException | InterruptedException e) {
            // Stopped, which is what was asked for.
        }
        atStop.run();
        err.flush();
    }
}
