package io.jenkins.plugins.aps.core.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Optional;

/**
 * What tells a manifest from another JSON file: the top-level {@code name}, and the {@code version} where there is one.
 *
 * @param name empty where there is none
 * @param version as text; empty where there is none
 */
record ManifestHead(String name, String version) {
    /** A larger file is no manifest. */
    static final int MAX_BYTES = 256 * 1024;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxNumberLength(100)
                    .maxStringLength(MAX_BYTES)
                    .build())
            .build();

    /** Empty where it is no well-formed JSON object. */
    static Optional<ManifestHead> read(byte[] bytes) {
        var name = "";
        var version = "";
        try (var parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var field = parser.currentName();
                var value = parser.nextToken();
                if (field.equals("name")) {
                    name = text(parser, value);
                } else if (field.equals("version")) {
                    version = text(parser, value);
                }
                parser.skipChildren();
            }
            return parser.nextToken() == null ? Optional.of(new ManifestHead(name, version)) : Optional.empty();
        } catch (IOException e) {
            // Its problems are told, with line and column, when the release is read.
            return Optional.empty();
        }
    }

    private static String text(JsonParser parser, JsonToken value) throws IOException {
        return value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT ? parser.getText() : "";
    }

    /** The version as a release has it: from 1 up; 0 where it was never released. */
    int number() {
        return version.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(version) : 0;
    }
}
