package io.jenkins.plugins.aps.jenkins.console;

import io.jenkins.plugins.aps.core.event.DeployEvent.PlannedWave;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.OperationType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Small pieces of sentences. */
final class Words {
    private Words() {}

    /** {@code 4.2 s}, {@code 3 min 5 s}. */
    static String duration(Duration took) {
        if (took.toMinutes() > 0) {
            return took.toMinutes() + " min " + took.toSecondsPart() + " s";
        }
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }

    static String objects(long count) {
        return count(count, "object");
    }

    /** {@code 1 wave}, {@code 7 waves}. */
    static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    static String of(OperationType type) {
        return switch (type) {
            case DEPLOY -> "Deploying";
            case UPGRADE -> "Upgrading";
            case ROLLBACK -> "Rolling back";
            case REDEPLOY -> "Redeploying";
            case UNDEPLOY -> "Undeploying";
            case FORCE_UNDEPLOY -> "Undeploying by force";
        };
    }

    static String done(OperationType type) {
        return switch (type) {
            case DEPLOY -> "Deployed";
            case UPGRADE -> "Upgraded";
            case ROLLBACK -> "Rolled back";
            case REDEPLOY -> "Redeployed";
            case UNDEPLOY, FORCE_UNDEPLOY -> "Undeployed";
        };
    }

    /** {@code 12 to create, 3 unchanged}. */
    static String plan(List<PlannedWave> waves) {
        Map<Change.Action, Long> counts = waves.stream()
                .flatMap(wave -> wave.objects().stream())
                .collect(Collectors.groupingBy(
                        Change::action, () -> new EnumMap<>(Change.Action.class), Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + intended(entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String intended(Change.Action action) {
        return switch (action) {
            case CREATED -> "to create";
            case CONFIGURED -> "to change";
            case UNCHANGED -> "unchanged";
            case REMOVED -> "to remove";
            case SKIPPED -> "skipped";
        };
    }
}
