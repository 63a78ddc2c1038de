package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the API server says of itself: its version, groups and resources, and what of its OpenAPI kubectl asks for. */
final class Discovery {
    private static final String JSON = "application/json";
    /** Without these parameters kubectl takes an answer for that of a server that knows no aggregated discovery. */
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    private static final String OPENAPI = "/openapi/v3";

    /** The names that people type, by resource. Source: {@code kubectl api-resources}. */
    private static final Map<String, String> SHORT_NAMES = Map.ofEntries(
            Map.entry("namespaces", "ns"),
            Map.entry("pods", "po"),
            Map.entry("events", "ev"),
            Map.entry("configmaps", "cm"),
            Map.entry("services", "svc"),
            Map.entry("serviceaccounts", "sa"),
            Map.entry("persistentvolumeclaims", "pvc"),
            Map.entry("persistentvolumes", "pv"),
            Map.entry("endpoints", "ep"),
            Map.entry("limitranges", "limits"),
            Map.entry("resourcequotas", "quota"),
            Map.entry("nodes", "no"),
            Map.entry("deployments", "deploy"),
            Map.entry("replicasets", "rs"),
            Map.entry("statefulsets", "sts"),
            Map.entry("daemonsets", "ds"),
            Map.entry("cronjobs", "cj"),
            Map.entry("ingresses", "ing"),
            Map.entry("networkpolicies", "netpol"),
            Map.entry("poddisruptionbudgets", "pdb"),
            Map.entry("horizontalpodautoscalers", "hpa"),
            Map.entry("storageclasses", "sc"));

    private Discovery() {}

    record Answer(String body, String contentType) {}

    /** The answer to a path that names no resource; empty if it is none of these. */
    static Optional<Answer> answer(String path, String accept) {
        if (accept.contains("APIGroupDiscoveryList") && (path.equals("/api") || path.equals("/apis"))) {
            return Optional.of(new Answer(Json.text(aggregated(path.equals("/api"))), AGGREGATED));
        }
        if (path.equals("/openapi/v2")) {
            // A document that describes nothing: kubectl asks for it before it creates a list, whose objects it then
            // sends as they are.
            return Optional.of(new Answer("", "application/com.github.proto-openapi.spec.v2.v1.0+protobuf"));
        }
        return Optional.ofNullable(plain(path)).map(body -> new Answer(Json.text(body), JSON));
    }

    private static ObjectNode plain(String path) {
        if (path.startsWith(OPENAPI + "/")) {
            return openApi(path.substring(OPENAPI.length()).replaceFirst("^/apis?/", ""));
        }
        return switch (path) {
            case "/version" ->
                Json.object()
                        .put("major", "1")
                        .put("minor", "34")
                        .put("gitVersion", "v1.34.0-embedded")
                        .put("platform", "java");
            case "/api" -> versions();
            case "/apis" -> groups();
            case OPENAPI -> openApis();
            default -> path.matches("/api/v1|/apis/[^/]+/[^/]+") ? resources(path.replaceFirst("^/apis?/", "")) : null;
        };
    }

    private static ObjectNode versions() {
        ObjectNode versions = Json.object().put("kind", "APIVersions").put("apiVersion", "v1");
        versions.putArray("versions").add("v1");
        return versions;
    }

    private static List<String> groupVersions() {
        return ResourceType.ALL.stream()
                .map(ResourceType::apiVersion)
                .distinct()
                .toList();
    }

    private static ObjectNode groups() {
        ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        groupVersions().stream().filter(each -> each.contains("/")).forEach(groupVersion -> {
            String[] parts = groupVersion.split("/");
            ObjectNode group = groups.addObject().put("name", parts[0]);
            ObjectNode version = Json.object().put("groupVersion", groupVersion).put("version", parts[1]);
            group.putArray("versions").add(version);
            group.set("preferredVersion", version);
        });
        return list;
    }

    /** All kinds of all groups, or of the core group, in one answer. */
    private static ObjectNode aggregated(boolean core) {
        ObjectNode list =
                Json.object().put("kind", "APIGroupDiscoveryList").put("apiVersion", "apidiscovery.k8s.io/v2");
        list.putObject("metadata");
        ArrayNode groups = list.putArray("items");
        Map<String, ArrayNode> resources = new LinkedHashMap<>();
        for (ResourceType type : ResourceType.ALL) {
            if (type.group().isEmpty() == core) {
                describe(
                        resources
                                .computeIfAbsent(type.group() + "/" + type.version(), version -> {
                                    ObjectNode group = groups.addObject();
                                    group.putObject("metadata").put("name", type.group());
                                    return group.putArray("versions")
                                            .addObject()
                                            .put("version", type.version())
                                            .put("freshness", "Current")
                                            .putArray("resources");
                                })
                                .addObject(),
                        type);
            }
        }
        return list;
    }

    private static void describe(ObjectNode resource, ResourceType type) {
        resource.put("resource", type.plural()).put("scope", type.namespaced() ? "Namespaced" : "Cluster");
        resource.set("responseKind", groupVersionKind(type.group(), type.version(), type.kind()));
        names(resource, "singularResource", type);
    }

    private static ObjectNode groupVersionKind(String group, String version, String kind) {
        return Json.object().put("group", group).put("version", version).put("kind", kind);
    }

    private static void names(ObjectNode resource, String singular, ResourceType type) {
        resource.put(singular, type.kind().toLowerCase(Locale.ROOT));
        var shortName = SHORT_NAMES.get(type.plural());
        if (shortName != null) {
            resource.putArray("shortNames").add(shortName);
        }
        ArrayNode verbs = resource.putArray("verbs");
        for (String verb : new String[] {"create", "delete", "get", "list", "patch", "update", "watch"}) {
            verbs.add(verb);
        }
    }

    private static ObjectNode resources(String groupVersion) {
        ObjectNode list = Json.object().put("kind", "APIResourceList").put("apiVersion", "v1");
        ArrayNode resources = list.put("groupVersion", groupVersion).putArray("resources");
        ResourceType.in(groupVersion).forEach(type -> {
            ObjectNode resource = resources.addObject().put("name", type.plural());
            resource.put("namespaced", type.namespaced()).put("kind", type.kind());
            names(resource, "singularName", type);
        });
        if (resources.isEmpty()) {
            throw ApiError.noSuchResource();
        }
        return list;
    }

    private static ObjectNode openApis() {
        ObjectNode answer = Json.object();
        ObjectNode paths = answer.putObject("paths");
        groupVersions().forEach(version -> {
            var path = (version.contains("/") ? "apis/" : "api/") + version;
            paths.putObject(path).put("serverRelativeURL", OPENAPI + "/" + path + "?hash=embedded");
        });
        return answer;
    }

    /** Only what kubectl asks before it creates or applies: whether the server itself refuses unknown fields of a kind. */
    private static ObjectNode openApi(String groupVersion) {
        ObjectNode answer = Json.object().put("openapi", "3.0.0");
        answer.putObject("info").put("title", "Kubernetes").put("version", "embedded");
        ObjectNode paths = answer.putObject("paths");
        ResourceType.in(groupVersion)
                .forEach(type ->
                        validated(paths, type.plural(), groupVersionKind(type.group(), type.version(), type.kind())));
        return answer;
    }

    private static void validated(ObjectNode paths, String plural, ObjectNode kind) {
        ObjectNode patch = paths.putObject("/" + plural + "/{name}").putObject("patch");
        patch.putArray("parameters").addObject().put("name", "fieldValidation").put("in", "query");
        patch.set("x-kubernetes-group-version-kind", kind);
    }
}
