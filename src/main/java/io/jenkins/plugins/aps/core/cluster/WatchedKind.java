package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceList;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentList;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetList;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetList;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobList;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds that are read and watched to judge an application: those with a status. Never Secrets. */
record WatchedKind(
        String apiVersion,
        String kind,
        Class<? extends HasMetadata> type,
        Class<? extends KubernetesResourceList<?>> listType) {

    static final List<WatchedKind> ALL = List.of(
            new WatchedKind("v1", "Namespace", Namespace.class, NamespaceList.class),
            new WatchedKind(
                    "v1", "PersistentVolumeClaim", PersistentVolumeClaim.class, PersistentVolumeClaimList.class),
            new WatchedKind("apps/v1", "Deployment", Deployment.class, DeploymentList.class),
            new WatchedKind("apps/v1", "StatefulSet", StatefulSet.class, StatefulSetList.class),
            new WatchedKind("apps/v1", "ReplicaSet", ReplicaSet.class, ReplicaSetList.class),
            new WatchedKind("batch/v1", "Job", Job.class, JobList.class),
            new WatchedKind("networking.k8s.io/v1", "Ingress", Ingress.class, IngressList.class),
            new WatchedKind("v1", "Pod", Pod.class, PodList.class));

    /** Those inside of namespaces. */
    static final List<WatchedKind> INSIDE =
            ALL.stream().filter(WatchedKind::namespaced).toList();

    /** The namespaces themselves. */
    static final List<WatchedKind> NAMESPACES =
            ALL.stream().filter(kind -> !kind.namespaced()).toList();

    /** The words for them, without that of the namespace. */
    static Set<String> namespacedKinds() {
        return INSIDE.stream().map(WatchedKind::kind).collect(Collectors.toUnmodifiableSet());
    }

    boolean namespaced() {
        return !kind.equals("Namespace");
    }
}
