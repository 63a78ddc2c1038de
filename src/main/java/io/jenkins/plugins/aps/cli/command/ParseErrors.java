package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Nearest;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the parser did not understand, as problems. What follows an equals sign isn't repeated: it may be a secret. */
final class ParseErrors {
    private static final String NEAREST = "; the nearest is ";

    private ParseErrors() {}

    /** The option that was most likely meant. */
    static Optional<String> meant(Problem problem) {
        int at = problem.message().indexOf(NEAREST);
        return at < 0 ? Optional.empty() : Optional.of(problem.message().substring(at + NEAREST.length()));
    }

    static List<Problem> of(ParseResult parsed, CommandLine root) {
        var problems = new ArrayList<Problem>();
        for (var level = parsed; level != null; level = level.subcommand()) {
            boolean top = level == parsed;
            for (var error : level.errors()) {
                problems.addAll(problems(error, top ? root : null));
            }
        }
        return problems;
    }

    static ApsException failure(List<Problem> problems) {
        return new ApsException(
                ErrorCode.INVALID_REQUEST,
                problems.size() == 1
                        ? "The command can't be run as it was typed."
                        : problems.size() + " things keep the command from being run.",
                problems);
    }

    private static List<Problem> problems(Exception error, CommandLine root) {
        if (error instanceof UnmatchedArgumentException e) {
            return unmatched(e, root);
        }
        if (error instanceof MissingParameterException e && !e.getMissing().isEmpty()) {
            return List.of(new Problem(e.getMissing().get(0).paramLabel(), message(e)));
        }
        if (error instanceof ParameterException e && e.getArgSpec() instanceof CommandLine.Model.OptionSpec option) {
            return List.of(new Problem(option.longestName(), message(e)));
        }
        return List.of(new Problem("command line", message(error)));
    }

    private static List<Problem> unmatched(UnmatchedArgumentException error, CommandLine root) {
        var problems = new ArrayList<Problem>();
        boolean value = false;
        for (var word : error.getUnmatched()) {
            boolean option = word.startsWith("-");
            // A word behind an option that there isn't is most likely its value: one mistake, one problem.
            if (option || !value) {
                problems.add(unmatched(word, error.getCommandLine(), root));
                if (root != null && !option) {
                    // What follows belongs to the command that there isn't.
                    break;
                }
            }
            value = option && !word.contains("=");
        }
        return problems;
    }

    private static Problem unmatched(String word, CommandLine command, CommandLine root) {
        var shown = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        if (shown.startsWith("-")) {
            return new Problem(
                    shown,
                    "there is no such option"
                            + nearest(shown, command)
                                    .map(name -> NEAREST + name)
                                    .orElse(""));
        }
        if (root != null) {
            return new Problem(shown, unknownCommand(root));
        }
        return new Problem(shown, "is one word too many: only one name can be given, options begin with --");
    }

    /** Which are similar at all is the parser's word; it has them in no order. */
    private static Optional<String> nearest(String option, CommandLine command) {
        var similar = new UnmatchedArgumentException(command, List.of(option)).getSuggestions();
        return Nearest.names(option, similar, 1).stream().findFirst();
    }

    static String unknownCommand(CommandLine root) {
        return "there is no such command; the commands are "
                + String.join(", ", root.getSubcommands().keySet());
    }

    private static String message(Exception error) {
        var message = error.getMessage();
        return message == null
                ? error.getClass().getSimpleName()
                // The problem names the option already, and nobody but a programmer knows what an int is.
                : message.replaceFirst("^Invalid value for option '[^']*'( \\([^)]*\\))?: ", "")
                        .replaceFirst("^('-?[0-9]+') is not an int$", "$1 is too large a number")
                        .replaceFirst(" is not an int$", " is no whole number");
    }
}
