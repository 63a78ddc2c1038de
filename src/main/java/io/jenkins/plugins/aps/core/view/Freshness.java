package io.jenkins.plugins.aps.core.view;

import java.time.Instant;

/**
 * How far what is shown of a cluster or a repository can be relied on.
 *
 * @param confirmedAt when it was last known to be so; null: nothing was read yet
 * @param since since when there is a warning; null where there is none
 * @param warning why what is shown may be old or not all there, in one sentence; empty: it is as it is
 */
public record Freshness(Instant confirmedAt, Instant since, String warning) {
    /** In the warning of what is being read and was never read before. */
    public static final String FIRST_READING = "is being read for the first time";

    /** As it was a moment ago. */
    public static Freshness confirmed(Instant at) {
        return new Freshness(at, null, "");
    }

    /** Before anything was read. */
    public static Freshness nothingYet(Instant now) {
        return new Freshness(null, now, "it " + FIRST_READING);
    }

    /** What is shown stays; from now on, or since longer ago if that was known, with a warning. */
    public Freshness warned(Instant now, String why) {
        return new Freshness(confirmedAt, since == null ? now : since, why);
    }

    /** Whether what is shown is as it is. */
    public boolean isCurrent() {
        return warning.isEmpty();
    }

    /** Whether it was read once at least, however old that is. */
    public boolean wasRead() {
        return confirmedAt != null;
    }

    /** Whether nothing is wrong so far: it was not read yet, and is being read. */
    public boolean isFirstReading() {
        return !wasRead() && warning.contains(FIRST_READING);
    }

    /** Whether readers are told the same: that something was confirmed once more is nothing new. */
    boolean tellsTheSameAs(Freshness other) {
        return warning.equals(other.warning)
                && java.util.Objects.equals(since, other.since)
                && (confirmedAt == null) == (other.confirmedAt == null);
    }
}
