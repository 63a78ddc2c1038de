package io.jenkins.plugins.aps.cli.output;

import io.jenkins.plugins.aps.core.event.DeployEvent.Planned;
import io.jenkins.plugins.aps.core.event.DeployEvent.PlannedWave;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.Change.Action;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Collectors;

/** Plans and changes in words. */
final class PlanText {
    private PlanText() {}

    /** For example {@code holiday/1 as version 1: 30 objects in 7 waves, 30 to create}. */
    static String summary(Planned plan) {
        var changes = plan.waves().stream()
                .map(PlannedWave::objects)
                .flatMap(List::stream)
                .toList();
        return SafeText.line(plan.release()) + " as version " + plan.applicationVersion() + ": "
                + Plural.of(changes.size(), "object") + " in "
                + Plural.of(plan.waves().size(), "wave") + (changes.isEmpty() ? "" : ", " + counts(changes, true));
    }

    /** For example {@code created Deployment/rb}. */
    static String change(Change change) {
        return change.action().json() + " " + SafeText.line(change.object().toString())
                + (change.reason().isEmpty() ? "" : ": " + SafeText.line(change.reason()));
    }

    /** The same of a plan: {@code would create Deployment/rb}. */
    static String plannedChange(Change change) {
        var does =
                switch (change.action()) {
                    case CREATED -> "would create";
                    case CONFIGURED -> "would change";
                    case REMOVED -> "would remove";
                    case UNCHANGED -> "unchanged";
                    case SKIPPED -> "would skip";
                };
        return does + " " + SafeText.line(change.object().toString())
                + (change.reason().isEmpty() ? "" : ": " + SafeText.line(change.reason()));
    }

    /** For example {@code 28 created, 2 unchanged}, or of a plan {@code 28 to create, 2 unchanged}. */
    static String counts(List<Change> changes, boolean planned) {
        var counts = new EnumMap<Action, Integer>(Action.class);
        changes.forEach(change -> counts.merge(change.action(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + word(entry.getKey(), planned))
                .collect(Collectors.joining(", "));
    }

    /** Whether something was, or is to be, touched. */
    static boolean touches(Change change) {
        return change.action() != Action.UNCHANGED && change.action() != Action.SKIPPED;
    }

    private static String word(Action action, boolean planned) {
        if (!planned) {
            return action.json();
        }
        return switch (action) {
            case CREATED -> "to create";
            case CONFIGURED -> "to change";
            case REMOVED -> "to remove";
            case UNCHANGED -> "unchanged";
            case SKIPPED -> "to skip";
        };
    }
}
