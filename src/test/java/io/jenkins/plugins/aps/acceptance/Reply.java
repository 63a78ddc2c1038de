package io.jenkins.plugins.aps.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What Jenkins answered.
 *
 * @param request method and path, for sentences
 * @param location of a redirect or of what was made; else empty
 */
record Reply(String request, int status, String location, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Reply expect(int... allowed) {
        for (var code : allowed) {
            if (code == status) {
                return this;
            }
        }
        throw new AssertionError(request + " answered " + status + ": "
                + body.replaceAll("<[^>]*>", " ")
                        .replaceAll("\\s+", " ")
                        .strip()
                        .transform(t -> t.substring(0, Math.min(400, t.length()))));
    }

    JsonNode json() {
        expect(200);
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(request + " answered no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
