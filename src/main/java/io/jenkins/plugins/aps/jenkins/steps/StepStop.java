package io.jenkins.plugins.aps.jenkins.steps;

import java.io.Serializable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

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

    private final Throwable cause;
    private transient boolean followedUp;

    StepStop(Throwable cause) {
        this.cause = cause;
    }

    Throwable cause() {
        return cause;
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
