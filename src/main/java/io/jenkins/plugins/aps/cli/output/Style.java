package io.jenkins.plugins.aps.cli.output;

import io.jenkins.plugins.aps.core.model.Health;
import io.jenkins.plugins.aps.core.model.StatusClass;

/**
 * How text may look where it is printed.
 *
 * @param color whether colors may be used
 * @param live whether the last line may be written over, as on a terminal
 * @param signs whether characters beyond ASCII can be shown
 * @param width of a line, in characters
 */
public record Style(boolean color, boolean live, boolean signs, int width) {
    /** For a file or a pipe. */
    public static final Style PLAIN = new Style(false, false, false, 160);

    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String RED = "31";
    private static final String GREY = "90";
    private static final String BOLD = "1";

    public String bold(String text) {
        return paint(BOLD, text);
    }

    public String faint(String text) {
        return paint(GREY, text);
    }

    public String bad(String text) {
        return paint(RED, text);
    }

    public String good(String text) {
        return paint(GREEN, text);
    }

    /** A dot whose shape and color tell a health. */
    public String dot(Health health) {
        return switch (health) {
            case GREEN -> paint(GREEN, signs ? "●" : "+");
            case YELLOW -> paint(YELLOW, signs ? "◐" : "~");
            case RED -> paint(RED, signs ? "✖" : "x");
            case GREY -> paint(GREY, signs ? "○" : "?");
        };
    }

    /** A dot for a status. */
    public String dot(StatusClass status) {
        return switch (status) {
            case RUNNING -> dot(Health.GREEN);
            case IN_PROGRESS -> dot(Health.YELLOW);
            case DEGRADED -> paint(YELLOW, signs ? "▲" : "!");
            case FAILED -> dot(Health.RED);
            case NONE -> dot(Health.GREY);
        };
    }

    private String paint(String code, String text) {
        return color ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
