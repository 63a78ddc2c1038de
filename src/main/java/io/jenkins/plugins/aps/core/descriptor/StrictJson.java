package io.jenkins.plugins.aps.core.descriptor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.aps.core.model.JsonFault;

/** Parses JSON of others: bounded, one value, no field twice. Safe for many threads. */
final class StrictJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(ProjectLimits.DEPTH)
                            .maxStringLength(ProjectLimits.FILE_BYTES)
                            .maxNameLength(1_000)
                            .maxNumberLength(1_000)
                            .maxDocumentLength(4L * ProjectLimits.FILE_BYTES)
                            .build())
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(ProjectLimits.DEPTH + 10)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // Its excerpt of the source could hold what nobody should see.
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StrictJson() {}

    static ObjectMapper mapper() {
        return MAPPER;
    }

    /** @throws Malformed with line and column */
    static JsonNode parse(String text) throws Malformed {
        try {
            var node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new Malformed(1, 1, "it is empty");
            }
            return node;
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new Malformed(
                    at == null ? 0 : at.getLineNr(),
                    at == null ? 0 : at.getColumnNr(),
                    JsonFault.reason(e.getOriginalMessage(), ProjectLimits.DEPTH),
                    e);
        }
    }

    /** Where and why a text is no JSON. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;
        private final int line;
        private final int column;

        Malformed(int line, int column, String message) {
            this(line, column, message, null);
        }

        Malformed(int line, int column, String message, Throwable cause) {
            super(message, cause);
            this.line = line;
            this.column = column;
        }

        /** {@code line:column}. */
        String pointer() {
            return line + ":" + column;
        }

        String sentence() {
            return "it is not valid JSON at line " + line + ", column " + column + ": " + getMessage();
        }
    }
}
