package io.jenkins.plugins.aps.core.rest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as a host received it.
 *
 * @param method in capitals
 * @param path below {@code /deployment-service}, as it came, not decoded; begins with a slash
 * @param query decoded, each name with its values in their order
 * @param headers by name in small letters
 * @param base what comes before the path as the caller sees it, for addresses in answers
 * @param body all of it, at most {@link Limits#bodyBytes()}; empty where there is none
 * @param caller who asks
 */
public record Request(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String base,
        byte[] body,
        Caller caller) {
    public Request {
        var lower = new TreeMap<String, String>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = lower;
        query = new TreeMap<>(query);
    }

    /** Whether there may be a body at all that says something: of other methods none is read. */
    public boolean mayHaveBody() {
        return method.equals("POST") || method.equals("PUT");
    }

    /** The same with its body. */
    public Request with(byte[] arrived) {
        return new Request(method, path, query, headers, base, arrived, caller);
    }

    /** A header's value, or the empty string. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The media type of the body in small letters, without its parameters; empty where none is given. */
    String mediaType() {
        return header("content-type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
