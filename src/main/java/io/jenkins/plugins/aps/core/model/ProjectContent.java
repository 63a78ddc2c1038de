package io.jenkins.plugins.aps.core.model;

/**
 * A file of a project.
 *
 * @param path relative to the project's folder, with {@code /}; no {@code ..}, not absolute
 * @param bytes its content; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by path only, never changed
public record ProjectContent(String path, byte[] bytes) {
    /** Bytes of one file: it reaches the services in a ConfigMap, which takes 1 MiB and has its name and labels as well. */
    public static final int MOST_BYTES = 1_000_000;
}
