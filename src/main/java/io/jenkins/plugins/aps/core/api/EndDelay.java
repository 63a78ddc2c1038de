package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.model.Health;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds back the end of an operation that succeeded until the objects show it. The record and the objects come by different
 * watches: the record may tell first that a deployment succeeded, while its pods are still shown as starting. Not safe for
 * many threads.
 */
final class EndDelay {
    /** Then it is shown all the same: something may have stopped running at once. */
    static final Duration LONGEST = Duration.ofSeconds(3);

    private final InstantSource clock;
    private final Map<String, Instant> since = new TreeMap<>();

    EndDelay(InstantSource clock) {
        this.clock = clock;
    }

    /** Those whose end is held back now. */
    Set<String> delayed() {
        return since.keySet();
    }

    void forget(String application) {
        since.remove(application);
    }

    /** @param shown what is shown now; null: nothing */
    boolean delays(Instance shown, Instance next) {
        var application = next.application();
        if (!isNewEnd(shown, next) || showsItsEffect(next)) {
            since.remove(application);
            return false;
        }
        var now = clock.instant();
        var first = since.computeIfAbsent(application, key -> now);
        if (!now.isBefore(first.plus(LONGEST))) {
            since.remove(application);
            return false;
        }
        return true;
    }

    /** Not of what had ended before it was shown for the first time. */
    private static boolean isNewEnd(Instance shown, Instance next) {
        var operation = next.operation();
        if (shown == null || operation == null || operation.verdict() != Verdict.SUCCEEDED) {
            return false;
        }
        var before = shown.operation();
        return before == null || !before.id().equals(operation.id()) || before.verdict() == null;
    }

    private static boolean showsItsEffect(Instance next) {
        return next.status() == Status.RUNNING
                && next.reason().isEmpty()
                && next.services().stream().allMatch(service -> service.health() == Health.GREEN);
    }
}
