package io.jenkins.plugins.aps.core.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.jenkins.plugins.aps.core.catalog.Catalogs;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.RecordedOperation;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Entry;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.descriptor.DescriptorJson;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What a cluster shows of an application of four services that runs, with a pod each. */
final class LoadedApplication {
    private static final List<String> SERVICES = List.of("rb", "query", "email", "erp");
    private static final String CATALOG = Catalogs.toJson(Catalogs.builtIn().get("activiti-7"));
    static final Instant T = Instant.parse("2026-11-24T04:00:00Z");

    private final String name;
    private final String namespaceUid = uid();
    private final List<HasMetadata> objects = new ArrayList<>();
    private final List<ApplicationRecord.Item> inventory = new ArrayList<>();
    private boolean away;

    LoadedApplication(int number) {
        name = "application-" + number;
        objects.add(new NamespaceBuilder()
                .withMetadata(meta("", name, name))
                .withNewStatus()
                .withPhase("Active")
                .endStatus()
                .build());
        for (var service : SERVICES) {
            add(service);
        }
        objects.add(new IngressBuilder()
                .withMetadata(meta(name, "ingress", "ingress"))
                .build());
    }

    private static String uid() {
        return UUID.randomUUID().toString();
    }

    private ObjectMeta meta(String namespace, String object, String service) {
        return new ObjectMetaBuilder()
                .withName(object)
                .withNamespace(namespace.isEmpty() ? null : namespace)
                .withUid(uid())
                .withResourceVersion(String.valueOf(object.hashCode()))
                .withGeneration(1L)
                .withCreationTimestamp(T.toString())
                .addToLabels("app.kubernetes.io/managed-by", "aps-deployer")
                .addToLabels("app.kubernetes.io/part-of", name)
                .addToLabels("app.kubernetes.io/name", service)
                .addToLabels("app.kubernetes.io/component", "connector")
                .addToAnnotations("aps.jenkins.io/release", "holiday/1")
                .addToAnnotations("aps.jenkins.io/operation", "op-" + name)
                .build();
    }

    private void add(String service) {
        var deployment = meta(name, service, service);
        inventory.add(new ApplicationRecord.Item(
                new ObjectRef("apps/v1", "Deployment", name, service), deployment.getUid(), "0a1b2c3d4e5f", 1, 3));
        objects.add(new DeploymentBuilder()
                .withMetadata(deployment)
                .withNewSpec()
                .withReplicas(1)
                .withNewSelector()
                .addToMatchLabels("app.kubernetes.io/name", service)
                .endSelector()
                .endSpec()
                .withNewStatus()
                .withObservedGeneration(1L)
                .withReplicas(1)
                .withUpdatedReplicas(1)
                .withReadyReplicas(1)
                .withAvailableReplicas(1)
                .addNewCondition()
                .withType("Available")
                .withStatus("True")
                .withReason("MinimumReplicasAvailable")
                .withLastTransitionTime(T.toString())
                .endCondition()
                .endStatus()
                .build());
        var set = meta(name, service + "-5d4f7c9b8", service);
        set.getAnnotations().put("deployment.kubernetes.io/revision", "1");
        set.setOwnerReferences(owner("Deployment", deployment));
        objects.add(new ReplicaSetBuilder()
                .withMetadata(set)
                .withNewSpec()
                .withReplicas(1)
                .endSpec()
                .withNewStatus()
                .withReplicas(1)
                .withReadyReplicas(1)
                .endStatus()
                .build());
        var pod = meta(name, service + "-5d4f7c9b8-x2x4z", service);
        pod.setOwnerReferences(owner("ReplicaSet", set));
        objects.add(new PodBuilder()
                .withMetadata(pod)
                .withNewSpec()
                .addNewContainer()
                .withName(service)
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withLastTransitionTime(T.toString())
                .endCondition()
                .addNewContainerStatus()
                .withName(service)
                .withReady(true)
                .withRestartCount(0)
                .withNewState()
                .withNewRunning()
                .withStartedAt(T.toString())
                .endRunning()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build());
    }

    private static List<io.fabric8.kubernetes.api.model.OwnerReference> owner(String kind, ObjectMeta meta) {
        return List.of(new io.fabric8.kubernetes.api.model.OwnerReferenceBuilder()
                .withApiVersion("apps/v1")
                .withKind(kind)
                .withName(meta.getName())
                .withUid(meta.getUid())
                .withController(true)
                .build());
    }

    String name() {
        return name;
    }

    /** One of its services goes, or comes back. */
    synchronized void toggle() {
        away = !away;
    }

    synchronized List<HasMetadata> objects() {
        return objects.stream()
                .filter(object -> !away || !object.getMetadata().getName().equals("erp"))
                .toList();
    }

    /** As read from its ConfigMap. */
    Entry record() {
        return record(Verdict.SUCCEEDED);
    }

    /** @param verdict null: it is at work */
    Entry record(Verdict verdict) {
        var operation = new OperationSummary(
                "op-" + name,
                OperationType.DEPLOY,
                verdict == null ? Phase.APPLYING : Phase.DONE,
                T,
                verdict == null ? null : T.plusSeconds(60),
                verdict,
                "dora",
                "",
                "");
        return new Entry(
                name,
                Optional.of(new ApplicationRecord(
                        name,
                        namespaceUid,
                        "holiday",
                        "holiday/1",
                        "activiti-7",
                        1,
                        1,
                        T,
                        T,
                        new Owner("", "", 1),
                        List.of(new RecordedOperation(operation, 1, "holiday/1")),
                        inventory,
                        "1")),
                "");
    }

    Kept kept() {
        var connectors = Stream.of("email", "erp")
                .map(each -> new Descriptor.Connector(
                        each,
                        "",
                        "registry.example.org/" + each + ":1",
                        Map.of("HOST", each + ".example.org"),
                        Map.of()))
                .toList();
        return new Kept(
                DescriptorJson.write(new Descriptor(
                        name,
                        "default",
                        "holiday",
                        UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .toString(),
                        1,
                        "0123456789012345678901234567890123456789",
                        new Access(new Principals(List.of("ada"), List.of()), new Principals(List.of(), List.of("hr"))),
                        connectors,
                        List.of(),
                        "activiti-7")),
                CATALOG);
    }
}
