package io.jenkins.plugins.aps.engine;

import io.jenkins.plugins.aps.core.api.Operation;
import io.jenkins.plugins.aps.core.model.ApsException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** How operations end. */
final class Results {
    private static final long PATIENCE_SECONDS = 240;

    private Results() {}

    /** What it results in; a failure is thrown as it is. */
    static <T> T of(Operation<T> operation) throws Exception {
        try {
            return operation.result().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError(operation.id() + " did not end; it waits for " + operation.waitingFor(), e);
        }
    }

    /** The failure that it must end with. */
    static ApsException failure(Operation<?> operation) throws Exception {
        try {
            var value = of(operation);
            throw new AssertionError(operation.id() + " ended well: " + value);
        } catch (ApsException failure) {
            return failure;
        }
    }
}
