package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/** The labels and annotations by which our objects are known (docs/contracts.md, "In the cluster"). */
final class Labels {
    static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    static final String PART_OF = "app.kubernetes.io/part-of";
    /** What a ConfigMap of the platform namespace holds: {@code application} or {@code version}. */
    static final String RECORD = "aps.jenkins.io/record";
    /** The operation that last changed an object. */
    static final String OPERATION = "aps.jenkins.io/operation";

    /** The value of {@link #MANAGED_BY}. */
    static final String US = "aps-deployer";

    private Labels() {}

    static String label(HasMetadata object, String name) {
        return value(object.getMetadata() == null ? null : object.getMetadata().getLabels(), name);
    }

    static String operation(HasMetadata object) {
        return value(object.getMetadata() == null ? null : object.getMetadata().getAnnotations(), OPERATION);
    }

    /** The query part that selects what is ours. */
    static String ours() {
        return "labelSelector=" + ApiPath.segment(MANAGED_BY + "=" + US);
    }

    /** The query part that selects one application's objects. */
    static String of(String application) {
        return "labelSelector=" + ApiPath.segment(MANAGED_BY + "=" + US + "," + PART_OF + "=" + application);
    }

    private static String value(Map<String, String> map, String name) {
        return map == null ? "" : map.getOrDefault(name, "");
    }
}
