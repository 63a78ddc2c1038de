package io.jenkins.plugins.aps.core.run;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs what it is given one after another, in order, on threads of another executor. Safe for many threads. */
final class Turns implements Executor {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Executor threads;
    private boolean busy;

    Turns(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable turn) {
        synchronized (waiting) {
            waiting.add(turn);
            if (busy) {
                return;
            }
            busy = true;
        }
        threads.execute(this::drain);
    }

    private void drain() {
        for (var turn = next(); turn != null; turn = next()) {
            turn.run();
        }
    }

    private Runnable next() {
        synchronized (waiting) {
            var turn = waiting.poll();
            busy = turn != null;
            return turn;
        }
    }
}
