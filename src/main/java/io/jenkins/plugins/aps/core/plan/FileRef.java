package io.jenkins.plugins.aps.core.plan;

/**
 * Where a project's file is kept in an application's namespace.
 *
 * @param map name of the ConfigMap
 * @param key in it
 * @param path the file's, relative to the project's folder
 */
public record FileRef(String map, String key, String path) {
    /** Of a file in the map that holds it. */
    public static FileRef of(String map, String path) {
        return new FileRef(map, FileMaps.key(path), path);
    }

    /** Whether the key is that of the path: who wrote this down can't have a file taken for another. */
    public boolean isTrue() {
        return key.equals(FileMaps.key(path));
    }
}
