package io.jenkins.plugins.aps.cli.output;

import java.time.Duration;
import java.util.Locale;

/** Numbers with their nouns. */
final class Plural {
    private Plural() {}

    static String of(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** For example {@code 0.4 s}, {@code 12 s}, {@code 3 min 5 s}. */
    static String of(Duration took) {
        long seconds = took.toSeconds();
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
        }
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
