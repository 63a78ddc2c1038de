package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.input.Environment;
import io.jenkins.plugins.aps.cli.output.Lines;
import io.jenkins.plugins.aps.cli.output.ProgressPrinter;
import io.jenkins.plugins.aps.cli.output.Style;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;

/** How answers look. */
final class OutputOptions {
    static final String FORMAT = "--output";

    @Option(
            names = FORMAT,
            paramLabel = "FORMAT",
            description = "text, for people, or json: one JSON value on the standard output, also for errors, with"
                    + " progress on the standard error. Default: text.")
    private OutputFormat format = OutputFormat.TEXT;

    @Option(
            names = "--no-color",
            description = "No colors. The same as $NO_COLOR; without a terminal there are none anyway.")
    private boolean noColor;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    /** Of the terminal; 0: not asked yet, which takes a moment. */
    private int width;

    boolean json() {
        return format == OutputFormat.JSON;
    }

    boolean noColor() {
        return noColor;
    }

    Style style(Host host) {
        var environment = host.environment();
        boolean terminal = host.terminal() && !"dumb".equals(environment.variable("TERM"));
        boolean color = terminal && !noColor && environment.variable("NO_COLOR").isEmpty();
        return new Style(color, terminal, host.signs(), terminal ? width(environment) : 160);
    }

    /** Where progress goes: beside the answer in text, away from it in JSON. */
    ProgressPrinter progress(Host host, Lines lines) {
        return new ProgressPrinter(
                lines, lineStyle(host), host.clock(), host.clock().getZone());
    }

    Lines lines(Host host) {
        return new Lines(json() ? host.err() : host.out(), lineStyle(host));
    }

    private Style lineStyle(Host host) {
        return json() ? new Style(false, false, host.signs(), 160) : style(host);
    }

    private int width(Environment environment) {
        if (width == 0) {
            width = detected(environment.variable("COLUMNS"));
        }
        return width;
    }

    private static int detected(String columns) {
        // Shells keep $COLUMNS to themselves; picocli asks the terminal, and knows 80 where that does not tell.
        return columns.matches("[1-9][0-9]{1,3}")
                ? Integer.parseInt(columns)
                : new UsageMessageSpec().autoWidth(true).width();
    }
}
