package io.jenkins.plugins.aps.cli.output;

import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.Principals;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What is recorded of an application whose record was lost, for people. */
public final class AdoptionPrinter {
    private final PrintStream out;
    private final Style style;

    public AdoptionPrinter(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    public void found(Adoption a) {
        out.println(style.bold(SafeText.line(a.application()))
                + " says of itself, in its namespace and its kept versions:");
        line("release", a.release().isEmpty() ? "not told" : a.release());
        line(
                "version",
                a.applicationVersion()
                        + (a.runningVersion() == a.applicationVersion() ? "" : ", of which not all is there"));
        line("catalog", a.catalog().isEmpty() ? "not told" : a.catalog());
        line("administrators", names(a.access().administrators()));
        line("users", names(a.access().users()));
        if (a.connectors().isEmpty()) {
            line("connectors", "none");
        }
        a.connectors().forEach(each -> line("connector " + SafeText.line(each.name()), each.told()));
        line(
                "kept versions",
                a.versions().isEmpty()
                        ? "none"
                        : String.join(
                                ", ",
                                a.versions().stream()
                                        .map(each -> each.applicationVersion() + " (" + each.release() + ")")
                                        .toList()));
        line("objects", Plural.of(a.objects().size(), "object"));
        a.objects().forEach(object -> out.println("    " + SafeText.line(object.toString())));
        a.notes().forEach(note -> out.println("Note: " + SafeText.line(note)));
    }

    public void adopted(Adoption a) {
        out.println(style.bold(SafeText.line(a.application())) + " is recorded again, as version "
                + a.applicationVersion() + (a.release().isEmpty() ? "" : " of " + SafeText.line(a.release()))
                + ". Nothing else was changed.");
    }

    private void line(String name, String value) {
        out.println("  " + name + ": " + SafeText.line(value));
    }

    private static String names(Principals principals) {
        var all = new ArrayList<>(principals.users());
        principals.groups().forEach(group -> all.add("group " + group));
        return all.isEmpty() ? "none told" : String.join(", ", List.copyOf(all));
    }
}
