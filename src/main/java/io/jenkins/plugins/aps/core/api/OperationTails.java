package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.api.ReadModel.Tail;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last events of the operations that this process carries out, and of those that it carried out last. Safe for many
 * threads.
 */
final class OperationTails {
    static final int EVENTS = 500;
    static final int OPERATIONS = 200;

    private final Map<String, Kept> operations = new LinkedHashMap<>();

    /** A listener that keeps what it hears and passes it on. */
    DeployListener keeping(DeployListener listener) {
        return event -> {
            keep(event);
            listener.on(event);
        };
    }

    private synchronized void keep(DeployEvent event) {
        // Taken out and put in again, so that the first ones are those of which nothing was heard for the longest time.
        var kept = operations.remove(event.operation());
        kept = kept == null ? new Kept() : kept;
        operations.put(event.operation(), kept);
        if (operations.size() > OPERATIONS) {
            operations.remove(operations.keySet().iterator().next());
        }
        kept.events.add(event);
        if (kept.events.size() > EVENTS) {
            kept.events.remove();
            kept.before++;
        }
    }

    synchronized Optional<Tail> of(String operation) {
        return Optional.ofNullable(operations.get(operation))
                .map(kept -> new Tail(kept.before, new ArrayList<>(kept.events)));
    }

    private static final class Kept {
        private final ArrayDeque<DeployEvent> events = new ArrayDeque<>();
        private long before;
    }
}
