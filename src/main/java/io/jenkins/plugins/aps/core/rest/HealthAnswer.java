package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.view.Snapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Liveness and readiness, in the words of Spring Boot's actuator, which the platform's services answer with.
 *
 * <p>Ready is who read every cluster and every repository once. One that is away later takes nobody out of service: what was
 * read of it is still shown, with a warning, and the others can be worked with.
 */
final class HealthAnswer {
    private static final Map<String, Object> UP = Map.of("status", "UP");

    private HealthAnswer() {}

    static Answer readiness(Snapshot snapshot, boolean detailed) {
        return Answer.json(isReady(snapshot) ? 200 : 503, ready(snapshot, detailed));
    }

    static Answer all(Snapshot snapshot, boolean detailed) {
        var components = new LinkedHashMap<String, Object>();
        components.put("liveness", UP);
        components.put("readiness", ready(snapshot, detailed));
        var map = new LinkedHashMap<String, Object>(UP);
        map.put("components", components);
        return Answer.json(200, map);
    }

    private static LinkedHashMap<String, Object> ready(Snapshot snapshot, boolean detailed) {
        var map = new LinkedHashMap<String, Object>();
        map.put("status", isReady(snapshot) ? "UP" : "OUT_OF_SERVICE");
        if (detailed) {
            map.putAll(Unread.clusters(snapshot));
            map.putAll(Unread.repositories(snapshot));
        }
        return map;
    }

    private static boolean isReady(Snapshot snapshot) {
        return Stream.concat(
                        snapshot.clusters().stream().map(view -> view.freshness()),
                        snapshot.repositories().stream().map(view -> view.freshness()))
                .allMatch(freshness -> freshness.wasRead());
    }
}
