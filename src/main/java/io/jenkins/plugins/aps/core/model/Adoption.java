package io.jenkins.plugins.aps.core.model;

import java.time.Instant;
import java.util.List;

/**
 * What an application without a record says of itself, and what is recorded of it, or would be.
 *
 * @param application its name, and its namespace's
 * @param cluster name of the cluster
 * @param project its project; empty: nothing tells it
 * @param release {@code project/version}; empty: nothing tells it
 * @param applicationVersion the highest that is kept, or 1
 * @param runningVersion the highest kept version whose content is there and in use; 0: none
 * @param catalog the platform version; empty: no version is kept
 * @param access who may administer and use it, by that version
 * @param createdAt of its namespace
 * @param versions that are kept, newest first, as {@code version: project/version}
 * @param objects that say that they are the application's
 * @param notes what a person should know before it is recorded
 * @param adopted whether it was recorded
 */
public record Adoption(
        String application,
        String cluster,
        String project,
        String release,
        int applicationVersion,
        int runningVersion,
        String catalog,
        Access access,
        Instant createdAt,
        List<Version> versions,
        List<ObjectRef> objects,
        List<String> notes,
        boolean adopted) {
    public Adoption {
        versions = List.copyOf(versions);
        objects = List.copyOf(objects);
        notes = List.copyOf(notes);
    }

    /** A version that is kept. */
    public record Version(int applicationVersion, String release) {}
}
