package io.jenkins.plugins.aps.jenkins.steps;

import io.jenkins.plugins.aps.core.model.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people write into a step's parameters. */
final class Typed {
    private Typed() {}

    static String text(String typed) {
        return typed == null ? "" : typed.strip();
    }

    /**
     * The constant that a word means, any case.
     *
     * @param problems gets a sentence with the valid words where it means none
     * @return the first constant then
     */
    static <E extends Enum<E>> E choice(Class<E> type, String field, String word, List<Problem> problems) {
        var constants = type.getEnumConstants();
        for (var constant : constants) {
            if (constant.name().equalsIgnoreCase(word)) {
                return constant;
            }
        }
        problems.add(new Problem(field, "'" + word + "' is none of " + words(constants)));
        return constants[0];
    }

    static void positive(int minutes, String field, List<Problem> problems) {
        if (minutes < 1) {
            problems.add(new Problem(field, minutes + " is no number of minutes: give 1 or more"));
        }
    }

    private static <E extends Enum<E>> String words(E[] constants) {
        return Stream.of(constants)
                .map(constant -> "'" + constant.name().toLowerCase(Locale.ROOT) + "'")
                .collect(Collectors.joining(", "));
    }
}
