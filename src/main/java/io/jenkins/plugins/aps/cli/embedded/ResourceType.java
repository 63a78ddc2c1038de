package io.jenkins.plugins.aps.cli.embedded;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind that the embedded cluster serves.
 *
 * @param group empty for the core group
 * @param version for example {@code v1}
 * @param plural as in paths
 * @param kind as in bodies
 * @param namespaced whether its objects live in namespaces
 * @param generations whether a changed spec raises {@code metadata.generation}, which not every kind does
 */
record ResourceType(String group, String version, String plural, String kind, boolean namespaced, boolean generations) {

    static final ResourceType NAMESPACE = new ResourceType("", "v1", "namespaces", "Namespace", false, false);
    static final ResourceType POD = core("pods", "Pod");
    static final ResourceType EVENT = core("events", "Event");
    static final ResourceType CONFIG_MAP = core("configmaps", "ConfigMap");
    static final ResourceType SECRET = core("secrets", "Secret");
    static final ResourceType SERVICE = core("services", "Service");
    static final ResourceType SERVICE_ACCOUNT = core("serviceaccounts", "ServiceAccount");
    static final ResourceType CLAIM = core("persistentvolumeclaims", "PersistentVolumeClaim");
    static final ResourceType DEPLOYMENT = workload("apps", "deployments", "Deployment");
    static final ResourceType REPLICA_SET = workload("apps", "replicasets", "ReplicaSet");
    static final ResourceType STATEFUL_SET = workload("apps", "statefulsets", "StatefulSet");
    static final ResourceType DAEMON_SET = workload("apps", "daemonsets", "DaemonSet");
    static final ResourceType JOB = workload("batch", "jobs", "Job");
    static final ResourceType INGRESS = workload("networking.k8s.io", "ingresses", "Ingress");

    static final List<ResourceType> ALL = List.of(
            NAMESPACE,
            POD,
            EVENT,
            CONFIG_MAP,
            SECRET,
            SERVICE,
            SERVICE_ACCOUNT,
            CLAIM,
            core("endpoints", "Endpoints"),
            core("limitranges", "LimitRange"),
            core("resourcequotas", "ResourceQuota"),
            new ResourceType("", "v1", "nodes", "Node", false, false),
            new ResourceType("", "v1", "persistentvolumes", "PersistentVolume", false, false),
            DEPLOYMENT,
            REPLICA_SET,
            STATEFUL_SET,
            DAEMON_SET,
            new ResourceType("apps", "v1", "controllerrevisions", "ControllerRevision", true, false),
            JOB,
            workload("batch", "cronjobs", "CronJob"),
            INGRESS,
            workload("networking.k8s.io", "networkpolicies", "NetworkPolicy"),
            new ResourceType("networking.k8s.io", "v1", "ingressclasses", "IngressClass", false, true),
            workload("policy", "poddisruptionbudgets", "PodDisruptionBudget"),
            new ResourceType("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", true, false),
            new ResourceType("rbac.authorization.k8s.io", "v1", "roles", "Role", true, false),
            new ResourceType("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding", true, false),
            new ResourceType("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", false, false),
            new ResourceType(
                    "rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding", false, false),
            new ResourceType("coordination.k8s.io", "v1", "leases", "Lease", true, false),
            new ResourceType("storage.k8s.io", "v1", "storageclasses", "StorageClass", false, false));

    private static ResourceType core(String plural, String kind) {
        return new ResourceType("", "v1", plural, kind, true, false);
    }

    private static ResourceType workload(String group, String plural, String kind) {
        return new ResourceType(group, "v1", plural, kind, true, true);
    }

    static Optional<ResourceType> of(String apiVersion, String plural) {
        return in(apiVersion).filter(type -> type.plural.equals(plural)).findFirst();
    }

    static Optional<ResourceType> ofKind(String apiVersion, String kind) {
        return in(apiVersion).filter(type -> type.kind.equals(kind)).findFirst();
    }

    static Stream<ResourceType> in(String apiVersion) {
        return ALL.stream().filter(type -> type.apiVersion().equals(apiVersion));
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@code deployments.apps}, as messages of the API server name it. */
    String qualified() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
