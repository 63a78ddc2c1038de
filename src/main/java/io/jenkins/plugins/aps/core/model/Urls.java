package io.jenkins.plugins.aps.core.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where an application's APIs and user interfaces are.
 *
 * @param services URL by service path ({@code rb}, {@code query}, ...), in the catalog's order; empty without a gateway
 * @param uis URL by name of the user interface
 * @param exampleQuery a request that can be tried, for example {@code GET https://.../holiday/rb/...}; may be empty
 */
public record Urls(Map<String, String> services, Map<String, String> uis, String exampleQuery) {
    public static final Urls NONE = new Urls(Map.of(), Map.of(), "");

    public Urls {
        services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
        uis = Collections.unmodifiableMap(new LinkedHashMap<>(uis));
    }
}
