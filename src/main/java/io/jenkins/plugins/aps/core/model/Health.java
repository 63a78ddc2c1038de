package io.jenkins.plugins.aps.core.model;

import java.util.Locale;

/** The dot of one service. */
public enum Health {
    /** Operational. */
    GREEN,
    /** Operational with problems, or still starting; usually heals itself. */
    YELLOW,
    /** Not operating. */
    RED,
    /** Not known. */
    GREY;

    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
