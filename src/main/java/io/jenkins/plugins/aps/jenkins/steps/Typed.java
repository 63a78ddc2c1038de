package io.jenkins.plugins.aps.jenkins.steps;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        return of(type, word).orElseGet(() -> {
            problems.add(new Problem(field, "'" + word + "' is none of " + words(constants)));
            return constants[0];
        });
    }

    /** The constant that a word means, any case; empty where it means none. */
    static <E extends Enum<E>> Optional<E> of(Class<E> type, String word) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> means(constant, word))
                .findFirst();
    }

    static boolean means(Enum<?> constant, String word) {
        return constant.name().equalsIgnoreCase(word);
    }

    static void positive(int minutes, String field, List<Problem> problems) {
        if (minutes < 1) {
            problems.add(new Problem(field, minutes + " is no number of minutes: give 1 or more"));
        }
    }

    /**
     * Refuses what can't be done.
     *
     * @param step its name
     * @throws ApsException {@code invalidRequest} with all problems, if there are any
     */
    static void refuse(String step, List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new ApsException(
                    ErrorCode.INVALID_REQUEST, step + " can't be done as it is written", List.copyOf(problems));
        }
    }

    private static <E extends Enum<E>> String words(E[] constants) {
        return Stream.of(constants)
                .map(constant -> "'" + constant.name().toLowerCase(Locale.ROOT) + "'")
                .collect(Collectors.joining(", "));
    }
}
