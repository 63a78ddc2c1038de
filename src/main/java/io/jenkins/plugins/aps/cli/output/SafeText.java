package io.jenkins.plugins.aps.cli.output;

/**
 * Makes text from elsewhere fit for a terminal: comments of releases, reasons and logs from a cluster may hold escape
 * sequences, line breaks and marks that turn the direction of writing.
 */
public final class SafeText {
    private static final int LONGEST = 2_000;

    private SafeText() {}

    /** One line, at most 2,000 characters; what could control a terminal is shown as its code point. */
    public static String line(String text) {
        if (text == null) {
            return "";
        }
        var safe = new StringBuilder(Math.min(text.length(), LONGEST));
        text.codePoints().limit(LONGEST).forEach(c -> append(safe, c));
        if (text.codePointCount(0, text.length()) > LONGEST) {
            safe.append("...");
        }
        return safe.toString();
    }

    /** The same, cut to a width. */
    public static String line(String text, int width) {
        var safe = line(text);
        if (safe.length() <= width) {
            return safe;
        }
        return width <= 3 ? safe.substring(0, Math.max(0, width)) : safe.substring(0, width - 3) + "...";
    }

    private static void append(StringBuilder safe, int c) {
        if (c == '\t' || c == '\n' || c == '\r') {
            safe.append(' ');
        } else if (dangerous(c)) {
            safe.append(String.format("<U+%04X>", c));
        } else {
            safe.appendCodePoint(c);
        }
    }

    private static boolean dangerous(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
