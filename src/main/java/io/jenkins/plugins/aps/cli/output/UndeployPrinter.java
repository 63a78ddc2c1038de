package io.jenkins.plugins.aps.cli.output;

import io.jenkins.plugins.aps.core.model.UndeployResult;
import java.io.PrintStream;

/** How an undeployment ended, for people. */
public final class UndeployPrinter {
    private final PrintStream out;
    private final Style style;

    public UndeployPrinter(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    public void result(UndeployResult r) {
        var name = style.bold(SafeText.line(r.application()));
        switch (r.verdict()) {
            case GONE ->
                out.println(name + " is gone"
                        + (r.removed().isEmpty()
                                ? ": there was nothing to remove"
                                : ": " + Plural.of(r.removed().size(), "object") + " removed")
                        + (r.reason().isEmpty() ? "." : "; " + SafeText.line(r.reason()) + ".")
                        + (r.removed().isEmpty() ? " 'aps status' lists the applications that there are." : ""));
            case STUCK -> out.println(name + " is " + style.bad("not gone") + ": " + SafeText.line(r.reason()));
            case PLANNED -> new PlanPrinter(out, style).print(r.plan());
            case UNKNOWN -> out.println("It is not known whether " + name + " is gone: " + SafeText.line(r.reason()));
        }
        if (!r.leftovers().isEmpty()) {
            out.println("Still there:");
            r.leftovers().forEach(object -> out.println("  " + SafeText.line(object.toString())));
        }
        if (!r.finalizersRemoved().isEmpty()) {
            out.println("Finalizers removed by force:");
            r.finalizersRemoved().forEach(finalizer -> out.println("  " + SafeText.line(finalizer)));
        }
    }
}
