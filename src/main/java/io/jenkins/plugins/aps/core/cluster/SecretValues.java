package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What a Secret holds that went through our hands anyway, so that it can be kept out of what is told. Pure. */
final class SecretValues {
    private SecretValues() {}

    /** Of a Secret as JSON; none of any other object. */
    static List<SecretValue> of(JsonNode object) {
        var values = new ArrayList<SecretValue>();
        if (object.path("kind").asText("").equals("Secret")) {
            object.path("data").forEach(value -> add(value.asText(""), values));
            object.path("stringData").forEach(value -> values.add(new SecretValue(value.asText(""))));
        }
        return values;
    }

    private static void add(String base64, List<SecretValue> values) {
        try {
            values.add(new SecretValue(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            // An API server refuses such data, so that this is none.
            values.add(new SecretValue(base64));
        }
    }
}
