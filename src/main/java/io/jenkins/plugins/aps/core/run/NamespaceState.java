package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceCondition;
import java.util.List;

/** What a namespace that is being deleted is like; what it says of itself: {@link
 * io.jenkins.plugins.aps.core.status.NamespaceReasons}. Pure. */
final class NamespaceState {
    /** In the spec of every namespace, until all that was in it is gone. */
    static final String KUBERNETES = "kubernetes";

    private NamespaceState() {}

    static boolean terminating(HasMetadata namespace) {
        return namespace.getMetadata().getDeletionTimestamp() != null;
    }

    /** Whether the cluster says that there is, or may be, something in it. */
    static boolean saysNotEmpty(Namespace namespace) {
        return conditions(namespace).stream()
                .anyMatch(c -> "True".equals(c.getStatus()) && c.getType().startsWith("Namespace"));
    }

    /** The finalizers that only the namespace's own path can take. */
    static List<String> specFinalizers(Namespace namespace) {
        return namespace.getSpec() == null || namespace.getSpec().getFinalizers() == null
                ? List.of()
                : namespace.getSpec().getFinalizers();
    }

    private static List<NamespaceCondition> conditions(Namespace namespace) {
        return namespace.getStatus() == null || namespace.getStatus().getConditions() == null
                ? List.of()
                : namespace.getStatus().getConditions();
    }
}
