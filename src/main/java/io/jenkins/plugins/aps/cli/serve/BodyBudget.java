package io.jenkins.plugins.aps.cli.serve;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of bodies may be in memory at once, of all requests together. Safe for many threads. */
final class BodyBudget {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    BodyBudget(long most) {
        this.most = most;
    }

    /**
     * A part of this machine's memory: what is read of a body takes some ten times as much.
     *
     * @param largest body; there is always room for two
     */
    static BodyBudget of(int largest) {
        return new BodyBudget(Math.max(2L * largest, Runtime.getRuntime().maxMemory() / 32));
    }

    /** The same for answers, which are bytes and nothing more, until whoever asked has taken them. */
    static BodyBudget ofAnswers() {
        return new BodyBudget(mostOfAnswers());
    }

    static long mostOfAnswers() {
        return Math.min(256L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 8);
    }

    /** @return whether there was room; what was taken must be given back */
    boolean take(int bytes) {
        if (taken.addAndGet(bytes) <= most) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void giveBack(int bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
