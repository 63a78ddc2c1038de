package io.jenkins.plugins.aps.core.run;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Runs what it is given in order, one after another or a few at a time, on threads of another executor. What fails does
 * not keep the next from running. Safe for many threads.
 */
final class Turns implements Executor {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Executor threads;
    private final int most;
    private int busy;

    /** One at a time. */
    Turns(Executor threads) {
        this(threads, 1);
    }

    /** @param most how many at a time */
    Turns(Executor threads, int most) {
        this.threads = threads;
        this.most = most;
    }

    @Override
    public void execute(Runnable turn) {
        synchronized (waiting) {
            waiting.add(turn);
            if (busy == most) {
                return;
            }
            busy++;
        }
        threads.execute(this::drain);
    }

    private void drain() {
        var failed = true;
        try {
            for (var turn = next(); turn != null; turn = next()) {
                turn.run();
            }
            failed = false;
        } finally {
            if (failed) {
                threads.execute(this::drain);
            }
        }
    }

    private Runnable next() {
        synchronized (waiting) {
            var turn = waiting.poll();
            if (turn == null) {
                busy--;
            }
            return turn;
        }
    }
}
