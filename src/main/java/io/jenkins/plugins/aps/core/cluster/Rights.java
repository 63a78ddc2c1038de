package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Asks the cluster, right by right, whether we have what deploying needs, so that all that is missing is told at once.
 * Safe for many threads.
 */
final class Rights implements AutoCloseable {
    /** Of the questions to one cluster, by all operations: one after another they take seconds. */
    static final int AT_ONCE = 8;

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
    private final ExecutorService pool;

    Rights(Connection connection) {
        this.connection = connection;
        var threads = new ThreadPoolExecutor(
                AT_ONCE,
                AT_ONCE,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DaemonThreads("aps-rights-" + connection.name()));
        threads.allowCoreThreadTimeOut(true);
        this.pool = threads;
    }

    /** Every right that is missing; a cluster that gives no answer to a question is not taken as a no. */
    List<Problem> missing(String namespace) {
        var asked = new ArrayList<Asked>();
        OF_CLUSTER.forEach(need -> asked.add(ask(need, "")));
        OF_PLATFORM.forEach(need -> asked.add(ask(need, connection.settings().platformNamespace())));
        OF_APPLICATION.forEach(need -> asked.add(ask(need, namespace)));
        try {
            var problems = new ArrayList<Problem>();
            for (var each : asked) {
                each.problem().ifPresent(problems::add);
            }
            return problems;
        } finally {
            asked.forEach(Asked::cancel);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private Asked ask(Need need, String namespace) {
        var answers = new LinkedHashMap<String, Future<Boolean>>();
        need.verbs().forEach(verb -> answers.put(verb, pool.submit(() -> allowed(need, verb, namespace))));
        return new Asked(need, namespace, answers);
    }

    /** What was asked, by verb. */
    private record Asked(Need need, String namespace, Map<String, Future<Boolean>> answers) {
        Optional<Problem> problem() {
            var missing = answers.entrySet().stream()
                    .filter(answer -> !value(answer.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            var place = namespace.isEmpty() ? "at cluster scope" : "in namespace '" + namespace + "'";
            var lacks = "our account cannot " + String.join(", ", missing) + " " + need.name() + " " + place;
            return missing.isEmpty() ? Optional.empty() : Optional.of(new Problem(need.name(), lacks));
        }

        void cancel() {
            answers.values().forEach(answer -> answer.cancel(true));
        }
    }

    private static boolean value(Future<Boolean> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ApsException aps ? aps : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApsException(ErrorCode.UNREACHABLE, "interrupted while asking what our account may do");
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
