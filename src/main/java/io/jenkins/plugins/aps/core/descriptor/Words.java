package io.jenkins.plugins.aps.core.descriptor;

/** Makes text of a repository fit to be shown: one line, no control characters, not endless. */
final class Words {
    private static final int LONGEST = 500;

    private Words() {}

    static String safe(String text) {
        var shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0x2028 || c == 0x2029) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > LONGEST ? shown + "..." : shown.toString();
    }
}
