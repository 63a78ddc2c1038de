package io.jenkins.plugins.aps.jenkins.steps;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * That a step was stopped, and how far that has come. Guarded by its execution.
 *
 * <p>It is kept with the build, so that what follows the stop goes on after a restart of Jenkins; that it had begun is not: it is
 * begun again then, by the same operation id.
 */
final class StepStop implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How long a stopped operation may take to say that it has ended. */
    private static final int GRACE_SECONDS = 20;

    /** As it is kept. Builds that were saved before this was told apart hold every cause as it was. */
    private final Throwable cause;

    /** As it came; null after a restart. */
    private final transient Throwable original;

    private transient boolean followedUp;

    StepStop(Throwable cause) {
        this.cause = kept(cause);
        this.original = cause;
    }

    Throwable cause() {
        return original == null ? cause : original;
    }

    /**
     * What can be saved for sure, and read again whatever plugins are there then: Jenkins's own interruption as it is, of
     * others what they say. A build in which one object can't be saved isn't saved at all.
     */
    private static Throwable kept(Throwable cause) {
        if (cause instanceof FlowInterruptedException && isSavable(cause)) {
            return cause;
        }
        var kept = cause instanceof InterruptedException
                ? new InterruptedException(cause.getMessage())
                : new Exception(String.valueOf(cause));
        kept.setStackTrace(cause.getStackTrace());
        return kept;
    }

    /** Its causes are of other plugins, which can have put anything there. */
    private static boolean isSavable(Throwable cause) {
        try (var out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            out.writeObject(cause);
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** True the first time. */
    boolean followUpOnce() {
        var first = !followedUp;
        followedUp = true;
        return first;
    }

    static void afterGrace(Executor threads, Runnable task) {
        CompletableFuture.delayedExecutor(GRACE_SECONDS, TimeUnit.SECONDS, threads)
                .execute(task);
    }
}
