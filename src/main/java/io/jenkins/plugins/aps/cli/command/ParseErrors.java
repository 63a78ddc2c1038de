package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Nearest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the parser did not understand, as problems. What follows an equals sign isn't repeated: it may be a secret. */
final class ParseErrors {
    private ParseErrors() {}

    static List<ParseProblem> of(ParseResult parsed, CommandLine root) {
        var problems = new ArrayList<ParseProblem>();
        for (var level = parsed; level != null; level = level.subcommand()) {
            boolean top = level == parsed;
            for (var error : level.errors()) {
                problems.addAll(problems(error, top ? root : null));
            }
        }
        return problems;
    }

    static ApsException failure(List<ParseProblem> found) {
        var problems = found.stream().map(ParseProblem::problem).toList();
        return new ApsException(
                ErrorCode.INVALID_REQUEST,
                problems.size() == 1
                        ? "The command can't be run as it was typed."
                        : problems.size() + " things keep the command from being run.",
                problems);
    }

    private static List<ParseProblem> problems(Exception error, CommandLine root) {
        if (error instanceof UnmatchedArgumentException e) {
            return unmatched(e, root);
        }
        if (error instanceof MissingParameterException e && !e.getMissing().isEmpty()) {
            return List.of(new ParseProblem(e.getMissing().get(0).paramLabel(), message(e)));
        }
        if (error instanceof ParameterException e && e.getArgSpec() instanceof CommandLine.Model.OptionSpec option) {
            return List.of(new ParseProblem(option.longestName(), message(e)));
        }
        return List.of(new ParseProblem("command line", message(error)));
    }

    private static List<ParseProblem> unmatched(UnmatchedArgumentException error, CommandLine root) {
        var problems = new ArrayList<ParseProblem>();
        boolean value = false;
        for (var word : error.getUnmatched()) {
            boolean option = MistypedOptions.isOption(word);
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

    private static ParseProblem unmatched(String word, CommandLine command, CommandLine root) {
        if (MistypedOptions.isOption(word)) {
            var meant = MistypedOptions.meant(word, command.getCommandSpec());
            return new ParseProblem(MistypedOptions.problem(word, command.getCommandSpec()), meant);
        }
        var shown = MistypedOptions.name(word);
        return root != null
                ? new ParseProblem(shown, unknownCommand(shown, root))
                : new ParseProblem(shown, "is one word too many: only one name can be given, options begin with --");
    }

    static String unknownCommand(String said, CommandLine root) {
        var names = root.getSubcommands().keySet();
        var meant = MistypedOptions.didYouMean(Nearest.meant(said, names));
        return "there is no such command" + (meant.isEmpty() ? "; the commands are " : meant + " The commands are ")
                + String.join(", ", names);
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
