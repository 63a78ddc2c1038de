package io.jenkins.plugins.aps.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows in columns as wide as their widest cell. The first cell of a row may have a dot before it. Cells are made safe
 * here. Not safe for threads.
 */
final class Table {
    private static final String GAP = "  ";

    private final List<String> headers;
    private final List<Row> rows = new ArrayList<>();

    Table(String... headers) {
        this.headers = List.of(headers);
    }

    void row(String dot, String... cells) {
        rows.add(new Row(
                dot,
                Arrays.stream(cells).map(cell -> SafeText.line(cell).strip()).toList()));
    }

    void print(PrintStream out, Style style, String indent) {
        var widths = new int[headers.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = headers.get(i).length();
            for (var row : rows) {
                widths[i] = Math.max(widths[i], row.cells.get(i).length());
            }
        }
        var dots = rows.stream().anyMatch(row -> !row.dot.isEmpty());
        out.println(indent + (dots ? GAP : "") + style.faint(line(headers, widths, style, indent)));
        for (var row : rows) {
            out.println(indent + (dots ? row.dot + " " : "") + line(row.cells, widths, style, indent));
        }
    }

    private static String line(List<String> cells, int[] widths, Style style, String indent) {
        var line = new StringBuilder();
        int last = cells.size() - 1;
        for (int i = 0; i < last; i++) {
            var cell = cells.get(i);
            line.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
        }
        int room = Math.max(20, style.width() - indent.length() - GAP.length() - line.length());
        // Only a terminal is narrow: a file gets all of it.
        line.append(style.live() ? SafeText.line(cells.get(last), room) : cells.get(last));
        return line.toString().stripTrailing();
    }

    private record Row(String dot, List<String> cells) {}
}
