package io.jenkins.plugins.aps.core.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Maps and lists of this room as trees. */
final class Trees {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Trees() {}

    static JsonNode of(Object mapOrList) {
        return MAPPER.valueToTree(mapOrList);
    }
}
