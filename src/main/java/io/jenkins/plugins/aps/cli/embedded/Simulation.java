package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The controllers: one thread that acts on every change of the store, and on timers, never by looking around. */
final class Simulation implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Simulation.class.getName());

    private final Store store;
    private final Deletions deletions;
    private final Namespaces namespaces;
    private final Workloads workloads;
    private final StatefulSets statefulSets;
    private final Kubelet kubelet;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(EmbeddedCluster.thread("aps-embedded-controllers"));

    Simulation(Store store, Writes writes, Deletions deletions, Duration pace) {
        this.store = store;
        this.deletions = deletions;
        Actor actor = new Actor(store, writes, deletions, this::later, pace);
        this.namespaces = new Namespaces(actor);
        this.workloads = new Workloads(actor);
        this.statefulSets = new StatefulSets(actor);
        this.kubelet = new Kubelet(actor);
    }

    void start() {
        store.listen(change -> later(
                Duration.ZERO,
                () -> store.atomically(() -> {
                    react(change);
                    return null;
                })));
        store.atomically(() -> {
            List.of("default", "kube-system", "kube-public", "kube-node-lease").forEach(namespaces::make);
            return null;
        });
    }

    String log(Call call) {
        return kubelet.log(call);
    }

    private void later(Duration delay, Runnable work) {
        try {
            var unused = thread.schedule(
                    () -> {
                        try {
                            work.run();
                        } catch (RuntimeException e) {
                            LOG.log(Level.WARNING, "A simulated controller failed", e);
                        }
                    },
                    delay.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.FINE, "The cluster has ended", e);
        }
    }

    private void react(Store.Change change) {
        Key key = change.key();
        if (change.after() == null) {
            collectDependents(change.before());
        } else {
            ObjectNode now = store.get(key);
            if (now != null && Json.uid(now).equals(Json.uid(change.after()))) {
                reconcile(key, now);
            }
        }
        change.state().path("metadata").path("ownerReferences").forEach(owner -> {
            ResourceType.ofKind(
                            owner.path("apiVersion").asText(),
                            owner.path("kind").asText())
                    .map(type -> key.sibling(type, owner.path("name").asText()))
                    .ifPresent(this::reconcileIfThere);
        });
        namespaces.settle(key.namespace());
    }

    private void reconcileIfThere(Key key) {
        ObjectNode object = store.get(key);
        if (object != null) {
            reconcile(key, object);
        }
    }

    private void reconcile(Key key, ObjectNode object) {
        switch (key.type().kind()) {
            case "Namespace" -> namespaces.reconcile(key, object);
            case "Pod" -> kubelet.reconcile(key, object);
            case "Deployment" -> workloads.deployment(key, object);
            case "ReplicaSet" -> workloads.replicaSet(key, object);
            case "StatefulSet" -> statefulSets.reconcile(key, object);
            case "ConfigMap", "Secret" -> kubelet.contentCame(key.namespace());
            case "PersistentVolumeClaim" ->
                store.modify(key, claim -> {
                    claim.withObject("status").put("phase", "Bound");
                    return claim;
                });
            case "Ingress" ->
                store.modify(key, ingress -> {
                    ingress.putObject("status")
                            .putObject("loadBalancer")
                            .putArray("ingress")
                            .addObject()
                            .put("ip", "127.0.0.1");
                    return ingress;
                });
            default -> {
                // Nothing happens to the others.
            }
        }
    }

    private void collectDependents(ObjectNode owner) {
        String namespace = owner.path("metadata").path("namespace").asText("");
        if (namespace.isEmpty()) {
            return;
        }
        for (ResourceType type : ResourceType.ALL) {
            for (ObjectNode object : store.list(type, namespace)) {
                if (Deletions.ownedBy(object, Json.uid(owner)) && !Json.deleting(object)) {
                    deletions.delete(Store.key(object), Json.object());
                }
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
