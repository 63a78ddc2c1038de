package io.jenkins.plugins.aps.core.view;

import io.jenkins.plugins.aps.core.model.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What of a plan could not be checked or is not certain, for people: each reason once, with the objects it holds for. */
public final class PlanNotes {
    /** Objects that are named for one reason. */
    private static final int NAMED = 3;

    private PlanNotes() {}

    /** Lines such as {@code Service/rb, Deployment/rb and 12 more: not checked: ...}. */
    public static List<String> of(List<Change> changes) {
        var byReason = new LinkedHashMap<String, List<String>>();
        for (var change : changes) {
            var note = change.diff().note();
            if (!note.isEmpty()) {
                byReason.computeIfAbsent(note, reason -> new ArrayList<>())
                        .add(change.object().toString());
            }
        }
        return byReason.entrySet().stream()
                .map(entry -> named(entry.getValue()) + ": " + entry.getKey())
                .toList();
    }

    private static String named(List<String> objects) {
        var more = objects.size() - NAMED;
        return more <= 0
                ? String.join(", ", objects)
                : String.join(", ", objects.subList(0, NAMED)) + " and " + more + " more";
    }
}
