package io.jenkins.plugins.aps.core.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aps.core.model.UnknownName;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks that a JSON text has the shape of a descriptor; every field that is not one of it is a problem. */
final class DescriptorShape {
    private static final Set<String> TEXTS =
            Set.of("name", "repository", "projectName", "releaseId", "releaseVersion", "commit");
    private static final Set<String> ROLES = Set.of(DescriptorJson.ADMINISTRATORS, DescriptorJson.USERS);

    private static final Set<String> CONNECTORS = Set.of("connectors");
    private static final Set<String> INFRASTRUCTURE = Set.of("connectors", "uis", "runtimeVersion");
    private static final Set<String> CHOICE = Set.of("template", "image");
    private static final Set<String> ROLE_FIELDS = Set.of("role", "users", "groups");
    static final Set<String> FIELDS = Stream.concat(
                    TEXTS.stream(),
                    Stream.of("schemaVersion", "security", "infrastructure", "variables", "secrets", "defaults"))
            .collect(Collectors.toUnmodifiableSet());

    private final RequestProblems problems;

    private DescriptorShape(RequestProblems problems) {
        this.problems = problems;
    }

    static void check(JsonNode json, RequestProblems problems) {
        new DescriptorShape(problems).root(json);
    }

    private void root(JsonNode json) {
        if (!object("", json)) {
            return;
        }
        if (!json.path("schemaVersion").isInt() || json.path("schemaVersion").intValue() != 1) {
            problems.add("descriptor.schemaVersion", "the schemaVersion must be the number 1");
        }
        json.properties().forEach(field -> {
            var name = field.getKey();
            var value = field.getValue();
            switch (name) {
                case "schemaVersion", "defaults" -> {
                    // The one is looked at above, as it must be there. The other tells of another deployment: what is
                    // given here is asked for.
                }
                case "security" -> security(value);
                case "infrastructure" -> infrastructure(value);
                case "variables" -> connectors(".variables", value, this::variables);
                case "secrets" -> connectors(".secrets", value, this::secrets);
                default -> {
                    if (!TEXTS.contains(name)) {
                        unknown("", name, FIELDS);
                    } else if (!value.isTextual() && !(name.equals("releaseVersion") && value.isInt())) {
                        problems.add("descriptor." + name, "'" + name + "' must be text");
                    }
                }
            }
        });
    }

    private void security(JsonNode security) {
        if (!security.isArray()) {
            problems.add("descriptor.security", "'security' must be a list of roles");
            return;
        }
        for (int i = 0; i < security.size(); i++) {
            var entry = security.get(i);
            var path = ".security[" + i + "]";
            if (!object(path, entry)) {
                continue;
            }
            if (!ROLES.contains(entry.path("role").asText())) {
                problems.add(
                        "descriptor" + path + ".role",
                        "a role must be " + DescriptorJson.ADMINISTRATORS + " or " + DescriptorJson.USERS);
            }
            entry.properties().forEach(field -> {
                var name = field.getKey();
                if (name.equals("users") || name.equals("groups")) {
                    names(path + "." + name, field.getValue());
                } else if (!name.equals("role")) {
                    unknown(path, name, ROLE_FIELDS);
                }
            });
        }
    }

    private void names(String path, JsonNode list) {
        var texts = list.isArray();
        for (var each : list) {
            texts &= each.isTextual();
        }
        if (!texts) {
            problems.add("descriptor" + path, "must be a list of names");
        }
    }

    private void infrastructure(JsonNode json) {
        if (!object(".infrastructure", json)) {
            return;
        }
        json.properties().forEach(field -> {
            var path = ".infrastructure." + field.getKey();
            switch (field.getKey()) {
                case "connectors", "uis" -> each(path, field.getValue(), this::choice);
                case "runtimeVersion" -> text(path, field.getValue());
                default -> unknown(".infrastructure", field.getKey(), INFRASTRUCTURE);
            }
        });
    }

    private void choice(String path, JsonNode choice) {
        choice.properties().forEach(field -> {
            if (field.getKey().equals("template") || field.getKey().equals("image")) {
                text(path + "." + field.getKey(), field.getValue());
            } else {
                unknown(path, field.getKey(), CHOICE);
            }
        });
    }

    private void connectors(String path, JsonNode json, Part part) {
        if (!object(path, json)) {
            return;
        }
        json.properties().forEach(field -> {
            if (field.getKey().equals("connectors")) {
                each(path + ".connectors", field.getValue(), part);
            } else {
                unknown(path, field.getKey(), CONNECTORS);
            }
        });
    }

    private void variables(String path, JsonNode variables) {
        variables.properties().forEach(field -> {
            if (field.getValue().isContainerNode() || field.getValue().isNull()) {
                problems.add(
                        "descriptor" + path + "." + field.getKey(),
                        "a variable must be text, a number or true or false");
            }
        });
    }

    private void secrets(String path, JsonNode secrets) {
        secrets.properties().forEach(field -> {
            var at = path + "." + field.getKey();
            var secret = field.getValue();
            if (secret.size() != 1 || !secret.path("credentialsId").isTextual()) {
                // What stands there instead may be a secret: not a letter of it is repeated.
                problems.add(
                        "descriptor" + at, "a secret is given as {\"credentialsId\": \"...\"}, never by its value");
            }
        });
    }

    private void each(String path, JsonNode json, Part part) {
        if (object(path, json)) {
            json.properties().forEach(field -> {
                var at = path + "." + field.getKey();
                if (object(at, field.getValue())) {
                    part.check(at, field.getValue());
                }
            });
        }
    }

    private boolean object(String path, JsonNode json) {
        if (!json.isObject()) {
            problems.add("descriptor" + path, "must be a JSON object");
        }
        return json.isObject();
    }

    private void text(String path, JsonNode json) {
        if (!json.isTextual()) {
            problems.add("descriptor" + path, "must be text");
        }
    }

    private void unknown(String path, String name, Set<String> known) {
        problems.add("descriptor" + path + "." + UnknownName.shown(name), () -> UnknownName.problem(name, known));
    }

    /** The check of one named part. */
    @FunctionalInterface
    private interface Part {
        void check(String path, JsonNode json);
    }
}
