package io.jenkins.plugins.aps.core.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.ConnectorSecret;
import io.jenkins.plugins.aps.core.model.Nearest;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.model.UnknownName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a client sends to deploy, in the deployment service's shape, as a descriptor of ours and the secrets beside it. What
 * the platform's clients send of old and what has no meaning here is left out; what would have one that we can't give it
 * is a problem.
 */
final class DeployBody {
    /** Names and ids of other systems, which the platform's clients send; and what we told of a descriptor ourselves. */
    private static final Set<String> IGNORED =
            Set.of("projectId", "environmentId", "version", "description", "displayName", "defaults");

    private static final Set<String> TEXTS =
            Set.of("name", "repository", "projectName", "releaseId", "releaseVersion", "commit");

    private static final String CONNECTORS = "connectors";

    /** Of the infrastructure: what else the platform's clients name there is decided by the platform version. */
    private static final List<String> CHOSEN = List.of(CONNECTORS, "runtimeVersion", "uis");

    private static final Set<String> KNOWN = Stream.concat(
                    TEXTS.stream(), Stream.of("schemaVersion", "security", "infrastructure", "variables", "secrets"))
            .collect(Collectors.toUnmodifiableSet());

    private final ObjectNode descriptor = JsonNodeFactory.instance.objectNode();
    private final Map<String, ConnectorRequest> connectors = new TreeMap<>();
    private final BodyProblems problems = new BodyProblems();
    private final Caller caller;

    private DeployBody(Caller caller) {
        this.caller = caller;
        descriptor.put("schemaVersion", 1);
    }

    /** @throws io.jenkins.plugins.aps.core.model.ApsException {@code invalidRequest} with every problem */
    static DeployBody of(JsonNode body, Caller caller) {
        var read = new DeployBody(caller);
        body.properties().forEach(field -> read.field(field.getKey(), field.getValue()));
        read.problems.refuse();
        return read;
    }

    /**
     * A descriptor that is to be kept: secrets are only named in it, by ids that are looked up when it is deployed.
     *
     * @throws io.jenkins.plugins.aps.core.model.ApsException {@code invalidRequest} with every problem
     */
    static ObjectNode ofStored(JsonNode body) {
        var read = new DeployBody(null);
        body.properties().stream()
                .filter(field -> !field.getKey().equals("secrets"))
                .forEach(field -> read.field(field.getKey(), field.getValue()));
        if (body.has("secrets")) {
            // Values are refused where its shape is checked, without a letter of them.
            read.descriptor.set("secrets", body.get("secrets"));
        }
        read.problems.refuse();
        return read.descriptor;
    }

    /** For {@code DeployRequest}; its shape is checked there once more, in depth. */
    ObjectNode descriptor() {
        return descriptor;
    }

    String text(String name) {
        return descriptor.path(name).asText("");
    }

    /** The connectors whose secrets were given, with them. */
    List<ConnectorRequest> connectors() {
        return List.copyOf(connectors.values());
    }

    private void field(String name, JsonNode value) {
        if (TEXTS.contains(name)) {
            if (value.isTextual() || name.equals("releaseVersion") && value.isInt()) {
                descriptor.set(name, value);
            } else {
                problem(name, "must be a text");
            }
            return;
        }
        switch (name) {
            case "schemaVersion" -> {
                if (!value.isInt() || value.intValue() != 1) {
                    problem(name, "must be 1");
                }
            }
            case "security" -> security(value);
            case "infrastructure" -> infrastructure(value);
            case "variables" -> variables(value);
            case "secrets" -> secrets(value);
            default -> {
                if (!IGNORED.contains(name)) {
                    problems.unknown("", name, KNOWN);
                }
            }
        }
    }

