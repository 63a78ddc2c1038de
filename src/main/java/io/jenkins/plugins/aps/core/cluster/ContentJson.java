package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aps.core.plan.ContentRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The JSON of what a kept version points to: {@code [{kind, name, connector}]}. */
final class ContentJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ContentJson() {}

    static String write(List<ContentRef> content) {
        var json = JSON.createArrayNode();
        for (var ref : content) {
            var entry = json.addObject().put("kind", ref.kind()).put("name", ref.name());
            if (!ref.connector().isEmpty()) {
                entry.put("connector", ref.connector());
            }
        }
        return json.toString();
    }

    /** @throws IOException if it is not JSON, or an entry lacks its kind or name */
    static List<ContentRef> read(String text) throws IOException {
        var content = new ArrayList<ContentRef>();
        for (var entry : JSON.readTree(text)) {
            var ref = new ContentRef(
                    entry.path("kind").asText(""),
                    entry.path("name").asText(""),
                    entry.path("connector").asText(""));
            if (ref.kind().isEmpty() || ref.name().isEmpty()) {
                throw new IOException("an entry has no kind or name");
            }
            content.add(ref);
        }
        return content;
    }
}
