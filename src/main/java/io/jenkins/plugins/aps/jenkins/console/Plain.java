package io.jenkins.plugins.aps.jenkins.console;

/**
 * Makes text of others fit for a log: a release's comment or a container's output could otherwise forge lines, colours
 * or Jenkins's own hidden notes.
 */
public final class Plain {
    private static final int LONGEST = 500;

    private Plain() {}

    /** On one line, without control and direction characters, at most 500 characters. */
    public static String line(String text) {
        return line(text, LONGEST);
    }

    /** The same, longer or shorter. */
    static String line(String text, int longest) {
        var kept = new StringBuilder();
        text.codePoints().limit(longest).forEach(c -> kept.appendCodePoint(harmless(c) ? c : ' '));
        if (text.codePointCount(0, text.length()) > longest) {
            kept.append(" ...");
        }
        return kept.toString().strip();
    }

    private static boolean harmless(int c) {
        return !Character.isISOControl(c)
                && switch (Character.getType(c)) {
                    case Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE,
                            Character.UNASSIGNED -> false;
                    default -> true;
                };
    }
}
