package io.jenkins.plugins.aps.core.rest;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations that were begun through this API, the last ones. Safe for many threads. */
final class Operations {
    private final Map<String, Begun> byId = new LinkedHashMap<>();
    private final Limits limits;
    private final InstantSource clock;

    Operations(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    InstantSource clock() {
        return clock;
    }

    void add(Begun begun) {
        synchronized (byId) {
            byId.put(begun.id(), begun);
            // What runs is never forgotten: it is bounded by what the core takes on.
            var ended =
                    byId.values().stream().filter(Begun::ended).map(Begun::id).toList();
            ended.subList(0, Math.max(0, ended.size() - limits.operations())).forEach(byId::remove);
        }
    }

    Optional<Begun> find(String id) {
        synchronized (byId) {
            return Optional.ofNullable(byId.get(id));
        }
    }

    /** The one at work on an application that a caller began last, and that only plans nothing. */
    Optional<Begun> atWork(String cluster, String application, String by) {
        return all().stream()
                .filter(each -> !each.dryRun() && !each.ended())
                .filter(each ->
                        each.application().equals(application) && each.by().equals(by))
                .filter(each -> cluster.isEmpty() || each.cluster().equals(cluster))
                .findFirst();
    }

    /** The newest first. */
    List<Begun> all() {
        synchronized (byId) {
            var all = new ArrayList<>(byId.values());
            Collections.reverse(all);
            return all;
        }
    }
}
