package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells before anything is written which rights are missing, all at once. What rules allow takes one to four requests; only
 * what they don't show is asked right by right, as other authorizers than RBAC need not list what they allow. Nothing is
 * remembered: rights change. Safe for many threads.
 */
final class Rights implements AutoCloseable {
    /** Of the questions to one cluster, by all operations: one after another they take seconds. */
    static final int AT_ONCE = 8;

    private final Connection connection;
    private final ObjectReader reader;
    private final Reviews reviews;
    private final OwnBinding binding;
    private final ExecutorService pool;

    Rights(Connection connection, ObjectReader reader, Reviews reviews, OwnBinding binding) {
        this.connection = connection;
        this.reader = reader;
        this.reviews = reviews;
        this.binding = binding;
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

    /** Every right that deploying into a namespace needs and that is missing. */
    List<Problem> missing(String namespace) {
        var platform = connection.settings().platformNamespace();
        var everywhere = reviews.rules(Reviews.EVERYWHERE);
        var records = everywhere.lacking(Need.OF_PLATFORM);
        if (!records.isEmpty()) {
            records = denied(reviews.rules(platform).lacking(Need.OF_PLATFORM), platform);
        }
        var problems = new ArrayList<Problem>();
        problems.addAll(ofCluster(everywhere, namespace));
        problems.addAll(told(records, platform, ""));
        problems.addAll(ofApplication(everywhere, namespace));
        return problems;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private List<Problem> ofCluster(Rules everywhere, String namespace) {
        var lacking = denied(everywhere.lacking(Need.OF_CLUSTER), "");
        if (lacking.isEmpty()) {
            return List.of();
        }
        var prepared = denied(everywhere.lacking(Need.OF_CLUSTER_PREPARED), "");
        return prepared.isEmpty() && isPrepared(namespace)
                ? List.of()
                : told(lacking, "", ", and namespace '" + namespace + "' is not one that an administrator prepared");
    }

    private boolean isPrepared(String namespace) {
        return reader.find(new ObjectRef("v1", "Namespace", "", namespace))
                .filter(live -> Labels.prepared(live, namespace))
                .map(HasMetadata::getMetadata)
                .isPresent();
    }

    private List<Problem> ofApplication(Rules everywhere, String namespace) {
        if (everywhere.lacking(Need.OF_APPLICATION).isEmpty()) {
            return List.of();
        }
        var inside = reviews.rules(namespace);
        var lacking = inside.lacking(Need.OF_APPLICATION);
        if (lacking.isEmpty()) {
            return List.of();
        }
        var toBind = inside.lacking(Need.OF_BINDING);
        if (!toBind.isEmpty()) {
            lacking = denied(lacking, namespace);
            toBind = lacking.isEmpty() ? List.of() : denied(toBind, namespace);
        }
        if (lacking.isEmpty()) {
            return List.of();
        }
        var some = toBind.stream().mapToInt(need -> need.verbs().size()).sum()
                < Need.OF_BINDING.stream().mapToInt(need -> need.verbs().size()).sum();
        if (toBind.isEmpty()) {
            return afterBinding(lacking, namespace);
        }
        return some
                ? told(toBind, namespace, ", so that it can't bind what it needs there")
                : told(lacking, namespace, "");
    }

    /** We can give ourselves what the role has; what it lacks may still come from elsewhere. */
    private List<Problem> afterBinding(List<Need> lacking, String namespace) {
        var role = reviews.role(OwnBinding.ROLE);
        if (role.isEmpty()) {
            return List.of(new Problem("clusterroles", "there is no ClusterRole '" + OwnBinding.ROLE + "'"));
        }
        var notInRole = denied(role.get().lacking(lacking), namespace);
        if (notInRole.isEmpty()) {
            binding.expect(namespace);
        }
        return told(notInRole, namespace, ", nor does ClusterRole '" + OwnBinding.ROLE + "' allow it");
    }

    private static List<Problem> told(List<Need> missing, String namespace, String more) {
        var place = namespace.isEmpty() ? "at cluster scope" : "in namespace '" + namespace + "'";
        return missing.stream()
                .map(need -> new Problem(
                        need.qualified(),
                        "our account cannot " + String.join(", ", need.verbs()) + " " + need + " " + place + more))
                .toList();
    }

    /** Of these the ones that are really denied; a cluster that gives no answer to a question is not taken as a no. */
    private List<Need> denied(List<Need> unseen, String namespace) {
        var asked = new ArrayList<List<Future<Boolean>>>();
        for (var need : unseen) {
            asked.add(need.verbs().stream()
                    .map(verb -> pool.submit(() -> reviews.allowed(need, verb, namespace)))
                    .toList());
        }
        try {
            var denied = new ArrayList<Need>();
            for (int i = 0; i < asked.size(); i++) {
                var need = unseen.get(i);
                var verbs = new ArrayList<String>();
                for (int v = 0; v < need.verbs().size(); v++) {
                    if (!value(asked.get(i).get(v))) {
                        verbs.add(need.verbs().get(v));
                    }
                }
                if (!verbs.isEmpty()) {
                    denied.add(need.only(verbs));
                }
            }
            return denied;
        } finally {
            asked.forEach(answers -> answers.forEach(answer -> answer.cancel(true)));
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
}
