package io.jenkins.plugins.aps.core.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aps.core.descriptor.StrictJson.Malformed;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.ConnectorSecret;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.Nearest;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.ReleaseReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A request whose descriptor is given as JSON text becomes a request without one. The request's own fields win, its name for
 * the application too; only a project or release that contradicts the descriptor's is a problem.
 *
 * <p>A descriptor names credentials only; whoever makes the request looks them up first (see {@link #credentials}) and adds
 * their values as secrets of its connectors.
 */
public final class DescriptorText {
    private DescriptorText() {}

    /**
     * What a descriptor says, as far as it can be read.
     *
     * @param request with everything that its descriptor says; the request itself where it has none
     * @param problems all of the text
     */
    public record Merged(DeployRequest request, List<Problem> problems) {
        /** Whether whom it names is what was meant. */
        public boolean isSureOfAccess() {
            return isSureOf("security");
        }

        /** Whether the connectors that it names are. */
        public boolean isSureOfConnectors() {
            return isSureOf("infrastructure", "variables", "secrets");
        }

        private boolean isSureOf(String... fields) {
            return problems.stream()
                    .filter(each -> each.where().startsWith("descriptor"))
                    .map(each ->
                            each.where().replaceFirst("^descriptor\\.?", "").split("[.\\[]", 2)[0])
                    .map(field -> Nearest.typo(field, DescriptorShape.FIELDS).orElse(field))
                    // A field that there is none of may be any of them, and so may a text that can't be read.
                    .noneMatch(field -> !DescriptorShape.FIELDS.contains(field)
                            || List.of(fields).contains(field));
        }
    }

    /**
     * The request with everything that its descriptor says; the request itself where it has none.
     *
     * @throws ApsException {@code invalidRequest} with every problem of the text
     */
    public static DeployRequest merge(DeployRequest request) {
        var problems = new RequestProblems();
        var merged = merged(request, problems);
        problems.refuse(
                blank(request.descriptor())
                        ? "it can't be told which release is meant"
                        : "the descriptor can't be used");
        return merged;
    }

    /** The same as far as it goes, for who tells everything that is wrong. */
    public static Merged read(DeployRequest request) {
        var problems = new RequestProblems();
        var merged = merged(request, problems);
        return new Merged(merged, problems.found());
    }

    private static DeployRequest merged(DeployRequest request, RequestProblems problems) {
        var asked = ReleaseReference.of(request.project(), request.release());
        check("release", request.project(), request.release(), problems);
        if (blank(request.descriptor())) {
            return with(request, asked);
        }
        var json = parsed(request.descriptor(), problems);
        var named = json.path("projectName").asText("");
        var version = json.path("releaseVersion").asText("");
        var described = ReleaseReference.of(named, version);
        check("descriptor.releaseVersion", named, version, problems);
        var application = blank(request.application()) ? json.path("name").asText("") : request.application();
        var project = one("project", asked.project(), described.project(), problems);
        var release = one("release", asked.version(), described.version(), problems);
        var repository = json.path("repository").asText("");
        return new DeployRequest(
                request.operationId(),
                request.by(),
                request.build(),
                application,
                request.cluster(),
                blank(request.repository()) ? repository : request.repository(),
                project,
                release,
                json.path("commit").asText(""),
                "",
                new Access(
                        joined(request.access().administrators(), json, DescriptorJson.ADMINISTRATORS),
                        joined(request.access().users(), json, DescriptorJson.USERS)),
                connectors(request.connectors(), json),
                request.timeout(),
                request.componentTimeout(),
                request.dryRun(),
                request.onFailure(),
                request.ifRunning(),
                request.options());
    }

    /**
     * The credentials that a descriptor names: connector to variable to id.
     *
     * @throws ApsException as {@link #merge}
     */
    public static Map<String, Map<String, String>> credentials(String descriptor) {
        var problems = new RequestProblems();
        var json = parsed(descriptor, problems);
        problems.refuse("the descriptor can't be used");
        var found = new TreeMap<String, Map<String, String>>();
        json.path("secrets").path("connectors").properties().forEach(connector -> {
            var ids = new TreeMap<String, String>();
            connector
                    .getValue()
                    .properties()
                    .forEach(secret -> ids.put(
                            secret.getKey(),
                            secret.getValue().path("credentialsId").asText()));
            found.put(connector.getKey(), ids);
        });
        return found;
    }

    /** The platform version that a request's descriptor names; empty: it names none, or there is no descriptor. */
    public static String runtimeVersion(DeployRequest request) {
        if (blank(request.descriptor())) {
            return "";
        }
        return parsed(request.descriptor(), new RequestProblems())
                .path("infrastructure")
                .path("runtimeVersion")
                .asText("");
    }

    private static JsonNode parsed(String text, RequestProblems problems) {
        try {
            var json = StrictJson.parse(text);
            DescriptorShape.check(json, problems);
            return json;
        } catch (Malformed e) {
            problems.add("descriptor", "the descriptor can't be read: " + e.sentence());
            return StrictJson.mapper().createObjectNode();
        }
    }

    private static String one(String where, String asked, String described, RequestProblems problems) {
        if (blank(asked)) {
            return described;
        }
        if (!described.isEmpty() && !described.equals(asked)) {
            problems.add(where, "the request says '" + asked + "' and its descriptor '" + described + "': give one");
        }
        return asked;
    }

    private static void check(String where, String project, String release, RequestProblems problems) {
        ReleaseReference.problem(project, release).ifPresent(problem -> problems.add(where, problem));
    }

    /** The same, with project and version apart. */
    private static DeployRequest with(DeployRequest request, ReleaseReference release) {
        if (release.version().equals(request.release()) && release.project().equals(request.project())) {
            return request;
        }
        return new DeployRequest(
                request.operationId(),
                request.by(),
                request.build(),
                request.application(),
                request.cluster(),
                request.repository(),
                release.project(),
                release.version(),
                request.commit(),
                request.descriptor(),
                request.access(),
                request.connectors(),
                request.timeout(),
                request.componentTimeout(),
                request.dryRun(),
                request.onFailure(),
                request.ifRunning(),
                request.options());
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private static Principals joined(Principals asked, JsonNode json, String role) {
        var users = new LinkedHashSet<>(asked.users());
        var groups = new LinkedHashSet<>(asked.groups());
        for (var entry : json.path("security")) {
            if (entry.path("role").asText().equals(role)) {
                entry.path("users").forEach(each -> users.add(each.asText()));
                entry.path("groups").forEach(each -> groups.add(each.asText()));
            }
        }
        return new Principals(List.copyOf(users), List.copyOf(groups));
    }

    private static List<ConnectorRequest> connectors(List<ConnectorRequest> asked, JsonNode json) {
        var byName = new LinkedHashMap<String, ConnectorRequest>();
        var twice = new ArrayList<ConnectorRequest>();
        for (var each : asked) {
            if (byName.putIfAbsent(each.name(), each) != null) {
                twice.add(each);
            }
        }
        var described = new TreeSet<String>();
        json.path("infrastructure").path("connectors").fieldNames().forEachRemaining(described::add);
        json.path("variables").path("connectors").fieldNames().forEachRemaining(described::add);
        json.path("secrets").path("connectors").fieldNames().forEachRemaining(described::add);
        for (var name : described) {
            var own = byName.getOrDefault(name, new ConnectorRequest(name, "", "", "", Map.of()));
            byName.put(name, joined(own, json));
        }
        var all = new ArrayList<>(byName.values());
        // Left for the one who reports that a connector is given twice.
        all.addAll(twice);
        return all;
    }

    private static ConnectorRequest joined(ConnectorRequest own, JsonNode json) {
        var choice = json.path("infrastructure").path("connectors").path(own.name());
        var chosen = !own.image().isBlank() || !own.template().isBlank();
        var secrets = new TreeMap<String, ConnectorSecret>();
        json.path("secrets")
                .path("connectors")
                .path(own.name())
                .properties()
                .forEach(each -> secrets.put(
                        each.getKey(),
                        new ConnectorSecret(
                                each.getValue().path("credentialsId").asText(), null)));
        var asked = VariablesText.read("", own.variables(), new RequestProblems());
        var variables = new TreeMap<String, String>();
        json.path("variables")
                .path("connectors")
                .path(own.name())
                .properties()
                .forEach(each -> variables.put(each.getKey(), each.getValue().asText()));
        asked.orElse(Map.of()).keySet().forEach(secrets::remove);
        own.secrets().keySet().forEach(variables::remove);
        asked.orElse(Map.of()).forEach(variables::put);
        secrets.putAll(own.secrets());
        return new ConnectorRequest(
                own.name(),
                chosen ? own.template() : choice.path("template").asText(""),
                chosen ? own.image() : choice.path("image").asText(""),
                // A text that can't be read stays as it is, for the one who reports it with line and column.
                own.variables().isBlank() || clean(own.variables())
                        ? DescriptorJson.object(variables)
                        : own.variables(),
                secrets);
    }

    private static boolean clean(String variables) {
        var problems = new RequestProblems();
        VariablesText.read("", variables, problems);
        return problems.none();
    }
}
