package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.core.model.Problem;
import java.util.List;

/**
 * Something that the parser did not understand.
 *
 * @param meant options that may have been meant: that one of them is missing is no mistake of its own
 */
record ParseProblem(Problem problem, List<String> meant) {
    ParseProblem {
        meant = List.copyOf(meant);
    }

    ParseProblem(String where, String message) {
        this(new Problem(where, message), List.of());
    }
}
