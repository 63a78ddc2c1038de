package io.jenkins.plugins.aps.cli.embedded;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request's path and query, taken apart.
 *
 * @param type what it is about
 * @param namespace empty: all, or none
 * @param name empty: a collection
 * @param subresource for example {@code status}; empty: the object itself
 * @param query its parameters, decoded
 */
record Call(ResourceType type, String namespace, String name, String subresource, Map<String, String> query) {

    static Call of(String uri) {
        URI parsed = URI.create(uri);
        List<String> parts =
                new ArrayList<>(List.of(parsed.getPath().substring(1).split("/")));
        String apiVersion = parts.remove(0).equals("apis") && parts.size() > 1
                ? parts.remove(0) + "/" + parts.remove(0)
                : parts.remove(0);
        String namespace = "";
        if (parts.size() > 2
                && parts.get(0).equals("namespaces")
                && ResourceType.of(apiVersion, parts.get(2)).isPresent()) {
            parts.remove(0);
            namespace = parts.remove(0);
        }
        if (parts.isEmpty()) {
            throw ApiError.noSuchResource();
        }
        ResourceType type = ResourceType.of(apiVersion, parts.get(0)).orElseThrow(ApiError::noSuchResource);
        String name = parts.size() > 1 ? parts.get(1) : "";
        String subresource = parts.size() > 2 ? parts.get(2) : "";
        return new Call(type, namespace, name, subresource, query(parsed.getRawQuery()));
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            query.put(decode(key), decode(value));
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Key key() {
        return new Key(type, namespace, name);
    }

    boolean flag(String parameter) {
        return Boolean.parseBoolean(query.getOrDefault(parameter, "false"));
    }

    boolean dryRun() {
        return query.containsKey("dryRun");
    }

    /** Who writes: the field manager named, or the client in general. */
    String manager() {
        return query.getOrDefault("fieldManager", "client");
    }

    Selector selector() {
        return Selector.of(query.getOrDefault("labelSelector", ""), query.getOrDefault("fieldSelector", ""));
    }
}
