package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Takes the secrets that an operation knows out of what a cluster says: a container that does not start may well print
 * the password that it was given. Each value as a whole and each of its lines; none shorter than four characters, which
 * would tear every text apart. In base64 too, as Secrets hold them and as they are part of something longer ({@code
 * user:password} in a header); there none shorter than eight characters. Pure.
 */
final class Redaction {
    private static final String HIDDEN = "******";
    private static final int SHORTEST = 4;
    private static final int SHORTEST_ENCODED = 8;
    /** How a line ends that was cut: perhaps in the middle of a secret. */
    private static final String CUT = "...";

    private final List<String> secrets;

    Redaction(Collection<SecretValue> values) {
        secrets = values.stream()
                .map(SecretValue::reveal)
                .flatMap(value -> Stream.concat(
                        Stream.of(value, value.strip(), value.strip().replaceAll("\\s+", " ")),
                        value.lines().map(String::strip)))
                .filter(secret -> secret.length() >= SHORTEST)
                .flatMap(secret -> Stream.concat(Stream.of(secret), encoded(secret)))
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /** As a whole, with its padding; and what stays the same of it whatever stands before and after it. */
    private static Stream<String> encoded(String secret) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        var whole = Base64.getEncoder().encodeToString(bytes);
        var parts = IntStream.range(0, 3).mapToObj(before -> {
            var shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            // A character has six bits: the first one that is of the secret alone, and the last.
            return Base64.getEncoder().encodeToString(shifted).substring((before * 8 + 5) / 6, shifted.length * 8 / 6);
        });
        return Stream.concat(Stream.of(whole), parts)
                .filter(text -> text.length() >= SHORTEST_ENCODED)
                .flatMap(text -> Stream.of(text, text.replace('+', '-').replace('/', '_')));
    }

    String of(String text) {
        var told = text;
        for (var secret : secrets) {
            told = told.replace(secret, HIDDEN);
        }
        return told.endsWith(CUT) ? withoutBegunSecret(told.substring(0, told.length() - CUT.length())) + CUT : told;
    }

    private String withoutBegunSecret(String text) {
        for (var secret : secrets) {
            for (int length = secret.length() - 1; length >= SHORTEST; length--) {
                if (text.endsWith(secret.substring(0, length))) {
                    return text.substring(0, text.length() - length) + HIDDEN;
                }
            }
        }
        return text;
    }

    List<String> of(List<String> lines) {
        return lines.stream().map(this::of).toList();
    }

    /** The same error; without its cause, which nobody can redact, if it tells a secret. */
    ApsException of(ApsException error) {
        var message = of(error.getMessage());
        var problems = error.problems().stream()
                .map(problem -> new Problem(problem.where(), of(problem.message())))
                .toList();
        return message.equals(error.getMessage()) && problems.equals(error.problems())
                ? error
                : error.reworded(message, problems);
    }
}
