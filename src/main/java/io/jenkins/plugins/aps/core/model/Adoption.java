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
 * @param applicationVersion the highest kept version that can be read, or 1
 * @param runningVersion the highest kept version whose content is there and in use; 0: none
 * @param catalog the platform version; empty: no version is kept
 * @param access who may administer and use it, by that version
 * @param connectors of its current version, and those that run without being part of it
 * @param createdAt of its namespace
 * @param versions that are kept, newest first, as {@code version: project/version}
 * @param objects that say that they are the application's
 * @param notes what a person should know before it is recorded
 * @param obstacle why it is not recorded as it was asked for; empty: it is
 * @param digest of all of this: who decided on it says it, and nothing else is recorded
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
        List<Connector> connectors,
        Instant createdAt,
        List<Version> versions,
        List<ObjectRef> objects,
        List<String> notes,
        String obstacle,
        String digest,
        boolean adopted) {
    public Adoption {
        connectors = List.copyOf(connectors);
        versions = List.copyOf(versions);
        objects = List.copyOf(objects);
        notes = List.copyOf(notes);
    }

    /**
     * A connector.
     *
     * @param image as the kept version has it; empty: no kept version has this connector
     * @param runningImage of its Deployment; empty: there is none, or our account may not read it
     */
    public record Connector(String name, String image, String runningImage) {
        /** Its image, for people; both where what runs is not what is kept. */
        public String told() {
            if (image.equals(runningImage)) {
                return image;
            }
            return (image.isEmpty() ? "in no kept version" : image) + ", "
                    + (runningImage.isEmpty() ? "not seen running" : "runs " + runningImage);
        }
    }

    /** A version that is kept. */
    public record Version(int applicationVersion, String release) {}
}
