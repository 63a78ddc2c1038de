package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.Nearest;
import java.util.Collection;

/** The ends of sentences that tell which names there are. Bounded: a hostile project has many thousands of wrong ones. */
final class NameHints {
    /** Names that are compared. */
    private static final int COMPARED = 500;
    /** Sentences that tell some. */
    private static final int HELPED = 50;

    private int helped;

    /** The names that differ least from what was said; empty where there are none. */
    String nearest(String said, Collection<String> names) {
        if (names.isEmpty() || ++helped > HELPED) {
            return "";
        }
        var compared = names.stream().limit(COMPARED).toList();
        return "; it has " + String.join(", ", Nearest.names(said, compared, 5));
    }
}
