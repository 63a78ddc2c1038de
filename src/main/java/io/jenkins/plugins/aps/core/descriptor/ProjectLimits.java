package io.jenkins.plugins.aps.core.descriptor;

/**
 * How large a project may be. Its files reach the services as ConfigMaps, and the API server refuses one with more than
 * 1 MiB of data; the rest keeps a hostile repository from filling memory.
 */
public final class ProjectLimits {
    /** Bytes of one file: what fits a ConfigMap, with room for its name. */
    public static final int FILE_BYTES = 1_000_000;

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
