package io.jenkins.plugins.aps.core.model;

import java.util.List;

/**
 * What a dry run found out about one object.
 *
 * @param fields what a write would change of it, in a stable order; at most 50
 * @param more how many fields more it would change
 * @param note what could not be checked or is not certain, and why; else empty
 */
public record Diff(List<FieldChange> fields, int more, String note) {
    /** Nothing is known, or nothing differs. */
    public static final Diff NONE = new Diff(List.of(), 0, "");

    public Diff {
        fields = List.copyOf(fields);
    }

    public boolean isEmpty() {
        return fields.isEmpty() && note.isEmpty();
    }

    /** The same with so many fields at most. */
    public Diff upTo(int most) {
        return fields.size() <= most ? this : new Diff(fields.subList(0, most), more + fields.size() - most, note);
    }

    public Diff noting(String what) {
        return new Diff(fields, more, what);
    }
}
