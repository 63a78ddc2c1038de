package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.ProjectContent;

/**
 * How large a project may be. Its files reach the services as ConfigMaps, and the API server refuses one with more than
 * 1 MiB of data; the rest keeps a hostile repository from filling memory.
 */
public final class ProjectLimits {
    /** Bytes of one file. */
    public static final int FILE_BYTES = ProjectContent.MOST_BYTES;

    /** Bytes of a file's path, and of each name in it: what the file system of a node and the kubelet take. */
    public static final int PATH_BYTES = 4_096;

    public static final int NAME_BYTES = 255;

    /** Bytes of all files of known folders together. */
    public static final long PROJECT_BYTES = 20_000_000;

    /** Files of known folders. */
    public static final int FILES = 2_000;

    /** How deep JSON and XML may be nested. */
    public static final int DEPTH = 200;

    /** Elements of one XML file. */
    public static final int ELEMENTS = 200_000;

    private ProjectLimits() {}
}
