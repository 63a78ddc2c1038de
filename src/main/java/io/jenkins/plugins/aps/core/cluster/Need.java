package io.jenkins.plugins.aps.core.cluster;

import java.util.List;

/**
 * Verbs that are needed of one resource.
 *
 * @param group of the API; empty: the core group
 * @param resource may name a subresource, as {@code pods/log}
 * @param name of the only object that is meant; empty: any
 */
record Need(String group, String resource, String name, List<String> verbs) {
    private static final String RBAC = "rbac.authorization.k8s.io";

    /** Of namespaces, at cluster scope. Creating by apply needs both patch and create. */
    static final List<Need> OF_CLUSTER =
            List.of(new Need("", "namespaces", "create", "get", "list", "watch", "patch", "delete"));

    /** The same where an administrator makes the namespaces. */
    static final List<Need> OF_CLUSTER_PREPARED = List.of(new Need("", "namespaces", "get", "list", "watch"));

    /** Records and heartbeats, in the platform namespace. */
    static final List<Need> OF_PLATFORM = List.of(
            new Need("", "configmaps", "create", "get", "list", "update", "delete"),
            new Need("coordination.k8s.io", "leases", "create", "get", "patch", "delete"));

    /** What applications consist of, in their own namespaces. */
    static final List<Need> OF_APPLICATION = List.of(
            new Need("", "configmaps", "create", "get", "patch", "delete"),
            new Need("", "secrets", "create", "get", "patch", "delete"),
            new Need("", "services", "create", "get", "patch", "delete"),
            new Need("", "serviceaccounts", "create", "get", "patch", "delete"),
            new Need("", "persistentvolumeclaims", "create", "get", "list", "watch"),
            new Need("apps", "deployments", "create", "get", "list", "watch", "patch", "delete"),
            new Need("apps", "statefulsets", "create", "get", "list", "watch", "patch", "delete"),
            new Need("apps", "replicasets", "list", "watch"),
            new Need("batch", "jobs", "list", "watch"),
            new Need("networking.k8s.io", "ingresses", "create", "get", "list", "watch", "patch", "delete"),
            new Need("", "pods", "list", "watch"),
            new Need("", "pods/log", "get"),
            new Need("", "events", "list"));

    /** What is watched of an application. */
    static final List<Need> OF_WATCHES = WatchedKind.INSIDE.stream()
            .map(kind -> new Need(ApiPath.group(kind.apiVersion()), ApiPath.plural(kind.kind()), "list", "watch"))
            .toList();

    /** To give ourselves {@link #OF_APPLICATION} in a namespace that we made. */
    static final List<Need> OF_BINDING = List.of(
            new Need(RBAC, "rolebindings", "create", "patch"),
            new Need(RBAC, "clusterroles", OwnBinding.ROLE, List.of("bind", "get")));

    Need {
        verbs = List.copyOf(verbs);
    }

    private Need(String group, String resource, String... verbs) {
        this(group, resource, "", List.of(verbs));
    }

    Need only(List<String> some) {
        return new Need(group, resource, name, some);
    }

    /** As rights are named, for example {@code deployments.apps}. */
    String qualified() {
        return group.isEmpty() ? resource : resource + "." + group;
    }

    /** With the one object that is meant. */
    @Override
    public String toString() {
        return qualified() + (name.isEmpty() ? "" : " '" + name + "'");
    }
}
