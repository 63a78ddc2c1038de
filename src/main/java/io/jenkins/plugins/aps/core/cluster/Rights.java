package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.ArrayList;
import java.util.List;

/** Asks the cluster, right by right, whether we have what deploying needs, so that all that is missing is told at once. */
final class Rights {
    /** Of namespaces, at cluster scope. Creating by apply needs both patch and create. */
    private static final List<Need> OF_CLUSTER =
            List.of(new Need("", "namespaces", "create", "get", "list", "watch", "patch", "delete"));

    /** Records and heartbeats, in the platform namespace. */
    private static final List<Need> OF_PLATFORM = List.of(
            new Need("", "configmaps", "create", "get", "list", "update", "delete"),
            new Need("coordination.k8s.io", "leases", "create", "get", "patch", "delete"));

    /** What applications consist of, in their own namespaces. */
    private static final List<Need> OF_APPLICATION = List.of(
            new Need("", "configmaps", "create", "get", "patch", "delete"),
            new Need("", "secrets", "create", "get", "patch", "delete"),
            new Need("", "services", "create", "get", "patch", "delete"),
            new Need("", "serviceaccounts", "create", "get", "patch", "delete"),
            new Need("", "persistentvolumeclaims", "create", "get", "list", "watch", "patch"),
            new Need("apps", "deployments", "create", "get", "list", "watch", "patch", "delete"),
            new Need("apps", "statefulsets", "create", "get", "list", "watch", "patch", "delete"),
            new Need("apps", "replicasets", "list", "watch"),
            new Need("batch", "jobs", "list", "watch"),
            new Need("networking.k8s.io", "ingresses", "create", "get", "list", "watch", "patch", "delete"),
            new Need("", "pods", "list", "watch"),
            new Need("", "pods/log", "get"),
            new Need("", "events", "list"));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectRef REVIEW = new ObjectRef("authorization.k8s.io/v1", "SelfSubjectAccessReview", "", "");

    private final Connection connection;

    Rights(Connection connection) {
        this.connection = connection;
    }

    /** Every right that is missing; a cluster that gives no answer to a question is not taken as a no. */
    List<Problem> missing(String namespace) {
        var problems = new ArrayList<Problem>();
        OF_CLUSTER.forEach(need -> check(need, "", problems));
        OF_PLATFORM.forEach(need -> check(need, connection.settings().platformNamespace(), problems));
        OF_APPLICATION.forEach(need -> check(need, namespace, problems));
        return problems;
    }

    private void check(Need need, String namespace, List<Problem> problems) {
        var missing = need.verbs().stream()
                .filter(verb -> !allowed(need, verb, namespace))
                .toList();
        if (!missing.isEmpty()) {
            var place = namespace.isEmpty() ? "at cluster scope" : "in namespace '" + namespace + "'";
            problems.add(new Problem(
                    need.name(), "our account cannot " + String.join(", ", missing) + " " + need.name() + " " + place));
        }
    }

    private boolean allowed(Need need, String verb, String namespace) {
        var review = JSON.createObjectNode();
        review.put("apiVersion", REVIEW.apiVersion()).put("kind", REVIEW.kind());
        var asked = review.putObject("spec").putObject("resourceAttributes");
        var slash = need.resource().indexOf('/');
        asked.put("verb", verb)
                .put("group", need.group())
                .put("resource", slash < 0 ? need.resource() : need.resource().substring(0, slash));
        if (slash >= 0) {
            asked.put("subresource", need.resource().substring(slash + 1));
        }
        if (!namespace.isEmpty()) {
            asked.put("namespace", namespace);
        }
        var answer = connection.ask(ApiCall.create(REVIEW, review.toString()));
        try {
            return JSON.readTree(answer.body()).path("status").path("allowed").asBoolean(true);
        } catch (JsonProcessingException e) {
            throw new ApsException(
                    ErrorCode.UNREACHABLE,
                    "cluster '" + connection.name() + "' answered an access review with something else than JSON");
        }
    }

    /** Verbs that are needed of one resource, which may name a subresource. */
    private record Need(String group, String resource, List<String> verbs) {
        Need(String group, String resource, String... verbs) {
            this(group, resource, List.of(verbs));
        }

        String name() {
            return group.isEmpty() ? resource : resource + "." + group;
        }
    }
}
