package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aps.core.plan.FileRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The JSON of where a kept version's files are: {@code {map: {key: path}}}. */
final class FilesJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FilesJson() {}

    static String write(List<FileRef> files) {
        var json = JSON.createObjectNode();
        for (var file : files) {
            json.withObjectProperty(file.map()).put(file.key(), file.path());
        }
        return json.toString();
    }

    /** @throws IOException if it is not JSON */
    static List<FileRef> read(String text) throws IOException {
        var files = new ArrayList<FileRef>();
        JSON.readTree(text).properties().forEach(map -> map.getValue()
                .properties()
                .forEach(file -> files.add(
                        new FileRef(map.getKey(), file.getKey(), file.getValue().asText("")))));
        return files;
    }
}
