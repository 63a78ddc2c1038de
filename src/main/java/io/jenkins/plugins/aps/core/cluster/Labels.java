package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;

/** The labels and annotations by which our objects are known (docs/contracts.md, "In the cluster"). */
final class Labels {
    static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    static final String PART_OF = "app.kubernetes.io/part-of";
    /** What a ConfigMap of the platform namespace holds: {@code application}, {@code version} or {@code descriptor}. */
    static final String RECORD = "aps.jenkins.io/record";
    /** The operation that last changed an object. */
    static final String OPERATION = "aps.jenkins.io/operation";

    /** On a namespace that an administrator made beforehand. */
    static final String PREPARED = "aps.jenkins.io/prepared";

    /**
     * On a namespace: the platform namespace of the one installation that it is for. On what we make, and on what an
     * administrator made who says so; what we made earlier lacks it.
     */
    static final String PLATFORM = "aps.jenkins.io/platform";

    /** The value of {@link #MANAGED_BY}. */
    static final String US = "aps-deployer";

    /** No name of an application. */
    static final String NOBODY = "-";

    private Labels() {}

    static String label(HasMetadata object, String name) {
        return value(object.getMetadata() == null ? null : object.getMetadata().getLabels(), name);
    }

    /**
     * The application that an object belongs to: it is in the namespace that its label names, or is that namespace. Who
     * may write in another namespace may forge labels there; {@link #NOBODY} for those.
     */
    static String application(HasMetadata object) {
        var partOf = label(object, PART_OF);
        var namespace = object instanceof Namespace
                ? object.getMetadata().getName()
                : object.getMetadata().getNamespace();
        return !partOf.isEmpty() && partOf.equals(namespace) ? partOf : NOBODY;
    }

    static String operation(HasMetadata object) {
        return object.getMetadata() == null ? "" : operation(object.getMetadata());
    }

    static String operation(ObjectMeta object) {
        return value(object.getAnnotations(), OPERATION);
    }

    /** Whether a namespace was made beforehand, by an administrator, for an application. */
    static boolean prepared(HasMetadata namespace, String application) {
        return namespace instanceof Namespace
                && label(namespace, MANAGED_BY).equals(US)
                && application(namespace).equals(application)
                && label(namespace, PREPARED).equals("true");
    }

    /** The query part that selects what is ours. */
    static String ours() {
        return "labelSelector=" + ApiPath.segment(MANAGED_BY + "=" + US);
    }

    /** The query part that selects one application's objects. */
    static String of(String application) {
        return "labelSelector=" + ApiPath.segment(MANAGED_BY + "=" + US + "," + PART_OF + "=" + application);
    }

    /** Empty: there is none. */
    static String value(Map<String, String> map, String name) {
        return map == null ? "" : map.getOrDefault(name, "");
    }
}
