package io.jenkins.plugins.aps.jenkins.console;

import io.jenkins.plugins.aps.core.event.DeployEvent.PlannedWave;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.view.PlanNotes;
import java.util.ArrayList;
import java.util.List;

/** What a dry run found out, for a build's log: what would be done, field by field what would change, what is not known. */
final class DryRunLines {
    private static final String INDENT = "    ";

    private DryRunLines() {}

    static List<String> of(List<PlannedWave> waves) {
        var lines = new ArrayList<String>();
        var changes = waves.stream().flatMap(wave -> wave.objects().stream()).toList();
        for (var change : changes) {
            if (change.action() != Change.Action.UNCHANGED) {
                lines.add(INDENT + would(change.action()) + " " + change.object()
                        + (change.reason().isEmpty() ? "" : ": " + change.reason()));
            }
            change.diff().fields().forEach(field -> lines.add(INDENT + INDENT + field));
            if (change.diff().more() > 0) {
                lines.add(INDENT + INDENT + "and " + Words.count(change.diff().more(), "field") + " more");
            }
        }
        PlanNotes.of(changes).forEach(note -> lines.add(INDENT + note));
        return lines;
    }

    private static String would(Change.Action action) {
        return switch (action) {
            case CREATED -> "would create";
            case CONFIGURED -> "would change";
            case REMOVED -> "would remove";
            case UNCHANGED -> "would leave";
            case SKIPPED -> "would skip";
        };
    }
}
