package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.KubernetesCluster;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApplyOptions;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.Urls;
import io.jenkins.plugins.aps.core.plan.Plan;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A deployer with a platform namespace of its own: application {@code holiday}, a namespace with ConfigMaps. */
final class Installation implements AutoCloseable {
    static final ObjectRef NAMESPACE = new ObjectRef("v1", "Namespace", "", "holiday");
    private static final Map<String, String> LABELS =
            Map.of("app.kubernetes.io/managed-by", "aps-deployer", "app.kubernetes.io/part-of", "holiday");

    private final ClusterClient cluster;
    private final Threads threads = new Threads(work -> {
        var thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    });

    Installation(EmbeddedCluster embedded, String door, String platformNamespace) {
        var credential = new ClusterCredential.Kubeconfig(new SecretValue(embedded.kubeconfig()), "", false);
        var settings = new ClusterSettings("default", "", "", () -> credential, platformNamespace, "", "activiti-7");
        cluster = KubernetesCluster.open(settings, door, Duration.ofSeconds(30));
    }

    ClusterClient cluster() {
        return cluster;
    }

    DeployOutcome deploy(String operation, String... maps) throws Exception {
        var descriptor = new Descriptor(
                "holiday", "default", "holiday", "id", 1, "c0ffee", Access.NONE, List.of(), List.of(), "activiti-7");
        var prepared = new Prepared(
                descriptor,
                new Kept("{\"maps\":\"" + String.join(" ", maps) + "\"}", "{}"),
                List.of(),
                v -> plan(maps));
        var order = new DeployOrder(
                operation,
                "dora",
                "",
                "holiday",
                Duration.ofMinutes(1),
                Duration.ofSeconds(20),
                false,
                IfRunning.SUPERSEDE,
                "default",
                () -> prepared,
                kept -> new Prepared(descriptor, kept, List.of(), v -> plan(maps)),
                Optional.empty(),
                Optional.empty(),
                ApplyOptions.NONE);
        return value(new DeployRun(
                        order,
                        () -> Instance.notDeployed("holiday", "default"),
                        cluster,
                        id -> true,
                        threads,
                        DeployListener.SILENT,
                        InstantSource.system())
                .start()
                .result());
    }

    UndeployResult forceUndeploy(String operation) throws Exception {
        var request = new UndeployRequest(operation, "dora", "", "holiday", "", true, false, Duration.ofSeconds(10));
        return value(new UndeployRun(
                        request,
                        () -> Instance.notDeployed("holiday", "default"),
                        cluster,
                        id -> true,
                        threads,
                        DeployListener.SILENT,
                        InstantSource.system())
                .start()
                .result());
    }

    String namespaceUid() {
        return cluster.find(NAMESPACE).orElseThrow().getMetadata().getUid();
    }

    @Override
    public void close() {
        threads.close();
        cluster.close();
    }

    static PlannedObject namespace() {
        var body = new NamespaceBuilder()
                .withNewMetadata()
                .withName("holiday")
                .withLabels(LABELS)
                .endMetadata()
                .build();
        return new PlannedObject(NAMESPACE, body, "n", PlannedObject.Mode.APPLY);
    }

    static PlannedObject map(String name) {
        var body = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("holiday")
                .withLabels(LABELS)
                .endMetadata()
                .addToData("colour", "blue")
                .build();
        var ref = new ObjectRef("v1", "ConfigMap", "holiday", name);
        return new PlannedObject(ref, body, "blue", PlannedObject.Mode.APPLY);
    }

    static PlannedObject service(String name) {
        var body = new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("holiday")
                .withLabels(LABELS)
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(80)
                .endPort()
                .endSpec()
                .build();
        var ref = new ObjectRef("v1", "Service", "holiday", name);
        return new PlannedObject(ref, body, "s", PlannedObject.Mode.APPLY);
    }

    private static Plan plan(String... maps) {
        var objects = new ArrayList<PlannedObject>();
        for (var name : maps) {
            objects.add(map(name));
        }
        return new Plan(
                List.of(new Plan.Wave(0, "namespace", List.of(namespace())), new Plan.Wave(1, "settings", objects)),
                Urls.NONE);
    }

    private static <T> T value(CompletableFuture<T> result) throws Exception {
        try {
            return result.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }
}
