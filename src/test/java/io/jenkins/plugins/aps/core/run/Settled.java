package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.cluster.Holder;
import io.jenkins.plugins.aps.core.cluster.KubernetesCluster;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.Verdict;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** An application that stands on a real API server, as a deployment leaves it, and what is done to remove it. */
final class Settled implements AutoCloseable {
    private static final Known NOTHING = new Known("", "", 0, Set.of());

    final List<DeployEvent> told = new CopyOnWriteArrayList<>();
    private final String application;
    private final ClusterClient cluster;
    private final Threads threads = new Threads(work -> {
        var thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    });

    Settled(String application, String kubeconfig, String platformNamespace) {
        this.application = application;
        var credential = new ClusterCredential.Kubeconfig(new SecretValue(kubeconfig), "", false);
        var settings = new ClusterSettings("default", "", "", () -> credential, platformNamespace, "", "activiti-7");
        cluster = KubernetesCluster.open(settings, "door-" + application, Duration.ofSeconds(30));
    }

    /** A namespace, settings, and a service of one pod. */
    Settled deploy(String image) throws Exception {
        cluster.doors().open();
        var items = new ArrayList<Item>();
        items.add(write(
                0, new NamespaceBuilder().withMetadata(meta("", application)).build()));
        items.add(write(
                1,
                new ConfigMapBuilder()
                        .withMetadata(meta(application, "settings"))
                        .build()));
        var selector = Map.of("app.kubernetes.io/name", "rb");
        items.add(write(
                3,
                new DeploymentBuilder()
                        .withMetadata(meta(application, "rb"))
                        .withNewSpec()
                        .withReplicas(1)
                        .withNewSelector()
                        .withMatchLabels(selector)
                        .endSelector()
                        .withNewTemplate()
                        .withMetadata(meta("", null))
                        .withNewSpec()
                        .addNewContainer()
                        .withName("rb")
                        .withImage(image)
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build()));
        var now = Instant.now();
        var begun = RecordEdits.begin(
                Optional.empty(),
                new RecordEdits.Beginning(
                        "op-0", OperationType.DEPLOY, Phase.PLANNED, "dora", "", new Holder("door", ""), now),
                new RecordEdits.Intent(application, "holiday", "holiday/1", "activiti-7", 1, items));
        cluster.records().create(RecordEdits.end(begun, items.get(0).uid(), Verdict.SUCCEEDED, "", items, now));
        return this;
    }

    private Item write(int wave, HasMetadata body) {
        var namespace = body.getMetadata().getNamespace() == null
                ? ""
                : body.getMetadata().getNamespace();
        var ref = new ObjectRef(
                body.getApiVersion(),
                body.getKind(),
                namespace,
                body.getMetadata().getName());
        var written = cluster.write(new PlannedObject(ref, body, "h", PlannedObject.Mode.APPLY), "op-0", NOTHING);
        return new Item(ref, written.uid(), "h", written.generation(), wave);
    }

    private ObjectMeta meta(String namespace, String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace.isEmpty() ? null : namespace)
                .addToLabels("app.kubernetes.io/managed-by", "aps-deployer")
                .addToLabels("app.kubernetes.io/part-of", application)
                .addToLabels("app.kubernetes.io/name", "rb")
                .build();
    }

    UndeployResult undeploy(boolean force, boolean foreignToo, Duration timeout) throws Exception {
        return undeploy(force, foreignToo, timeout, told::add);
    }

    UndeployResult undeploy(boolean force, boolean foreignToo, Duration timeout, DeployListener listener)
            throws Exception {
        var request =
                new UndeployRequest("op-" + System.nanoTime(), "dora", "", application, "", force, foreignToo, timeout);
        // Shorter than people have them: what is waited for here is on this machine. The namespace controller lets 5 s
        // pass after a write.
        var graces = new Graces(Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(10));
        return new UndeployRun(
                        request,
                        () -> World.instance(Status.RUNNING),
                        cluster,
                        id -> false,
                        threads,
                        listener,
                        InstantSource.system(),
                        graces)
                .start()
                .result()
                .get(2, TimeUnit.MINUTES);
    }

    List<String> notices() {
        return told.stream()
                .filter(DeployEvent.Notice.class::isInstance)
                .map(event -> ((DeployEvent.Notice) event).text())
                .toList();
    }

    boolean recorded() {
        return cluster.records().find(application).isPresent();
    }

    @Override
    public void close() {
        threads.close();
        cluster.close();
    }
}
