package io.jenkins.plugins.aps.core.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Executor, timer and clock in one, driven by a test: nothing runs and no time passes unless it says so. */
class HandTimer extends AbstractExecutorService implements ScheduledExecutorService, InstantSource {
    private final Queue<Runnable> now = new ArrayDeque<>();
    private final PriorityQueue<Task<?>> later =
            new PriorityQueue<>(Comparator.<Task<?>, Instant>comparing(task -> task.due));
    private Instant instant = Records.T0;

    /** Runs what is to run now, and what that leads to. */
    void run() {
        for (var task = now.poll(); task != null; task = now.poll()) {
            task.run();
        }
    }

    /** Lets time pass, and runs what becomes due in it. */
    void pass(Duration time) {
        run();
        var until = instant.plus(time);
        while (!later.isEmpty() && !later.peek().due.isAfter(until)) {
            var task = later.poll();
            instant = task.due.isAfter(instant) ? task.due : instant;
            task.run();
            run();
        }
        instant = until;
    }

    /** A host that stands still: time passes, and nobody does anything. */
    void skip(Duration time) {
        instant = instant.plus(time);
    }

    /** What waits for its time. */
    long waiting() {
        return later.stream().filter(task -> !task.isDone()).count();
    }

    @Override
    public Instant instant() {
        return instant;
    }

    @Override
    public void execute(Runnable task) {
        now.add(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return schedule(
                () -> {
                    task.run();
                    return null;
                },
                delay,
                unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
        var task = new Task<>(work, instant.plusNanos(unit.toNanos(Math.max(0, delay))));
        later.add(task);
        return task;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        shutdownNow();
    }

    @Override
    public List<Runnable> shutdownNow() {
        now.clear();
        later.clear();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {
        private final Instant due;

        Task(Callable<V> work, Instant due) {
            super(work);
            this.due = due;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(instant, due));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
