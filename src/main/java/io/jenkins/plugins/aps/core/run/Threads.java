package io.jenkins.plugins.aps.core.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;

/**
 * The threads that all operations of a process share, however many there are.
 *
 * <p>{@code writers} is also the bound on requests in flight at a cluster: measured against a real control plane, eight
 * are as fast as it gets and sixteen are slower.
 */
public final class Threads implements AutoCloseable {
    private static final int WRITERS = 8;
    /** Of one repository: one may fetch while another reads what is there. */
    private static final int READERS = 2;

    private static final int TURNS = 2;

    private final ExecutorService turns;
    private final ExecutorService writers;
    private final ExecutorService readers;
    private final ScheduledExecutorService timer;
    private final Map<String, Executor> repositories = new ConcurrentHashMap<>();

    public Threads(ThreadFactory factory) {
        this(
                Executors.newFixedThreadPool(TURNS, factory),
                Executors.newFixedThreadPool(WRITERS, factory),
                Executors.newCachedThreadPool(factory),
                timer(factory));
    }

    Threads(ExecutorService turns, ExecutorService writers, ExecutorService readers, ScheduledExecutorService timer) {
        this.turns = turns;
        this.writers = writers;
        this.readers = readers;
        this.timer = timer;
    }

    /** What is cancelled is forgotten at once: deadlines are far away. */
    private static ScheduledExecutorService timer(ThreadFactory factory) {
        var timer = new ScheduledThreadPoolExecutor(1, factory);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** For turns of operations: never blocked. */
    ExecutorService turns() {
        return turns;
    }

    /** For requests to a cluster. */
    public ExecutorService writers() {
        return writers;
    }

    /** For reading a repository: few at a time, so that one that hangs does not take the threads of the others. */
    Executor readers(String repository) {
        return repositories.computeIfAbsent(repository, name -> new Turns(readers, READERS));
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
