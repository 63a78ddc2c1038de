package io.jenkins.plugins.aps.core.status;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Words and times out of objects that may lack them. */
final class Text {
    private Text() {}

    static String or(String text, String otherwise) {
        return text == null || text.isEmpty() ? otherwise : text;
    }

    static String after(String before, String text) {
        return text.isEmpty() ? "" : before + text;
    }

    static int number(Integer number, int otherwise) {
        return number == null ? otherwise : number;
    }

    /** The kubelet nests its causes, outermost first: the last of them says what happened. */
    static String tail(String message) {
        String text = or(message, "").strip();
        int colon = text.lastIndexOf(": ");
        return colon < 0 ? text : text.substring(colon + 2);
    }

    /** A time as the API writes it; now and for ever young where there is none or it can't be read. */
    static Instant time(String text) {
        try {
            return text == null
                    ? Instant.MAX.minusSeconds(1_000_000_000)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return Instant.MAX.minusSeconds(1_000_000_000);
        }
    }
}
