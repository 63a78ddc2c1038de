package io.jenkins.plugins.aps.core.model;

/**
 * One field of an object that a write would change.
 *
 * @param path for example {@code spec.template.spec.containers[rb].image}
 * @param before its value as text, cut if it is long, {@code ******} if it is a secret; null: it is not there
 * @param after the same of its value after the write; null: it would not be there
 */
public record FieldChange(String path, String before, String after) {
    /** For people, one line unless a value has more: {@code spec.replicas: 3 -> 1}. */
    @Override
    public String toString() {
        if (before == null) {
            return path + " added: " + after;
        }
        return after == null ? path + " removed: " + before : path + ": " + before + " -> " + after;
    }
}
