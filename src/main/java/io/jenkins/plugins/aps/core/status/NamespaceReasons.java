package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceCondition;
import io.jenkins.plugins.aps.core.model.OneLine;
import io.jenkins.plugins.aps.core.status.Reason.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why a namespace that is being deleted is not gone, in its own words made sentences. Pure. */
public final class NamespaceReasons {
    /** Source: kubernetes/pkg/controller/namespace/deletion/status_condition_utils.go. */
    private static final Pattern COUNT = Pattern.compile("(\\S+?)\\.? (?:has|in) (\\d+) resource instances");

    /** Characters of a condition: it names every kind and finalizer that is left. */
    private static final int LONGEST = 1000;

    private NamespaceReasons() {}

    /** A sentence for each; empty: it says nothing (yet). */
    public static List<String> of(Namespace namespace) {
        return of(namespace, Reasons.ALL);
    }

    static List<String> of(Namespace namespace, Reasons reasons) {
        if (namespace.getStatus() == null || namespace.getStatus().getConditions() == null) {
            return List.of();
        }
        return namespace.getStatus().getConditions().stream()
                .filter(condition -> "True".equals(condition.getStatus()))
                .flatMap(condition -> sentence(condition, reasons).stream())
                .toList();
    }

    /** What others say of a namespace that goes is no reason why it stays. */
    private static Optional<String> sentence(NamespaceCondition condition, Reasons reasons) {
        String said = OneLine.of(Text.or(condition.getMessage(), "no details"), LONGEST);
        List<String> counts = counts(said);
        return reasons.find(Where.NAMESPACE, condition.getType())
                .map(reason ->
                        reason.words() + (counts.isEmpty() ? " (" + said + ")" : ": " + String.join(", ", counts)));
    }

    /** {@code "...: pods. has 2 resource instances, ..."} becomes {@code "2 pods"}. */
    private static List<String> counts(String said) {
        var counts = new ArrayList<String>();
        var matcher = COUNT.matcher(said);
        while (matcher.find()) {
            counts.add(matcher.group(2) + " " + matcher.group(1));
        }
        return counts;
    }
}
