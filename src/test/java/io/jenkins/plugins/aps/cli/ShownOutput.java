package io.jenkins.plugins.aps.cli;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a page of the docs shows of an output, made comparable with what is printed. */
final class ShownOutput {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```text\\n(.*?)^```");

    private ShownOutput() {}

    /**
     * The lines that a page shows, as {@link #lines} has them; one that ends with dots, and is the beginning of a printed one,
     * is that.
     */
    static List<String> of(String page, String printed) {
        var lines = lines(printed).toList();
        return BLOCK.matcher(page)
                .results()
                .flatMap(block -> lines(block.group(1)))
                .filter(line -> !line.equals("..."))
                .map(line -> line.endsWith("...") ? whole(line, lines) : line)
                .toList();
    }

    private static String whole(String line, List<String> printed) {
        var beginning = line.substring(0, line.length() - 3).stripTrailing();
        return printed.stream()
                .filter(each -> each.startsWith(beginning))
                .findFirst()
                .orElse(line);
    }

    /** Without what is another in each run: times, names of pods, ids, who types. */
    static Stream<String> lines(String text) {
        return text.replaceAll(" +", " ")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d", "DATE")
                .replaceAll("\\d\\d:\\d\\d(:\\d\\d)?", "TIME")
                .replaceAll("\\d+\\.\\d s\\b", "SECONDS")
                .replaceAll("connector-calendar-[0-9a-f]{10}-[0-9a-f]{5}", "POD")
                .replaceAll("\\b[0-9a-f]{10}\\b", "HASH")
                .replaceAll("operation [-0-9a-f]{36}", "ID")
                .replaceAll("( for| by|) (root|" + Pattern.quote(System.getProperty("user.name")) + ")\\b", "$1 USER")
                .lines();
    }
}
