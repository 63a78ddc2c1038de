package io.jenkins.plugins.aps.core.model;

/**
 * Names one object in a cluster.
 *
 * @param apiVersion for example {@code apps/v1}
 * @param kind for example {@code Deployment}
 * @param namespace the empty string for one that is in none
 * @param name its name
 */
public record ObjectRef(String apiVersion, String kind, String namespace, String name) {
    /** {@code Kind/name}, as people read it: an application has just one namespace. */
    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
