package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.run.OperationRun;
import java.util.concurrent.CompletableFuture;

/** A run as callers see it, with its outcome told in their terms. */
record RunningOperation<T>(OperationRun<?> run, CompletableFuture<T> result) implements Operation<T> {
    @Override
    public String id() {
        return run.id();
    }

    @Override
    public String waitingFor() {
        return run.waitingFor();
    }

    @Override
    public void stop() {
        run.stop();
    }

    @Override
    public void detach() {
        run.detach();
    }
}
