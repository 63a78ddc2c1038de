package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.view.ViewJson;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered.
 *
 * @param status of HTTP
 * @param headers {@code Content-Type} among them where there is a body
 * @param body may be empty
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {
    static final String JSON = "application/json";
    private static final byte[] NOTHING = {};

    /** Maps and lists of {@code core.view} as JSON. */
    static Answer json(int status, Object body) {
        return of(status, JSON, ViewJson.utf8(body));
    }

    static Answer of(int status, String type, byte[] body) {
        return new Answer(status, Map.of("Content-Type", type), body);
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), NOTHING);
    }

    /** The same with one more header. */
    Answer with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }
}
