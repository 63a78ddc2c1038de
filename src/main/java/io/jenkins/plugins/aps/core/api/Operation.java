package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.model.ApsException;
import java.util.concurrent.CompletableFuture;

/**
 * A running operation.
 *
 * @param <T> what it results in
 */
public interface Operation<T> {
    String id();

    /**
     * Completed when it ends, well or with an {@link ApsException}. It runs on our threads: a caller hands what follows
     * to threads of its own if it blocks. Cancelling the future does nothing; see {@link #stop}.
     */
    CompletableFuture<T> result();

    /** What it waits for right now, for people: one line. */
    String waitingFor();

    /**
     * Stops it after the write that is under way: what it has done until then stays, and it ends as aborted.
     * Returns at once; may be called twice.
     */
    void stop();

    /**
     * Lets go of it without ending it: this process forgets it, the record keeps it as unfinished, and the same
     * operation id enters it again. Returns at once. For a host that shuts down.
     */
    void detach();
}
