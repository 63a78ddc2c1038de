package io.jenkins.plugins.aps.core.model;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * What others say, as one line that can be shown anywhere: who says it chooses how long it is, and could move a terminal's
 * cursor. Pure.
 */
public final class OneLine {
    private static final String CUT = "...";

    private OneLine() {}

    /**
     * Line breaks, with what indents the next line, become a space, as does every other character that is not shown.
     *
     * @param longest characters that are kept; what is cut ends with {@code ...}
     */
    public static String of(String text, int longest) {
        var kept = new StringBuilder(Math.min(text.length(), longest) + CUT.length());
        var begins = false;
        for (int at = 0; at < text.length(); ) {
            if (kept.length() >= longest) {
                return kept.append(CUT).toString();
            }
            var c = text.codePointAt(at);
            at += Character.charCount(c);
            if (breaks(c)) {
                if (!begins) {
                    kept.setLength(kept.toString().stripTrailing().length());
                }
                begins = true;
            } else if (!begins || !Character.isWhitespace(c)) {
                if (begins && kept.length() > 0) {
                    kept.append(' ');
                }
                begins = false;
                kept.appendCodePoint(shown(c) ? c : ' ');
            }
        }
        return kept.toString();
    }

    /** Names, of many only the first: {@code a, b and 3 more}. */
    public static String of(Collection<?> names, int most) {
        var told = names.stream().limit(most).map(String::valueOf).collect(Collectors.joining(", "));
        return names.size() <= most ? told : told + " and " + (names.size() - most) + " more";
    }

    private static boolean breaks(int c) {
        return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static boolean shown(int c) {
        return !Character.isISOControl(c)
                && switch (Character.getType(c)) {
                    case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
                    default -> true;
                };
    }
}
