package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists what stands in a namespace, of every kind that the cluster says it has and that can be listed and deleted: the
 * kinds that keep a namespace from going. Two requests tell the kinds (aggregated discovery, from Kubernetes 1.27 on), one
 * more each lists its objects' metadata.
 */
final class NamespaceContents {
    private static final String KINDS = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Connection connection;

    NamespaceContents(Connection connection) {
        this.connection = connection;
    }

    private record Kind(String apiVersion, String kind, String resource) {}

    /** Of one namespace. Throws {@code unreachable} where the cluster does not answer. */
    Contents of(String namespace) {
        var kinds = new ArrayList<Kind>();
        var unlisted = new ArrayList<String>();
        var dead = new ArrayList<String>();
        for (var root : List.of("/api", "/apis")) {
            kinds(root, kinds, unlisted, dead);
        }
        var refused = new ArrayList<String>();
        // Events are served by two groups: an object is one by its UID.
        Map<String, Remnant> objects = new LinkedHashMap<>();
        for (var kind : kinds) {
            try {
                list(kind, namespace).forEach(found -> objects.putIfAbsent(found.uid(), found));
            } catch (ApsException e) {
                if (e.code() == ErrorCode.UNREACHABLE && !kind.apiVersion().contains(".")) {
                    throw e;
                }
                if (e.code() == ErrorCode.NOT_ALLOWED) {
                    refused.add(ApiPath.resource(kind.resource(), kind.apiVersion()));
                } else {
                    unlisted.add(e.getMessage());
                }
            }
        }
        // In one sentence: an account with few rights lacks dozens.
        if (!refused.isEmpty()) {
            unlisted.add("our account at cluster '" + connection.name() + "' cannot list " + String.join(", ", refused)
                    + " in namespace '" + namespace + "'");
        }
        return new Contents(List.copyOf(objects.values()), unlisted, dead);
    }

    private void kinds(String root, List<Kind> kinds, List<String> unlisted, List<String> dead) {
        var groups = read(root, KINDS, "get", new ObjectRef("v1", "APIGroup", "", ""));
        if (!groups.path("kind").asText().equals("APIGroupDiscoveryList")) {
            unlisted.add("cluster '" + connection.name()
                    + "' does not tell its kinds in one answer (it is older than Kubernetes 1.27)");
            return;
        }
        for (var group : groups.path("items")) {
            var name = group.path("metadata").path("name").asText("");
            for (var version : group.path("versions")) {
                if (version.path("freshness").asText("").equals("Stale")) {
                    dead.add(version.path("version").asText() + "." + name);
                }
            }
            // The first version is the preferred one; the others show the same objects.
            var version = group.path("versions").path(0);
            if (!version.path("freshness").asText("").equals("Stale")) {
                var number = version.path("version").asText();
                version.path("resources").forEach(each -> kind(each, name.isEmpty() ? number : name + "/" + number)
                        .ifPresent(kinds::add));
            }
        }
    }

    private static java.util.Optional<Kind> kind(JsonNode resource, String apiVersion) {
        var verbs = new ArrayList<String>();
        resource.path("verbs").forEach(verb -> verbs.add(verb.asText()));
        return resource.path("scope").asText().equals("Namespaced") && verbs.containsAll(List.of("list", "delete"))
                ? java.util.Optional.of(new Kind(
                        apiVersion,
                        resource.path("responseKind").path("kind").asText(),
                        resource.path("resource").asText()))
                : java.util.Optional.empty();
    }

    private List<Remnant> list(Kind kind, String namespace) {
        var of = new ObjectRef(kind.apiVersion(), kind.kind(), namespace, "");
        return Pages.all(connection.name(), of, ApiPath.collection(of, kind.resource()), "", at -> {
            var answer = connection.ask(ApiCall.metadata(at, of));
            var page = parse(at, answer);
            var found = new ArrayList<Remnant>();
            for (var item : page.path("items")) {
                var meta = JSON.convertValue(item.path("metadata"), ObjectMeta.class);
                var ref = new ObjectRef(kind.apiVersion(), kind.kind(), namespace, meta.getName());
                found.add(new Remnant(ref, kind.resource(), meta));
            }
            return new Pages.Page<>(
                    found,
                    page.path("metadata").path("continue").asText(""),
                    answer.body().length());
        });
    }

    private JsonNode read(String path, String accept, String verb, ObjectRef of) {
        return parse(path, connection.ask(ApiCall.read(path, verb, of).accepting(accept)));
    }

    private JsonNode parse(String path, ApiAnswer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new ApsException(
                    ErrorCode.UNREACHABLE,
                    "cluster '" + connection.name() + "' answered " + path + " with something else than JSON");
        }
    }
}
