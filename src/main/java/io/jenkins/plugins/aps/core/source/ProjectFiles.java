package io.jenkins.plugins.aps.core.source;

import java.util.List;

/** The files of one release; immutable, read lazily. Safe for many threads. */
public interface ProjectFiles {
    /** Every entry below the project's folder, in the order of its paths. */
    List<Entry> list();

    /** Other folders of the same commit that hold the same project. */
    default List<String> elsewhere() {
        return List.of();
    }

    /**
     * The content of a regular file.
     *
     * @throws IllegalArgumentException if it is no regular file; the caller looks at kind and size first
     */
    byte[] read(Entry entry);

    /**
     * An entry of the tree.
     *
     * @param path relative to the project's folder
     * @param size in bytes; 0 unless a file
     */
    record Entry(String path, long size, Kind kind) {}

    /** What an entry is. */
    enum Kind {
        FILE,
        /** A symbolic link: never followed. */
        LINK,
        /** A submodule: never fetched. */
        SUBMODULE
    }
}