    private void security(JsonNode security) {
        if (!security.isArray()) {
            problem("security", "must be a list of roles");
            return;
        }
        var ours = descriptor.putArray("security");
        for (var each : security) {
            var role = each.path("role").asText("");
            if (each.isObject()) {
                var copy = ((ObjectNode) each).deepCopy();
                copy.put(
                        "role",
                        Roles.isAdministrators(role) ? Roles.ADMINISTRATORS : Roles.isUsers(role) ? Roles.USERS : role);
                ours.add(copy);
            } else {
                problem("security", "must be a list of roles with their users and groups");
            }
        }
    }

    private void infrastructure(JsonNode infrastructure) {
        var ours = descriptor.putObject("infrastructure");
        parts("infrastructure", infrastructure).forEach((name, value) -> {
            switch (name) {
                case CONNECTORS, "runtimeVersion" -> ours.set(name, value);
                case "uis" -> ours.set(name, uis(value));
                default -> decidedByCatalog("infrastructure", name, value, CHOSEN);
            }
        });
    }

    /** The platform's clients call a template {@code adfTemplate}, and repeat the name. */
    private JsonNode uis(JsonNode uis) {
        var ours = JsonNodeFactory.instance.objectNode();
        parts("infrastructure.uis", uis).forEach((name, value) -> {
            var ui = ours.putObject(name);
            parts("infrastructure.uis." + UnknownName.shown(name), value).forEach((field, given) -> {
                if (!field.equals("name")) {
                    ui.set(field.equals("adfTemplate") ? "template" : field, given);
                }
            });
        });
        return ours;
    }

    private void variables(JsonNode variables) {
        var ours = descriptor.putObject("variables");
        parts("variables", variables).forEach((name, value) -> {
            if (name.equals(CONNECTORS)) {
                ours.set(name, value);
            } else {
                decidedByCatalog("variables", name, value, List.of(CONNECTORS));
            }
        });
    }

    /** The platform's clients send those of all services, empty where nothing is said of one. */
    private void decidedByCatalog(String where, String name, JsonNode value, List<String> known) {
        if (Nearest.typo(name, known).isPresent()) {
            problems.unknown(where + ".", name, known);
        } else if (!value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
            problem(
                    where + "." + UnknownName.shown(name),
                    "can't be given: the platform version decides it; what can is " + String.join(", ", known));
        }
    }

    private void secrets(JsonNode secrets) {
        parts("secrets", secrets).forEach((name, value) -> {
            if (!name.equals(CONNECTORS)) {
                problems.unknown("secrets.", name, List.of(CONNECTORS));
                return;
            }
            parts("secrets.connectors", value).forEach((connector, variables) -> {
                var found = new TreeMap<String, ConnectorSecret>();
                var where = "secrets.connectors." + UnknownName.shown(connector);
                parts(where, variables).forEach((variable, secret) -> {
                    var read = secret(where + "." + UnknownName.shown(variable), secret);
                    if (read != null) {
                        found.put(variable, read);
                    }
                });
                connectors.put(connector, new ConnectorRequest(connector, "", "", "", found));
            });
        });
    }

    private ConnectorSecret secret(String where, JsonNode secret) {
        var id = secret.path("credentialsId");
        var value = secret.path("value");
        if (!secret.isObject() || secret.size() != 1 || !id.isTextual() && !value.isTextual()) {
            // What stands there instead may be a secret: not a letter of it is repeated.
            problem(where, "must be {\"credentialsId\": \"...\"} or {\"value\": \"...\"}");
            return null;
        }
        if (value.isTextual()) {
            return new ConnectorSecret(ConnectorSecret.FILE, new SecretValue(value.asText()));
        }
        var found = caller.credential(id.asText());
        if (found.isEmpty()) {
            problem(where, "names a credential that there is not, or that you may not use");
            return null;
        }
        return new ConnectorSecret(id.asText(), found.get());
    }

    private Map<String, JsonNode> parts(String where, JsonNode node) {
        var parts = new TreeMap<String, JsonNode>();
        if (node.isObject()) {
            node.properties().forEach(field -> parts.put(field.getKey(), field.getValue()));
        } else {
            problem(where, "must be an object");
        }
        return parts;
    }

    private void problem(String where, String message) {
        problems.add(where, message);
    }
}
