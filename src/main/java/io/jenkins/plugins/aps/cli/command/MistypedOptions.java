package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.core.model.Nearest;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
        var corrected = words.clone();
        var typos = new ArrayList<ParseProblem>();
        for (var word : parsed.unmatched()) {
            var spec = parsed.commandSpec();
            var meant = isOption(word) ? meant(word, spec) : List.<String>of();
            if (meant.size() != 1 || isGiven(meant.get(0), parsed, corrected)) {
                continue;
            }
            for (int i = 0; i < corrected.length; i++) {
                if (corrected[i].equals(word)) {
                    corrected[i] = meant.get(0) + word.substring(name(word).length());
                    // What it is set to is checked as if it had been written well.
                    typos.add(new ParseProblem(problem(word, meant), List.of()));
                    break;
                }
            }
        }
        return new MistypedOptions(corrected, List.copyOf(typos));
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
        var meant = names.contains(said) ? List.of(said) : Nearest.meant(said, names);
        return meant.stream().map(name -> "--" + name).toList();
    }

    static Problem problem(String word, List<String> meant) {
        return new Problem(name(word), "there is no such option" + didYouMean(meant));
    }

    /** The end of a sentence. */
    static String didYouMean(List<String> names) {
        return names.isEmpty() ? "" : "; did you mean " + String.join(" or ", names) + "?";
    }

    /** A second one would be a mistake of its own, unless it can be repeated. */
    private static boolean isGiven(String option, ParseResult parsed, String[] words) {
        var spec = parsed.commandSpec().findOption(option);
        return !spec.isMultiValue()
                && (parsed.hasMatchedOption(option)
                        || Stream.of(words).anyMatch(word -> name(word).equals(option)));
    }
}
