package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.descriptor.StrictJson.Malformed;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A connector's variables as a person writes them: a flat JSON object of text, numbers and booleans. */
final class VariablesText {
    private VariablesText() {}

    /**
     * Name to value, sorted; numbers and booleans as text. Empty where the text can't be read at all. Problems never quote
     * a value: it may be a password in the wrong place.
     */
    static Optional<Map<String, String>> read(String where, String text, RequestProblems problems) {
        if (text == null || text.isBlank()) {
            return Optional.of(Map.of());
        }
        try {
            var json = StrictJson.parse(text);
            if (!json.isObject()) {
                problems.add(where, "the variables must be a JSON object like {\"EMAIL_HOST\": \"smtp.example.org\"}");
                return Optional.empty();
            }
            var variables = new TreeMap<String, String>();
            json.properties().forEach(field -> {
                var name = field.getKey();
                var value = field.getValue();
                if (!ConnectorConfig.isVariable(name)) {
                    problems.add(
                            where + "." + name,
                            "'" + name + "' can't be the name of an environment variable: use letters, digits and _,"
                                    + " and begin with no digit");
                } else if (value.isNull() || value.isContainerNode()) {
                    problems.add(
                            where + "." + name,
                            "the value of '" + name + "' must be text, a number or true or false, not "
                                    + (value.isNull() ? "null" : value.isArray() ? "a list" : "an object"));
                } else if (value.asText().indexOf('\0') >= 0) {
                    problems.add(where + "." + name, "the value of '" + name + "' holds a NUL character");
                } else {
                    variables.put(name, value.isNumber() ? value.toString() : value.asText());
                }
            });
            return Optional.of(variables);
        } catch (Malformed e) {
            problems.add(where, "the variables can't be read: " + e.sentence());
            return Optional.empty();
        }
    }
}
