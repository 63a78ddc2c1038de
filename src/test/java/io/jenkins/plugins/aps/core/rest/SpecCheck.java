package io.jenkins.plugins.aps.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Holds answers against {@code openapi.yaml}. */
public final class SpecCheck {
    private static final String PLACE = "https://aps.example.org/openapi";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode SPECIFICATION = read();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(PLACE, SPECIFICATION.toString()))));

    private SpecCheck() {}

    private static JsonNode read() {
        try (var yaml = RestApi.class.getResourceAsStream("openapi.yaml")) {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code METHOD /template} of every operation. */
    public static Set<String> operations() {
        var operations = new TreeSet<String>();
        SPECIFICATION.path("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(
                        method -> operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /**
     * Fails unless this is one of the answers that the specification knows.
     *
     * @param template as in the specification
     * @param type the media type; empty where there is no body
     */
    public static void check(String method, String template, int status, String type, byte[] body) {
        var where = method + " " + template + " -> " + status;
        var lower = method.toLowerCase(java.util.Locale.ROOT);
        var responses = SPECIFICATION.path("paths").path(template).path(lower).path("responses");
        assertThat(responses.isMissingNode()).as(where + " has no operation").isFalse();
        var response = responses.path(String.valueOf(status));
        assertThat(response.isMissingNode())
                .as(where + " is not in the specification")
                .isFalse();
        var pointer = "/paths/" + escaped(template) + "/" + lower + "/responses/" + status;
        if (response.has("$ref")) {
            pointer = response.path("$ref").asText().substring(1);
            response = SPECIFICATION.at(pointer);
        }
        if (!response.has("content")) {
            assertThat(body).as(where + " has no body").isEmpty();
            return;
        }
        var media = type.split(";", 2)[0];
        assertThat(response.path("content").has(media))
                .as(where + " as " + type)
                .isTrue();
        if (media.equals("application/json")) {
            schema(where, pointer + "/content/application~1json/schema", body);
        }
    }

    private static void schema(String where, String pointer, byte[] body) {
        try {
            var schema = SCHEMAS.getSchema(SchemaLocation.of(PLACE + "#" + pointer));
            assertThat(schema.validate(JSON.readTree(body)))
                    .as(where + " " + new String(body, java.nio.charset.StandardCharsets.UTF_8))
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the parameters of an operation. */
    static Set<String> parameters(String method, String template, String in) {
        var names = new TreeSet<String>();
        var lower = method.toLowerCase(java.util.Locale.ROOT);
        for (var parameter :
                SPECIFICATION.path("paths").path(template).path(lower).path("parameters")) {
            var resolved = parameter.has("$ref")
                    ? SPECIFICATION.at(parameter.path("$ref").asText().substring(1))
                    : parameter;
            if (resolved.path("in").asText().equals(in)) {
                names.add(resolved.path("name").asText());
            }
        }
        return names;
    }

    /** Every parameter of an operation with each of its values, where they are few: {@code dryRun=true}. */
    static List<String> choices(String method, String template) {
        var choices = new ArrayList<String>();
        var lower = method.toLowerCase(java.util.Locale.ROOT);
        for (var parameter :
                SPECIFICATION.path("paths").path(template).path(lower).path("parameters")) {
            var resolved = parameter.has("$ref")
                    ? SPECIFICATION.at(parameter.path("$ref").asText().substring(1))
                    : parameter;
            var name = resolved.path("name").asText();
            if (resolved.path("schema").path("type").asText().equals("boolean")) {
                choices.addAll(List.of(name + "=true", name + "=false"));
            }
            resolved.path("schema").path("enum").forEach(value -> choices.add(name + "=" + value.asText()));
        }
        return choices;
    }

    static Stream<String> unresolved() {
        return SPECIFICATION.findValuesAsText("$ref").stream()
                .filter(ref -> SPECIFICATION.at(ref.substring(1)).isMissingNode());
    }

    private static String escaped(String text) {
        return text.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
    }
}
