package io.jenkins.plugins.aps.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** The content that the kept versions of an application point to, as {@code Kind/name}, read as others would read it. */
final class KeptContent {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Integer, Set<String>> byVersion = new TreeMap<>();

    KeptContent(Engine engine, String application) throws IOException {
        var maps = engine.client()
                .configMaps()
                .inNamespace(engine.place().platform())
                .withLabel("app.kubernetes.io/part-of", application)
                .withLabel("aps.jenkins.io/record", "version")
                .list()
                .getItems();
        for (var map : maps) {
            var version = map.getMetadata().getName().replaceFirst(".*[.]v", "");
            byVersion.put(Integer.valueOf(version), content(map));
        }
    }

    private static Set<String> content(ConfigMap map) throws IOException {
        var zipped = Base64.getDecoder().decode(map.getBinaryData().get("content.json.gz"));
        var content = new HashSet<String>();
        try (var json = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            JSON.readTree(json)
                    .forEach(entry -> content.add(entry.path("kind").asText() + "/"
                            + entry.path("name").asText()));
        }
        return content;
    }

    Set<Integer> versions() {
        return byVersion.keySet();
    }

    /** Whether a version before this one points to it, and this one does not. */
    boolean onlyOlderNeed(String object, int version) {
        return !byVersion.getOrDefault(version, Set.of()).contains(object)
                && byVersion.entrySet().stream()
                        .anyMatch(older ->
                                older.getKey() < version && older.getValue().contains(object));
    }
}
