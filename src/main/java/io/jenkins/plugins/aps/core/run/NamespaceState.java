package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a namespace that is being deleted says of itself, in sentences. Pure. */
final class NamespaceState {
    /** Source: kubernetes/pkg/controller/namespace/deletion/status_condition_utils.go. */
    private static final Pattern COUNT = Pattern.compile("(\\S+?)\\.? (?:has|in) (\\d+) resource instances");

    /** In the spec of every namespace, until all that was in it is gone. */
    static final String KUBERNETES = "kubernetes";

    private NamespaceState() {}

    static boolean terminating(Namespace namespace) {
        return namespace.getMetadata().getDeletionTimestamp() != null;
    }

    /** Why it is not gone; empty: it says nothing (yet). */
    static List<String> reasons(Namespace namespace) {
        return conditions(namespace).stream()
                .filter(c -> "True".equals(c.getStatus()))
                .map(NamespaceState::sentence)
                .toList();
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

    private static String sentence(NamespaceCondition condition) {
        var said = condition.getMessage() == null ? "" : condition.getMessage();
        return switch (condition.getType()) {
            case "NamespaceDeletionDiscoveryFailure" ->
                "an API of the cluster does not answer, so that nobody can tell whether the namespace is empty (" + said
                        + ")";
            case "NamespaceDeletionGroupVersionParsingFailure" ->
                "the cluster has kinds whose version it can't read (" + said + ")";
            case "NamespaceDeletionContentFailure" -> "the cluster could not delete all that is in it (" + said + ")";
            case "NamespaceContentRemaining" -> "it is not empty: " + counts(said);
            case "NamespaceFinalizersRemaining" -> "finalizers hold what is in it: " + counts(said);
            default -> condition.getType() + ": " + said;
        };
    }

    /** {@code "...: pods. has 2 resource instances, ..."} becomes {@code "2 pods"}. */
    private static String counts(String said) {
        var counts = new ArrayList<String>();
        var matcher = COUNT.matcher(said);
        while (matcher.find()) {
            counts.add(matcher.group(2) + " " + matcher.group(1));
        }
        return counts.isEmpty() ? said : String.join(", ", counts);
    }
}
