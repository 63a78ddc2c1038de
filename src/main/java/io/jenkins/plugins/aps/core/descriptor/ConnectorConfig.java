package io.jenkins.plugins.aps.core.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aps.core.descriptor.JsonFields.Type;
import io.jenkins.plugins.aps.core.model.ConnectorModel.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the {@code config} of a connector's file: its variables. Strict, because it decides which values are secrets: a
 * mistyped {@code secure} would bring a password into a ConfigMap.
 */
final class ConnectorConfig {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final JsonFields FIELDS = JsonFields.of(Type.TEXT, "name", "description")
            .and(Type.SCALAR, "value")
            .and(Type.FLAG, "required", "secure")
            .strict();

    private final ModelFile file;
    private final Problems problems;
    private final HashSet<String> names = new HashSet<>();

    private ConnectorConfig(ModelFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Whether a name can be that of an environment variable. */
    static boolean isVariable(String name) {
        return VARIABLE.matcher(name).matches();
    }

    static List<Variable> read(ModelFile file, JsonNode connector, Problems problems) {
        var config = new ConnectorConfig(file, problems);
        var variables = new ArrayList<Variable>();
        var list = connector.path("config");
        for (int i = 0; i < list.size() && list.isArray(); i++) {
            config.variable("/config/" + i, list.get(i)).ifPresent(variables::add);
        }
        return variables;
    }

    private Optional<Variable> variable(String pointer, JsonNode json) {
        if (!json.isObject()) {
            problems.add(file.path(), pointer, "notAnObject", "a variable must be an object with a name");
            return Optional.empty();
        }
        var name = json.path("name").isTextual() ? json.path("name").textValue() : "";
        var good = FIELDS.check(file, pointer, json, problems);
        if (!isVariable(name)) {
            problems.add(
                    file.path(),
                    pointer + "/name",
                    "badVariable",
                    "'" + name + "' can't be the name of an environment variable: use letters, digits and _,"
                            + " and begin with no digit");
        } else if (!names.add(name)) {
            problems.add(file.path(), pointer + "/name", "duplicateVariable", "'" + name + "' is declared twice");
        } else if (json.hasNonNull("value") && ReservedVariables.ofTheRuntime(name)) {
            problems.add(
                    file.path(),
                    pointer + "/value",
                    "reservedVariable",
                    "a model can't set '" + name + "', which decides what the connector's process runs: leave the"
                            + " value out; whoever deploys may give it");
        } else if (good) {
            return Optional.of(new Variable(
                    name,
                    json.path("description").asText(""),
                    json.hasNonNull("value") ? json.get("value").asText() : null,
                    json.path("required").asBoolean(false),
                    json.path("secure").asBoolean(false)));
        }
        return Optional.empty();
    }
}
