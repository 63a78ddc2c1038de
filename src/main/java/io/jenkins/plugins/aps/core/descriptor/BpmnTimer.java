package io.jenkins.plugins.aps.core.descriptor;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.datatype.DatatypeFactory;

/**
 * When a timer is due.
 *
 * @param kind {@code timeDate}, {@code timeCycle} or {@code timeDuration}: the first that is not empty
 * @param text as it is in the file; empty where it has none
 */
record BpmnTimer(String kind, String text) {
    private static final Pattern CONSTANT = Pattern.compile("[$#]\\{\\s*'([^'\\\\]*)'\\s*}");
    private static final Pattern DATE = Pattern.compile(
            "(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?(?:T(?:(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:[.,]\\d+)?)?)?)?(?:Z|[-+]\\d{2}(?::?\\d{2})?)?)?");
    private static final String CRON_VALUE =
            "(?:\\d+[LW]?|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|(?:SUN|MON|TUE|WED|THU|FRI|SAT)L?)";

    private static final Pattern CRON_PART = Pattern.compile(
            "\\?|(?:\\*|" + CRON_VALUE + "(?:-" + CRON_VALUE + ")?)(?:/\\d+)?(?:#[1-5])?|L(?:-\\d+)?W?|/\\d+",
            Pattern.CASE_INSENSITIVE);

    /** @param definition a {@code timerEventDefinition} */
    static BpmnTimer of(BpmnElement definition) {
        for (var kind : List.of("timeDate", "timeCycle", "timeDuration")) {
            var text = definition
                    .children(kind)
                    .map(BpmnElement::text)
                    .reduce((first, last) -> last)
                    .orElse("");
            if (!text.isEmpty()) {
                return new BpmnTimer(kind, text);
            }
        }
        return new BpmnTimer("", "");
    }

    /** Why it can't be scheduled when the process is deployed; empty where it can, or where it has no time at all. */
    Optional<String> problem() {
        var due = text.strip();
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        if (BpmnExpression.isExpression(due)) {
            var constant = CONSTANT.matcher(due);
            if (!constant.matches()) {
                return Optional.of("'" + due + "' is evaluated before there is any variable: write the time itself");
            }
            due = constant.group(1);
        }
        var fits =
                switch (kind) {
                    case "timeDate" -> due.startsWith("P") ? isPeriod(due) : isDate(due);
                    case "timeCycle" -> due.startsWith("R") ? isInterval(due) : isCron(due);
                    default -> isInterval(due);
                };
        return fits ? Optional.empty() : Optional.of("'" + due + "' is no " + example());
    }

    private String example() {
        return switch (kind) {
            case "timeDate" -> "date such as 2030-01-31T10:00:00";
            case "timeCycle" -> "cycle such as R3/PT10H or 0 0/5 * * * ?";
            default -> "duration such as PT5M";
        };
    }

    private static boolean isInterval(String text) {
        var parts = List.of(text.split("/"));
        if (parts.isEmpty() || parts.size() > 3) {
            return false;
        }
        if (parts.get(0).startsWith("R")) {
            if (!parts.get(0).matches("R\\d{0,9}")) {
                return false;
            }
            parts = parts.subList(1, parts.size());
        }
        if (parts.isEmpty()) {
            return false;
        }
        if (parts.get(0).startsWith("P")) {
            return isPeriod(parts.get(0)) && (parts.size() == 1 || isDate(parts.get(1)));
        }
        return parts.size() > 1
                && isDate(parts.get(0))
                && (parts.get(1).startsWith("P") ? isPeriod(parts.get(1)) : isDate(parts.get(1)));
    }

    private static boolean isPeriod(String text) {
        try {
            DatatypeFactory.newDefaultInstance().newDuration(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isDate(String text) {
        var date = DATE.matcher(text);
        if (!date.matches()) {
            return false;
        }
        try {
            LocalDate.of(number(date.group(1), 1), number(date.group(2), 1), number(date.group(3), 1));
            return number(date.group(4), 0) < 24 && number(date.group(5), 0) < 60 && number(date.group(6), 0) < 60;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static int number(String digits, int none) {
        return digits == null ? none : Integer.parseInt(digits);
    }

    private static boolean isCron(String text) {
        var parts = text.split("[ \\t]+");
        // Exactly one of day of month and day of week is left open.
        return parts.length >= 6
                && List.of(parts).stream()
                        .limit(7)
                        .flatMap(part -> List.of(part.split(",")).stream())
                        .allMatch(part -> CRON_PART.matcher(part).matches())
                && parts[3].equals("?") != parts[5].equals("?");
    }
}
