package io.jenkins.plugins.aps.cli.output;

import io.jenkins.plugins.aps.core.api.ReleaseDetails;
import io.jenkins.plugins.aps.core.model.ConnectorModel;
import io.jenkins.plugins.aps.core.model.ConnectorModel.Variable;
import io.jenkins.plugins.aps.core.model.IgnoredTag;
import io.jenkins.plugins.aps.core.model.ModelProblem;
import io.jenkins.plugins.aps.core.model.ProcessModel;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.UiModel;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Releases for people: a table of many, the content of one. */
public final class ReleasePrinter {
    private final PrintStream out;
    private final Style style;
    private final DateTimeFormatter times;

    public ReleasePrinter(PrintStream out, Style style, ZoneId zone) {
        this.out = out;
        this.style = style;
        this.times =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(zone);
    }

    public void table(List<Release> releases) {
        if (releases.isEmpty()) {
            out.println("No project of this repository is released.");
            return;
        }
        var table = new Table("PROJECT", "VERSION", "LATEST", "CREATED", "BY", "COMMIT", "COMMENT");
        for (var r : releases) {
            table.row(
                    "",
                    r.project(),
                    String.valueOf(r.version()),
                    r.latest() ? "latest" : "",
                    times.format(r.createdAt()),
                    r.createdBy(),
                    abbreviated(r.commit()),
                    r.comment());
        }
        table.print(out, style, "");
    }

    /** Tags that are no releases, though they look as if they were meant so. */
    public static void ignored(PrintStream out, List<IgnoredTag> tags) {
        tags.forEach(tag -> out.println(SafeText.line(tag.toString())));
    }

    /** One release and what it needs. */
    public void details(ReleaseDetails details) {
        var r = details.release();
        var p = details.project();
        out.println(style.bold(SafeText.line(r.id())) + (r.latest() ? " (latest)" : "") + ", "
                + times.format(r.createdAt()) + " by " + SafeText.line(r.createdBy()) + ", commit "
                + abbreviated(r.commit()));
        if (!r.comment().isBlank()) {
            out.println("  " + SafeText.line(r.comment().strip()));
        }
        names(
                "processes",
                p.processes().stream().map(ReleasePrinter::process).sorted().toList());
        names("forms", p.forms());
        names("user interfaces", p.uis().stream().map(UiModel::name).toList());
        names("decision tables", p.decisionTables());
        names("files", p.files());
        names("scripts", p.scripts());
        names("triggers", p.triggers());
        names("users of its models", p.access().users());
        names("groups of its models", p.access().groups());
        p.connectors().forEach(this::connector);
        if (p.deployable()) {
            out.println("  " + style.good("can be deployed") + images(p.notes()));
        } else {
            out.println("  " + style.bad("can't be deployed") + ":");
            p.problems().forEach(problem -> out.println("    - " + SafeText.line(problem.toString())));
        }
        p.notes().forEach(note -> out.println("  note: " + SafeText.line(note.toString())));
    }

    private static String images(List<ModelProblem> notes) {
        var needed = notes.stream()
                .filter(note -> note.code().equals(ModelProblem.NEEDS_IMAGE))
                .count();
        return needed == 0 ? "" : ", with an image for " + needed + (needed == 1 ? " connector" : " connectors");
    }

    private void connector(ConnectorModel connector) {
        out.println("  connector " + style.bold(SafeText.line(connector.name()))
                + (connector.template().isEmpty()
                        ? ", needs an image"
                        : ", made from " + SafeText.line(connector.template())));
        connector.variables().forEach(variable -> out.println("    " + variable(variable)));
    }

    private static String variable(Variable variable) {
        var text = new StringBuilder(SafeText.line(variable.name()));
        if (variable.secure()) {
            text.append(variable.required() ? " (secret, required)" : " (secret)");
        } else if (variable.value() != null) {
            text.append(" = ").append(SafeText.line(variable.value()));
        } else if (variable.required()) {
            text.append(" (required)");
        }
        return text.toString();
    }

    private void names(String title, List<String> names) {
        if (!names.isEmpty()) {
            out.println("  " + title + ": " + SafeText.line(String.join(", ", names)));
        }
    }

    private static String process(ProcessModel process) {
        return process.name().isEmpty() || process.name().equals(process.key())
                ? process.key()
                : process.name() + " (" + process.key() + ")";
    }

    private static String abbreviated(String commit) {
        return SafeText.line(commit.length() > 10 ? commit.substring(0, 10) : commit);
    }
}
