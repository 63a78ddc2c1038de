package io.jenkins.plugins.aps.cli.output;

import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Urls;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Applications for people: a table of many, the details of one, the end of a deployment. */
public final class InstancePrinter {
    private final PrintStream out;
    private final Style style;
    private final DateTimeFormatter times;

    public InstancePrinter(PrintStream out, Style style, ZoneId zone) {
        this.out = out;
        this.style = style;
        this.times =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    public void table(List<Instance> instances) {
        if (instances.isEmpty()) {
            out.println("No application is deployed.");
            return;
        }
        var table = new Table("APPLICATION", "STATUS", "RELEASE", "VERSION", "UPDATED", "REASON");
        for (var i : instances) {
            table.row(
                    style.dot(i.statusClass()),
                    i.application(),
                    i.status().json(),
                    i.release(),
                    i.applicationVersion() == 0 ? "" : String.valueOf(i.applicationVersion()),
                    time(i.updatedAt()),
                    i.reason());
        }
        table.print(out, style, "");
    }

    /** Everything that is known of one. */
    public void details(Instance i) {
        headline(i);
        if (i.status() == Status.NOT_DEPLOYED) {
            // No error, as programs ask for what may not be there; a person may have mistyped the name.
            out.println("  'aps status' lists the applications that there are.");
            return;
        }
        if (i.createdAt() == null) {
            // Its record is lost or can't be read: the reason tells that, and nothing else is known.
            return;
        }
        out.println("  created " + time(i.createdAt()) + ", updated " + time(i.updatedAt()));
        access(i.access());
        if (i.operation() != null) {
            operation(i.operation());
        }
        services(i);
        urls(i.urls());
        history(i);
    }

    /** What a deployment came to. */
    public void deployed(Instance i) {
        out.println();
        headline(i);
        services(i);
        urls(i.urls());
        out.println();
        out.println(changed(i.changes()));
    }

    /** What a deployment would do. */
    public void planned(Instance i) {
        new PlanPrinter(out, style).print(i.plan());
    }

    private static String changed(List<Change> changes) {
        if (changes.stream().noneMatch(PlanText::touches)) {
            return "Changed nothing: everything was already so.";
        }
        return "Changes: " + PlanText.counts(changes, false) + ".";
    }

    private void headline(Instance i) {
        var release = i.release().isEmpty()
                ? ""
                : ", release " + SafeText.line(i.release()) + ", application version " + i.applicationVersion();
        out.println(style.dot(i.statusClass()) + " " + style.bold(SafeText.line(i.application())) + " is "
                + i.status().json() + release);
        if (!i.reason().isEmpty()) {
            out.println("  " + SafeText.line(i.reason()));
        }
    }

    private void services(Instance i) {
        if (i.services().isEmpty()) {
            return;
        }
        out.println();
        var table = new Table("SERVICE", "HEALTH", "READY", "KIND", "REASON");
        for (var s : i.services()) {
            table.row(style.dot(s.health()), s.name(), s.health().json(), s.ready(), s.kind(), s.reason());
        }
        table.print(out, style, "  ");
        for (var s : i.services()) {
            block("Events of " + s.name(), s.events());
            block("Log of " + s.name(), s.log());
        }
    }

    private void block(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println("  " + SafeText.line(title) + ":");
            lines.forEach(line -> out.println("    | " + SafeText.line(line)));
        }
    }

    private void urls(Urls urls) {
        if (urls.services().isEmpty() && urls.uis().isEmpty()) {
            return;
        }
        out.println();
        var table = new Table("API", "URL");
        urls.services().forEach((name, url) -> table.row("", name, url));
        urls.uis().forEach((name, url) -> table.row("", "ui " + name, url));
        table.print(out, style, "  ");
        if (!urls.exampleQuery().isEmpty()) {
            out.println("  Try it: " + SafeText.line(urls.exampleQuery()));
        }
    }

    private void access(Access access) {
        out.println(
                "  administrators " + principals(access.administrators()) + "; users " + principals(access.users()));
    }

    private static String principals(Principals p) {
        if (p.isEmpty()) {
            return "none";
        }
        var users = String.join(", ", p.users());
        var groups = p.groups().isEmpty() ? "" : "groups " + String.join(", ", p.groups());
        return SafeText.line(users + (users.isEmpty() || groups.isEmpty() ? "" : ", ") + groups);
    }

    private void operation(OperationSummary o) {
        var ended = o.verdict() == null
                ? "at work (" + o.phase().json() + ")"
                : o.verdict().json();
        out.println("  last operation: " + o.type().json() + " by " + SafeText.line(o.by()) + ", "
                + time(o.startedAt()) + ", " + ended
                + (o.reason().isEmpty() ? "" : ": " + SafeText.line(o.reason())));
    }

    private void history(Instance i) {
        if (i.history().isEmpty()) {
            return;
        }
        out.println();
        var table = new Table("VERSION", "RELEASE", "WHEN", "BY", "VERDICT");
        for (var h : i.history()) {
            table.row(
                    "",
                    String.valueOf(h.applicationVersion()),
                    h.release(),
                    time(h.at()),
                    h.by(),
                    h.verdict() == null ? "at work" : h.verdict().json());
        }
        table.print(out, style, "  ");
    }

    private String time(Instant instant) {
        return instant == null ? "" : times.format(instant);
    }
}
