package io.jenkins.plugins.aps.core.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;

/** Maps and lists of this room as trees, and back. */
final class Trees {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Trees() {}

    static JsonNode of(Object mapOrList) {
        return MAPPER.valueToTree(mapOrList);
    }

    static LinkedHashMap<?, ?> map(JsonNode object) {
        return MAPPER.convertValue(object, LinkedHashMap.class);
    }
}
