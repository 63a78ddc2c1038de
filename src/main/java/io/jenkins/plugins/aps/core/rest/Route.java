package io.jenkins.plugins.aps.core.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where an endpoint is.
 *
 * @param method in capitals
 * @param template as in {@code openapi.yaml}, for example {@code /v1/applications/{id}}
 */
record Route(String method, String template, Endpoint endpoint) {

    /** The values of the template's names, where the path is of its shape. */
    Optional<Map<String, String>> match(List<String> segments) {
        var parts = template.substring(1).split("/", -1);
        if (parts.length != segments.size()) {
            return Optional.empty();
        }
        var values = new TreeMap<String, String>();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].startsWith("{")) {
                values.put(parts[i].substring(1, parts[i].length() - 1), segments.get(i));
            } else if (!parts[i].equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
