package io.jenkins.plugins.aps.core.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aps.core.model.ApplicationName;
import io.jenkins.plugins.aps.core.model.ConnectorModel;
import io.jenkins.plugins.aps.core.model.ConnectorModel.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code connectors/<name>.json}. */
final class ConnectorFile {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private ConnectorFile() {}

    /** Whether a name can be that of an environment variable. */
    static boolean isVariable(String name) {
        return VARIABLE.matcher(name).matches();
    }

    static Optional<ConnectorModel> read(ModelFile file, Problems problems) {
        return file.object(problems).map(json -> {
            var name = text(json, "name", file.base(".json").orElse(""));
            ApplicationName.shapeProblem(name)
                    .ifPresent(why -> problems.add(file.path(), "/name", "badName", "the connector's name: " + why));
            return new ConnectorModel(
                    file.path(), name, text(json, "template", ""), actions(json), variables(file, json, problems));
        });
    }

    private static List<String> actions(ObjectNode json) {
        var names = new ArrayList<String>();
        json.path("actions").properties().forEach(action -> {
            var name = action.getValue().path("name");
            names.add(name.isTextual() ? name.textValue() : action.getKey());
        });
        return names;
    }

    private static List<Variable> variables(ModelFile file, ObjectNode json, Problems problems) {
        var variables = new ArrayList<Variable>();
        var config = json.path("config");
        if (config.isMissingNode() || config.isNull()) {
            return variables;
        }
        if (!config.isArray()) {
            problems.add(file.path(), "/config", "notAList", "'config' must be a list of variables");
            return variables;
        }
        var names = new HashSet<String>();
        for (int i = 0; i < config.size(); i++) {
            var each = config.get(i);
            var pointer = "/config/" + i;
            var name = text(each, "name", "");
            if (!isVariable(name)) {
                problems.add(
                        file.path(),
                        pointer + "/name",
                        "badVariable",
                        "'" + name + "' can't be the name of an environment variable: use letters, digits and _,"
                                + " and begin with no digit");
            } else if (!names.add(name)) {
                problems.add(file.path(), pointer + "/name", "duplicateVariable", "'" + name + "' is declared twice");
            } else if (each.path("value").isContainerNode()) {
                problems.add(file.path(), pointer + "/value", "notText", "the default of '" + name + "' must be text");
            } else if (each.hasNonNull("value") && ReservedVariables.ofTheRuntime(name)) {
                problems.add(
                        file.path(),
                        pointer + "/value",
                        "reservedVariable",
                        "a model can't set '" + name + "', which decides what the connector's process runs: leave the"
                                + " value out; whoever deploys may give it");
            } else {
                variables.add(new Variable(
                        name,
                        text(each, "description", ""),
                        each.hasNonNull("value") ? each.get("value").asText() : null,
                        each.path("required").asBoolean(false),
                        each.path("secure").asBoolean(false)));
            }
        }
        return variables;
    }

    private static String text(JsonNode json, String field, String otherwise) {
        var value = json.path(field);
        return value.isTextual() ? value.textValue() : otherwise;
    }
}
