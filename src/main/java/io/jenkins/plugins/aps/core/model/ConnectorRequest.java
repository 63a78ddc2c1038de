package io.jenkins.plugins.aps.core.model;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a person asked for one connector; not yet validated.
 *
 * @param name the name of a connector model of the release
 * @param template name of an out-of-the-box connector of the catalog, or the empty string
 * @param image image of a connector of one's own, or the empty string
 * @param variables a flat JSON object as text, name to value, or the empty string
 * @param secrets by variable name
 */
public record ConnectorRequest(
        String name, String template, String image, String variables, Map<String, ConnectorSecret> secrets) {
    public ConnectorRequest {
        secrets = java.util.Collections.unmodifiableMap(new TreeMap<>(secrets));
    }
}
