package io.jenkins.plugins.aps.cli.output;

import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.FieldChange;
import io.jenkins.plugins.aps.core.view.PlanNotes;
import java.io.PrintStream;
import java.util.List;

/** A plan for people: wave by wave what would be done, field by field what would change, and what is not known. */
final class PlanPrinter {
    private final PrintStream out;
    private final Style style;

    PlanPrinter(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    void print(List<List<Change>> waves) {
        out.println();
        for (int wave = 0; wave < waves.size(); wave++) {
            out.println("Wave " + (wave + 1) + " of " + waves.size());
            waves.get(wave).forEach(this::change);
        }
        var changes = waves.stream().flatMap(List::stream).toList();
        var notes = PlanNotes.of(changes);
        notes.forEach(note -> out.println(SafeText.line(note)));
        out.println("Dry run: nothing was changed. "
                + (changes.stream().anyMatch(PlanText::touches)
                        ? PlanText.counts(changes, true) + "."
                        : "Everything is already so."));
    }

    private void change(Change change) {
        out.println("  " + PlanText.plannedChange(change));
        change.diff().fields().forEach(this::field);
        if (change.diff().more() > 0) {
            out.println("      and " + Plural.of(change.diff().more(), "field") + " more");
        }
    }

    private void field(FieldChange field) {
        var path = "      " + SafeText.line(field.path()) + ": ";
        if (field.before() == null) {
            out.println(path + style.good("+ " + SafeText.line(field.after())));
        } else if (field.after() == null) {
            out.println(path + style.bad("- " + SafeText.line(field.before())));
        } else {
            out.println(path + style.bad(SafeText.line(field.before())) + " -> "
                    + style.good(SafeText.line(field.after())));
        }
    }
}
