package io.jenkins.plugins.aps.core.model;

/**
 * What an application must still be for an operation to begin: as somebody saw it when they decided. Another operation
 * since then makes it a {@code conflict}, so that nobody takes back what they never saw.
 *
 * @param applicationVersion its version then; 0: any
 * @param operation the id of its last operation then; empty: any
 */
public record Preconditions(int applicationVersion, String operation) {
    /** Whatever it is. */
    public static final Preconditions NONE = new Preconditions(0, "");

    /** Whether there is nothing to hold. */
    public boolean isEmpty() {
        return applicationVersion == 0 && operation.isEmpty();
    }
}
