package io.jenkins.plugins.aps.core.cluster;

import java.util.List;

/**
 * What stands in a namespace, of all kinds that the cluster knows.
 *
 * @param objects what could be listed
 * @param unlisted what could not, each a sentence
 * @param deadApis APIs that the cluster knows of and that don't answer, as their {@code APIService} is called, for example
 *     {@code v1.metrics.example.org}: what there is of their kinds nobody can tell
 */
public record Contents(List<Remnant> objects, List<String> unlisted, List<String> deadApis) {
    public static final Contents NONE = new Contents(List.of(), List.of(), List.of());

    public Contents {
        objects = List.copyOf(objects);
        unlisted = List.copyOf(unlisted);
        deadApis = List.copyOf(deadApis);
    }

    /** Nothing could be looked at. */
    public static Contents unknown(String why) {
        return new Contents(List.of(), List.of(why), List.of());
    }

    /** Whether everything was looked at. */
    public boolean complete() {
        return unlisted.isEmpty() && deadApis.isEmpty();
    }

    /** Whether it is certain that there is nothing. */
    public boolean provablyEmpty() {
        return complete() && objects.isEmpty();
    }
}
