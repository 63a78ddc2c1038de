package io.jenkins.plugins.aps.jenkins.console;

import io.jenkins.plugins.aps.core.model.ApsException;

/** A failure in full: what happened, every problem on a line of its own, and what to do about it. */
public final class FailureText {
    /** A failed upgrade's reason comes first, and what became of its rollback behind it: both are to be read. */
    private static final int LONGEST = 2_000;

    private FailureText() {}

    public static String of(ApsException failure) {
        var text = new StringBuilder(Plain.line(failure.getMessage(), LONGEST));
        for (var problem : failure.problems()) {
            text.append("\n  - ").append(Plain.line(problem.where())).append(": ");
            text.append(Plain.line(problem.message()));
        }
        return text.append('\n')
                .append(Remedies.of(failure))
                .append(" (")
                .append(failure.code().code())
                .append(')')
                .toString();
    }
}
