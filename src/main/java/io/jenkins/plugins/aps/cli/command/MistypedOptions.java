package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.core.model.Nearest;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Options that a command does not have, and those that were most likely meant. Where that is sure, the command line is read
 * once more as it was meant: an option without its value, and a value without its option, would else be mistakes of their own.
 *
 * @param words the command line as it was most likely meant
 * @param typos what was corrected in it
 */
record MistypedOptions(String[] words, List<ParseProblem> typos) {
    /** @param parsed what the parser made of the words */
    static MistypedOptions of(String[] words, ParseResult parsed) {
        var corrected = new ArrayList<>(List.of(words));
        var typos = new ArrayList<ParseProblem>();
        // Where there is no command, nothing can be said of its options.
        for (var word : parsed.commandSpec().parent() == null ? List.<String>of() : parsed.unmatched()) {
            int at = isOption(word) ? corrected.indexOf(word) : -1;
            if (at < 0) {
                continue;
            }
            var command = parsed.commandSpec();
            var others = others(word, command);
            var meant = meant(word, command);
            if (!others.isEmpty()) {
                corrected.remove(at);
                boolean apart = others.get(0).findOption(name(word)).arity().min() > 0 && !word.contains("=");
                if (apart && at < corrected.size() && !isOption(corrected.get(at))) {
                    corrected.remove(at);
                }
            } else if (meant.size() == 1 && !isGiven(meant.get(0), parsed, corrected)) {
                corrected.set(at, meant.get(0) + word.substring(name(word).length()));
            } else {
                continue;
            }
            // What it is set to is checked as if it had been written well.
            typos.add(new ParseProblem(problem(word, command), List.of()));
        }
        return new MistypedOptions(corrected.toArray(String[]::new), List.copyOf(typos));
    }

    static boolean isOption(String word) {
        return word.startsWith("-");
    }

    /** The option without what it is set to, which may be a secret. */
    static String name(String word) {
        return word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    }

    /** The options that may have been meant. */
    static List<String> meant(String word, CommandSpec command) {
        var said = name(word).replaceFirst("^-+", "");
        var names = command.options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::longestName)
                .map(name -> name.replaceFirst("^-+", ""))
                .toList();
        var near = names.contains(said) ? List.of(said) : Nearest.meant(said, names);
        return near.stream().map(name -> "--" + name).toList();
    }

    static Problem problem(String word, CommandSpec command) {
        var others = others(word, command);
        return new Problem(
                name(word),
                (others.isEmpty()
                                ? "there is no such option"
                                : "is no option of " + command.name() + ", but of "
                                        + others.stream().map(CommandSpec::name).collect(Collectors.joining(", ")))
                        + didYouMean(meant(word, command)));
    }

    /** The commands that have it. */
    private static List<CommandSpec> others(String word, CommandSpec command) {
        return command.parent() == null
                ? List.of()
                : command.parent().subcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .filter(each -> each != command && each.findOption(name(word)) != null)
                        .filter(each -> !each.findOption(name(word)).hidden())
                        .toList();
    }

    /** The end of a sentence. */
    static String didYouMean(List<String> names) {
        return names.isEmpty() ? "" : "; did you mean " + String.join(" or ", names) + "?";
    }

    /** A second one would be a mistake of its own, unless it can be repeated. */
    private static boolean isGiven(String option, ParseResult parsed, List<String> words) {
        var spec = parsed.commandSpec().findOption(option);
        return !spec.isMultiValue()
                && (parsed.hasMatchedOption(option)
                        || words.stream().anyMatch(word -> name(word).equals(option)));
    }
}
