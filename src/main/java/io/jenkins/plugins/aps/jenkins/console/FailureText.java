package io.jenkins.plugins.aps.jenkins.console;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.List;

/** A failure in full: what happened, every problem on a line of its own, and what to do about it. */
public final class FailureText {
    /** A failed upgrade's reason comes first, and what became of its rollback behind it: both are to be read. */
    private static final int LONGEST = 2_000;

    private FailureText() {}

    public static String of(ApsException failure) {
        return of(failure.code(), failure.getMessage(), failure.problems());
    }

    public static String of(ErrorCode code, String message, List<Problem> problems) {
        var text = new StringBuilder(Plain.line(message, LONGEST));
        for (var problem : problems) {
            text.append("\n  - ").append(Plain.line(problem.where())).append(": ");
            text.append(Plain.line(problem.message()));
        }
        return text.append('\n')
                .append(Remedies.of(code))
                .append(" (")
                .append(code.code())
                .append(')')
                .toString();
    }
}
