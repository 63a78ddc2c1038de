package io.jenkins.plugins.aps.core.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aps.core.descriptor.JsonFields.Type;
import io.jenkins.plugins.aps.core.model.ApplicationName;
import io.jenkins.plugins.aps.core.model.ConnectorModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code connectors/<name>.json}.
 *
 * <p>Source of the fields: the modeling service's connector-schema.json (Activiti/activiti-cloud, branch 7.11.x). The
 * runtime bundle reads the files too and does not start with one that has another shape (ConnectorDefinitionService of
 * activiti-spring-connector 7.1.0.M6).
 */
final class ConnectorFile {
    private static final JsonFields CONNECTOR = JsonFields.of(
                    Type.TEXT, "id", "name", "description", "template", "icon")
            .and(Type.OBJECT, "actions", "events")
            .and(Type.LIST, "config", "errors");
    private static final JsonFields FEATURE = JsonFields.of(Type.TEXT, "id", "name", "description")
            .and(Type.LIST, "inputs", "outputs")
            .and(Type.ANY, "model", "output", "input");
    private static final JsonFields PARAMETER = JsonFields.of(Type.TEXT, "id", "name", "description", "type")
            .and(Type.FLAG, "required")
            .and(Type.ANY, "value", "model");

    private ConnectorFile() {}

    static Optional<ConnectorModel> read(ModelFile file, Problems problems) {
        return file.object(problems).map(json -> {
            CONNECTOR.check(file, "", json, problems);
            var name = text(json, "name");
            ApplicationName.shapeProblem(name)
                    .ifPresent(why -> problems.add(file.path(), "/name", "badName", "the connector's name: " + why));
            features(file, json, "events", problems);
            return new ConnectorModel(
                    file.path(),
                    name,
                    text(json, "template").strip(),
                    features(file, json, "actions", problems),
                    ConnectorConfig.read(file, json, problems));
        });
    }

    /** The names of the connector's actions, or of its events. */
    private static List<String> features(ModelFile file, ObjectNode json, String field, Problems problems) {
        var names = new ArrayList<String>();
        json.path(field).properties().forEach(feature -> {
            var pointer = "/" + field + "/" + feature.getKey();
            var content = feature.getValue();
            if (!content.isObject()) {
                problems.add(file.path(), pointer, "notAnObject", "each of '" + field + "' must be an object");
                return;
            }
            FEATURE.check(file, pointer, content, problems);
            parameters(file, pointer + "/inputs", content.path("inputs"), problems);
            parameters(file, pointer + "/outputs", content.path("outputs"), problems);
            names.add(content.path("name").isTextual() ? text(content, "name") : feature.getKey());
        });
        return names;
    }

    private static void parameters(ModelFile file, String pointer, JsonNode list, Problems problems) {
        for (int i = 0; i < list.size() && list.isArray(); i++) {
            if (list.get(i).isObject()) {
                PARAMETER.check(file, pointer + "/" + i, list.get(i), problems);
            } else {
                problems.add(file.path(), pointer + "/" + i, "notAnObject", "a parameter must be an object");
            }
        }
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).isTextual() ? json.path(field).textValue() : "";
    }
}
