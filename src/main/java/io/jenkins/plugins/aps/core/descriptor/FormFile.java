package io.jenkins.plugins.aps.core.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aps.core.descriptor.JsonFields.Type;
import java.util.Set;

/** Reads {@code forms/<name>.json} as far as others refer to it: what the fields of a form may be is the form service's. */
final class FormFile {
    private static final JsonFields FORM = JsonFields.of(Type.TEXT, "id", "name", "key", "displayName", "description")
            .and(Type.SCALAR, "version")
            .and(Type.FLAG, "standAlone")
            .and(Type.OBJECT, "formDefinition", "formRepresentation")
            .and(Type.ANY, "extensions", "type", "className", "outcomes", "fields", "metadata", "variables", "tabs");

    private FormFile() {}

    /** @param names its name is added; @param keys what it can be called by is added */
    static void read(ModelFile file, Set<String> names, Set<String> keys, Problems problems) {
        file.base(".json").ifPresent(base -> file.object(problems).ifPresent(json -> {
            FORM.check(file, "", json, problems);
            var inner = json.path("formRepresentation");
            FORM.check(file, "/formRepresentation", inner, problems);
            var name = text(json, "name", text(inner, "name", base));
            names.add(name);
            keys.add(base);
            keys.add(name);
            keys.add(text(json, "id", base));
            keys.add(text(inner, "id", base));
            keys.add(text(json, "key", base));
            keys.add(text(inner, "key", base));
        }));
    }

    private static String text(JsonNode json, String field, String otherwise) {
        return json.path(field).isTextual() ? json.path(field).textValue() : otherwise;
    }
}
