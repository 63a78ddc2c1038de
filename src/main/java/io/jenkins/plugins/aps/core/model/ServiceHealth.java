package io.jenkins.plugins.aps.core.model;

import java.util.List;

/**
 * One service of an application as it stands in the cluster.
 *
 * @param name for example {@code rb}, {@code email}
 * @param kind for example {@code Deployment}
 * @param health its dot
 * @param reason why it is not green; else empty
 * @param ready {@code 2/3}
 * @param events the last events of its objects, newest last; each one line
 * @param log the last lines of a container that does not run
 */
public record ServiceHealth(
        String name, String kind, Health health, String reason, String ready, List<String> events, List<String> log) {
    public ServiceHealth {
        events = List.copyOf(events);
        log = List.copyOf(log);
    }

    /** The same, with what its objects last said. */
    public ServiceHealth with(List<String> events, List<String> log) {
        return new ServiceHealth(name, kind, health, reason, ready, events, log);
    }
}
