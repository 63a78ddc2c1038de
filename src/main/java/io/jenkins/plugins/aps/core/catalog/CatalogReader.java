package io.jenkins.plugins.aps.core.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.UnknownName;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a catalog's file. It has the shape of {@link Catalog}, but its connectors and user interfaces are lists, what is
 * empty may be left out, and {@code use} names the {@code groups} whose variables an entry shares.
 *
 * <p>A field that isn't known is an error: it would be a fact that nobody reads.
 */
final class CatalogReader {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final ObjectMapper YAML = new YAMLMapper();

    private static final JsonNode SERVICE = empty(
            """
            {"paths": [], "probe": "", "env": {}, "secretEnv": {}, "dataPath": "", "storage": "", "projectFiles": "",
             "user": 0, "cpu": "", "memory": ""}""");
    private static final JsonNode DEFAULTS =
            empty("""
            {"probe": "", "env": {}, "secretEnv": {}, "cpu": "", "memory": ""}""");
    private static final JsonNode CONNECTOR =
            empty("""
            {"image": "", "templates": [], "actions": [], "consumers": {}, "variables": []}""");
    private static final JsonNode VARIABLE =
            empty("""
            {"description": "", "value": null, "required": false, "secure": false}""");
    private static final JsonNode UI = empty("""
            {"image": "", "env": {}}""");

    private static final Set<String> ROOT =
            Set.of("version", "groups", "services", "connectors", "connectorDefaults", "uis", "uiDefaults");

    private static final Set<String> GROUP = Set.of("env", "secretEnv");

    private CatalogReader() {}

    private static void known(String file, String where, JsonNode node, Set<String> fields) {
        for (var field : node.properties()) {
            if (!fields.contains(field.getKey())) {
                throw new ApsException(
                        ErrorCode.INTERNAL,
                        "The catalog " + file + " can't be read: " + where + UnknownName.shown(field.getKey()) + " "
                                + UnknownName.problem(field.getKey(), fields));
            }
        }
    }

    static Catalog read(String file, String yaml) {
        try {
            var root = YAML.readTree(yaml);
            known(file, "", root, ROOT);
            var groups = root.path("groups");
            groups.properties()
                    .forEach(group -> known(file, "groups." + group.getKey() + ".", group.getValue(), GROUP));
            var catalog = JSON.createObjectNode();
            catalog.set("version", root.path("version"));
            var services = catalog.putArray("services");
            root.path("services").forEach(service -> services.add(entry(SERVICE, service, groups)));
            var connectors = catalog.putObject("connectors");
            root.path("connectors")
                    .forEach(connector -> connectors.set(connector.path("name").asText(), connector(connector)));
            var uis = catalog.putObject("uis");
            root.path("uis").forEach(ui -> uis.set(ui.path("template").asText(), entry(UI, ui, groups)));
            catalog.set("connectorDefaults", entry(DEFAULTS, root.path("connectorDefaults"), groups));
            catalog.set("uiDefaults", entry(DEFAULTS, root.path("uiDefaults"), groups));
            return JSON.treeToValue(catalog, Catalog.class);
        } catch (JsonProcessingException e) {
            throw new ApsException(ErrorCode.INTERNAL, "The catalog " + file + " can't be read: " + reason(e), e);
        }
    }

    /** In words for who wrote the file. */
    private static String reason(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping)) {
            var at = e.getLocation();
            return "it is no YAML" + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr());
        }
        var where = mapping.getPath().stream()
                .map(part -> part.getFieldName() == null ? String.valueOf(part.getIndex()) : part.getFieldName())
                .collect(Collectors.joining("."));
        if (mapping instanceof UnrecognizedPropertyException unknown) {
            return where + " "
                    + UnknownName.problem(
                            unknown.getPropertyName(),
                            unknown.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .toList());
        }
        var said = mapping.getOriginalMessage().split("[;(\n]", 2)[0].strip();
        return (where.isEmpty() ? "" : where + ": ") + said.replace("Missing creator property", "it lacks the field");
    }

    static String json(Catalog catalog) {
        try {
            return JSON.writeValueAsString(catalog);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A catalog always has a JSON form", e);
        }
    }

    static Catalog fromJson(String json) {
        try {
            var catalog = JSON.readTree(json);
            // What was kept before connectors had all of these fields lacks some.
            if (catalog.path("connectors") instanceof ObjectNode connectors) {
                connectors
                        .properties()
                        .forEach(each -> each.setValue(entry(CONNECTOR, each.getValue(), JSON.createObjectNode())));
            }
            return JSON.treeToValue(catalog, Catalog.class);
        } catch (JsonProcessingException e) {
            throw new ApsException(
                    ErrorCode.INTERNAL, "A recorded catalog can't be read: " + e.getOriginalMessage(), e);
        }
    }

    private static ObjectNode connector(JsonNode file) {
        var connector = entry(CONNECTOR, file, JSON.createObjectNode());
        var variables = JSON.createArrayNode();
        connector.path("variables").forEach(variable -> variables.add(entry(VARIABLE, variable, connector)));
        connector.set("variables", variables);
        return connector;
    }

    /** An entry with everything in it; its own variables win over those of its groups. */
    private static ObjectNode entry(JsonNode empty, JsonNode file, JsonNode groups) {
        ObjectNode entry = empty.deepCopy();
        for (var name : file.path("use")) {
            var group = groups.path(name.asText());
            if (group.isMissingNode()) {
                throw new ApsException(
                        ErrorCode.INTERNAL, "A catalog uses the group '" + name.asText() + "', which it lacks");
            }
            merge(entry, "env", group);
            merge(entry, "secretEnv", group);
        }
        file.properties().forEach(field -> {
            switch (field.getKey()) {
                case "use" -> {}
                case "env", "secretEnv" -> merge(entry, field.getKey(), file);
                default -> entry.set(field.getKey(), field.getValue());
            }
        });
        return entry;
    }

    private static void merge(ObjectNode into, String field, JsonNode from) {
        from.path(field).properties().forEach(variable -> into.withObjectProperty(field)
                .set(variable.getKey(), variable.getValue()));
    }

    private static JsonNode empty(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
