package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.output.StillWaiting;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells on the standard error that a command still waits for an answer, see {@link StillWaiting}. A server that
 * accepts a connection and says nothing would else be silence for a minute. From its creation until {@link #close}.
 */
final class WaitNotice implements AutoCloseable {
    private final ScheduledExecutorService timer;

    /** The answer to a question, with such notices while it does not come. */
    static <T> T during(PrintStream err, String what, Supplier<T> question) {
        var notice = new WaitNotice(err, what, StillWaiting.FIRST, StillWaiting.NEXT);
        try {
            return question.get();
        } finally {
            notice.close();
        }
    }

    /** @param what is waited for */
    WaitNotice(PrintStream err, String what, Duration first, Duration next) {
        timer = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "aps-wait-notice");
            thread.setDaemon(true);
            return thread;
        });
        var since = System.nanoTime();
        timer.scheduleAtFixedRate(
                () -> err.println(StillWaiting.line(Duration.ofNanos(System.nanoTime() - since), what)),
                first.toMillis(),
                next.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Afterwards nothing is told any more. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isOver() {
        return timer.isTerminated();
    }
}
