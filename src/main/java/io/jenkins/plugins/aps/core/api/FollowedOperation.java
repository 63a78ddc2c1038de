package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.run.OperationRun;
import java.util.concurrent.CompletableFuture;

/** A run, and the one that it starts when it fails, as one operation: who stops it stops the one that is at work. */
final class FollowedOperation<T> implements Operation<T> {
    private final OperationRun<?> first;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private Operation<?> next;
    private boolean stopped;
    private boolean detached;

    FollowedOperation(OperationRun<?> first) {
        this.first = first;
    }

    /** The first has failed: another is at work now. */
    <R> Operation<R> followedBy(Operation<R> begun) {
        boolean stop;
        boolean detach;
        synchronized (this) {
            next = begun;
            stop = stopped;
            detach = detached;
        }
        if (detach) {
            begun.detach();
        } else if (stop) {
            begun.stop();
        }
        return begun;
    }

    private synchronized Operation<?> next() {
        return next;
    }

    @Override
    public String id() {
        return first.id();
    }

    @Override
    public CompletableFuture<T> result() {
        return result;
    }

    @Override
    public String waitingFor() {
        var following = next();
        return following == null ? first.waitingFor() : following.waitingFor();
    }

    @Override
    public void stop() {
        Operation<?> following;
        synchronized (this) {
            stopped = true;
            following = next;
        }
        first.stop();
        if (following != null) {
            following.stop();
        }
    }

    @Override
    public void detach() {
        Operation<?> following;
        synchronized (this) {
            detached = true;
            following = next;
        }
        first.detach();
        if (following != null) {
            following.detach();
        }
    }
}
