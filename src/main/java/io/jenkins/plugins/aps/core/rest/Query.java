package io.jenkins.plugins.aps.core.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The query parameters of one request. What is wrong with them is collected, so that {@link #check} tells all of it at
 * once: a parameter that was not asked for by then is one that the endpoint doesn't know.
 */
final class Query {
    private final Map<String, List<String>> given;
    private final Set<String> known = new TreeSet<>();
    private final BodyProblems problems = new BodyProblems();

    Query(Map<String, List<String>> given) {
        this.given = given;
    }

    /** A value, or the empty string. */
    String text(String name) {
        var values = values(name);
        if (values.size() > 1) {
            problem(name, "is given " + values.size() + " times: give it once");
        }
        return values.isEmpty() ? "" : values.get(0);
    }

    /** All values of a parameter that may be repeated. */
    List<String> repeated(String name) {
        return values(name);
    }

    /** The same, where one value may also be a list with commas. */
    List<String> texts(String name) {
        return values(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    int number(String name, int otherwise, int least, int most) {
        var value = text(name);
        if (!given(name)) {
            return otherwise;
        }
        // More digits than any number that is meant.
        if (value.matches("[0-9]{1,10}")) {
            var number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return (int) number;
            }
        }
        problem(name, "must be a whole number from " + least + " to " + most);
        return otherwise;
    }

    boolean flag(String name, boolean otherwise) {
        var value = text(name);
        if (!given(name)) {
            return otherwise;
        }
        if (!value.equals("true") && !value.equals("false")) {
            problem(name, "must be true or false");
        }
        return value.equals("true");
    }

    /** The first moment that is meant: a time with its zone, or a date, which means a day in UTC. */
    Optional<Instant> from(String name) {
        return time(name, day -> day);
    }

    /** The last moment that is meant: a date's own day is within. */
    Optional<Instant> to(String name) {
        return time(name, day -> day.plus(1, ChronoUnit.DAYS).minusNanos(1));
    }

    /** @param ofDay the moment that is meant by a date, from the first one of its day in UTC */
    private Optional<Instant> time(String name, UnaryOperator<Instant> ofDay) {
        var value = text(name);
        if (!given(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    value.length() == 10
                            ? ofDay.apply(LocalDate.parse(value)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant())
                            // A plus that was not encoded arrives as a space.
                            : OffsetDateTime.parse(value.replace(' ', '+')).toInstant());
        } catch (DateTimeException e) {
            problem(name, "must be a date such as 2026-01-31, or a time such as 2026-01-31T12:00:00Z");
            return Optional.empty();
        }
    }

    /** A value of a closed set. */
    <T> Optional<T> choice(String name, Function<String, Optional<T>> read, String possible) {
        var value = text(name);
        if (!given(name)) {
            return Optional.empty();
        }
        var found = read.apply(value);
        if (found.isEmpty()) {
            problem(name, "must be one of " + possible);
        }
        return found;
    }

    void problem(String name, String message) {
        problems.add(name, message);
    }

    /** @throws io.jenkins.plugins.aps.core.model.ApsException {@code invalidRequest}, if anything is wrong */
    void check() {
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.unknown("", name, known));
        problems.refuse();
    }

    private boolean given(String name) {
        return given.containsKey(name);
    }

    private List<String> values(String name) {
        known.add(name);
        return given.getOrDefault(name, List.of());
    }
}
