package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the API server says of itself: its version, groups and resources. */
final class Discovery {
    private Discovery() {}

    /** The answer to a path that names no resource; null if it is none of discovery's. */
    static ObjectNode answer(String path, String accept) {
        if (accept.contains("APIGroupDiscoveryList") && (path.equals("/api") || path.equals("/apis"))) {
            return aggregated(path.equals("/api"));
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
            default -> path.matches("/api/v1|/apis/[^/]+/[^/]+") ? resources(path.replaceFirst("^/apis?/", "")) : null;
        };
    }

    private static ObjectNode versions() {
        ObjectNode versions = Json.object().put("kind", "APIVersions").put("apiVersion", "v1");
        versions.putArray("versions").add("v1");
        return versions;
    }

    private static ObjectNode groups() {
        ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        ResourceType.ALL.stream()
                .filter(type -> !type.group().isEmpty())
                .map(type -> type.group() + "/" + type.version())
                .distinct()
                .forEach(groupVersion -> {
                    String[] parts = groupVersion.split("/");
                    ObjectNode group = groups.addObject().put("name", parts[0]);
                    ObjectNode version =
                            Json.object().put("groupVersion", groupVersion).put("version", parts[1]);
                    group.putArray("versions").add(version);
                    group.set("preferredVersion", version);
                });
        return list;
    }

    /** All kinds of all groups, or of the core group, in one answer. */
    private static ObjectNode aggregated(boolean core) {
        ObjectNode list =
                Json.object().put("kind", "APIGroupDiscoveryList").put("apiVersion", "apidiscovery.k8s.io/v2");
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
        resource.putObject("responseKind")
                .put("group", type.group())
                .put("version", type.version())
                .put("kind", type.kind());
        verbs(resource);
    }

    private static void verbs(ObjectNode resource) {
        ArrayNode verbs = resource.putArray("verbs");
        for (String verb : new String[] {"create", "delete", "get", "list", "patch", "update", "watch"}) {
            verbs.add(verb);
        }
    }

    private static ObjectNode resources(String groupVersion) {
        ObjectNode list = Json.object().put("kind", "APIResourceList").put("apiVersion", "v1");
        ArrayNode resources = list.put("groupVersion", groupVersion).putArray("resources");
        ResourceType.in(groupVersion).forEach(type -> {
            ObjectNode resource =
                    resources.addObject().put("name", type.plural()).put("singularName", "");
            resource.put("namespaced", type.namespaced()).put("kind", type.kind());
            verbs(resource);
        });
        if (resources.isEmpty()) {
            throw ApiError.noSuchResource();
        }
        return list;
    }
}
