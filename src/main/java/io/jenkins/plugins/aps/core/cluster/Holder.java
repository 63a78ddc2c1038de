package io.jenkins.plugins.aps.core.cluster;

/**
 * A process that may own applications, as its Lease's {@code holderIdentity} names it: {@code <id>_<incarnation>}.
 *
 * @param id stays the same over restarts: Jenkins takes up its own operations again under it
 * @param incarnation made anew at each start, so that what an earlier start left behind is not taken for what this one
 *     does; empty: who wrote it is older than incarnations, and did not tell
 */
public record Holder(String id, String incarnation) {
    /** In no id. */
    private static final char SEPARATOR = '_';

    /** As a Lease names it; one without a separator is of a process that told its id only. */
    static Holder parse(String identity) {
        var at = identity.indexOf(SEPARATOR);
        return at < 0 ? new Holder(identity, "") : new Holder(identity.substring(0, at), identity.substring(at + 1));
    }

    String identity() {
        return incarnation.isEmpty() ? id : id + SEPARATOR + incarnation;
    }

    /** Whether both are known to be different starts of one process. */
    boolean isOtherStartOf(Holder other) {
        return !incarnation.isEmpty() && !other.incarnation.isEmpty() && !incarnation.equals(other.incarnation);
    }
}
