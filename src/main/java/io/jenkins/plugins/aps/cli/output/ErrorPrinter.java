package io.jenkins.plugins.aps.cli.output;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import java.io.PrintStream;

/** An error for people: what went wrong, every problem on a line of its own, what to do about it. */
public final class ErrorPrinter {
    private final PrintStream err;
    private final Style style;

    public ErrorPrinter(PrintStream err, Style style) {
        this.err = err;
        this.style = style;
    }

    /** @param command for the remedy */
    public void error(TypedCommand command, ApsException error) {
        err.println(style.bad("Error") + " (" + error.code().code() + "): " + SafeText.line(error.getMessage()));
        // A failure with one cause has it in its message already.
        error.problems().stream()
                .filter(problem -> !error.getMessage().contains(problem.toString()))
                .forEach(problem -> err.println("  - " + SafeText.line(problem.toString())));
        err.println(SafeText.line(new Remedies(command, error).told()));
        err.flush();
    }

    /** A defect: its trace is shown only where asked for, as it may hold paths and names. */
    public static ApsException defect(RuntimeException error) {
        return new ApsException(
                ErrorCode.INTERNAL,
                "Unexpected " + error.getClass().getSimpleName()
                        + (error.getMessage() == null ? "" : ": " + error.getMessage()),
                error);
    }
}
