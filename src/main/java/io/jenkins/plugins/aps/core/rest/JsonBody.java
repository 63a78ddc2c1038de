package io.jenkins.plugins.aps.core.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.aps.core.model.JsonFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads JSON of callers: bounded, in UTF-8, one value, no field twice. What it says of it holds none of the text. */
final class JsonBody {
    private static final Map<Integer, ObjectMapper> BY_DEPTH = new ConcurrentHashMap<>();

    private JsonBody() {}

    /** @throws io.jenkins.plugins.aps.core.model.ApsException {@code invalidRequest} if it is no JSON object */
    static JsonNode object(byte[] body, int depth) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            var json = BY_DEPTH.computeIfAbsent(depth, JsonBody::mapper).readTree(text);
            if (json == null || !json.isObject()) {
                throw HttpError.invalid("body", "must be a JSON object");
            }
            return json;
        } catch (CharacterCodingException e) {
            throw HttpError.invalid("body", "is not text in UTF-8");
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw HttpError.invalid(
                    "body",
                    "is not valid JSON"
                            + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr())
                            + ": " + JsonFault.reason(e.getOriginalMessage(), depth));
        } catch (IOException e) {
            throw new IllegalStateException("a text can always be read", e);
        }
    }

    static JsonNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectMapper mapper(int depth) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(depth)
                                .maxNameLength(1_000)
                                .maxNumberLength(1_000)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }
}
