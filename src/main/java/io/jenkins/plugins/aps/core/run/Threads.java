package io.jenkins.plugins.aps.core.run;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/**
 * The threads that all operations of a process share, however many there are.
 *
 * <p>{@code writers} is also the bound on requests in flight at a cluster: measured against a real control plane, eight
 * are as fast as it gets and sixteen are slower.
 */
public final class Threads implements AutoCloseable {
    private static final int WRITERS = 8;
    private static final int READERS = 4;
    private static final int TURNS = 2;

    private final ExecutorService turns;
    private final ExecutorService writers;
    private final ExecutorService readers;
    private final ScheduledExecutorService timer;

    public Threads(ThreadFactory factory) {
        this(
                Executors.newFixedThreadPool(TURNS, factory),
                Executors.newFixedThreadPool(WRITERS, factory),
                Executors.newFixedThreadPool(READERS, factory),
                Executors.newSingleThreadScheduledExecutor(factory));
    }

    Threads(ExecutorService turns, ExecutorService writers, ExecutorService readers, ScheduledExecutorService timer) {
        this.turns = turns;
        this.writers = writers;
        this.readers = readers;
        this.timer = timer;
    }

    /** For turns of operations: never blocked. */
    ExecutorService turns() {
        return turns;
    }

    /** For requests to a cluster. */
    public ExecutorService writers() {
        return writers;
    }

    /** For reading repositories. */
    public ExecutorService readers() {
        return readers;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** Ends all of them; what they still do is interrupted. */
    @Override
    public void close() {
        timer.shutdownNow();
        readers.shutdownNow();
        writers.shutdownNow();
        turns.shutdownNow();
    }
}
