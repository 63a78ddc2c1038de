package io.jenkins.plugins.aps.core.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where an endpoint is. Immutable. */
final class Route {
    private final String method;
    private final String template;
    private final Requirement requirement;
    private final Endpoint endpoint;
    /** Of the template, taken apart once rather than for each request. */
    private final List<String> parts;

    /**
     * @param method in capitals
     * @param template as in {@code openapi.yaml}, for example {@code /v1/applications/{id}}
     * @param requirement what who asks must be allowed to, whatever the request says
     */
    Route(String method, String template, Requirement requirement, Endpoint endpoint) {
        this.method = method;
        this.template = template;
        this.requirement = requirement;
        this.endpoint = endpoint;
        this.parts = List.of(template.substring(1).split("/", -1));
    }

    String method() {
        return method;
    }

    String template() {
        return template;
    }

    Requirement requirement() {
        return requirement;
    }

    /** The call must be one that the {@link #requirement} was held against. */
    Endpoint endpoint() {
        return endpoint;
    }

    /** The values of the template's names, where the path is of its shape. */
    Optional<Map<String, String>> match(List<String> segments) {
        if (!matches(segments)) {
            return Optional.empty();
        }
        var values = new TreeMap<String, String>();
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            if (isName(part)) {
                values.put(part.substring(1, part.length() - 1), segments.get(i));
            }
        }
        return Optional.of(values);
    }

    private boolean matches(List<String> segments) {
        if (parts.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!isName(parts.get(i)) && !parts.get(i).equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isName(String part) {
        return part.startsWith("{");
    }
}
