package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import java.util.List;
import java.util.Map;

/** Current when every node that should has an up-to-date pod that is available. */
final class DaemonSetRule {
    private static final String GENERATION = "deprecated.daemonset.template.generation";

    private DaemonSetRule() {}

    static Judgement judge(DaemonSet set, Surroundings around) {
        DaemonSetStatus status = set.getStatus();
        if (status == null || Judge.unobserved(set, status.getObservedGeneration())) {
            return Judgement.inProgress("its latest change is not yet taken up", "");
        }
        int wanted = Text.number(status.getDesiredNumberScheduled(), 0);
        int updated = Text.number(status.getUpdatedNumberScheduled(), 0);
        int available = Text.number(status.getNumberAvailable(), 0);
        boolean onDelete = set.getSpec().getUpdateStrategy() != null
                && "OnDelete".equals(set.getSpec().getUpdateStrategy().getType());
        int ready = Math.min(wanted, onDelete ? available : Math.min(updated, available));
        List<Pod> pods = PodsRule.of(set, around)
                .filter(pod -> onDelete || isNew(pod, set))
                .toList();
        if (ready >= wanted) {
            return PodsRule.current(pods, wanted, around);
        }
        String otherwise = onDelete || updated >= wanted ? "" : updated + " of " + wanted + " of the new version";
        return PodsRule.waiting(pods, ready, wanted, otherwise, around);
    }

    /** Where its pods don't say which template they were made from, all of them count. */
    private static boolean isNew(Pod pod, DaemonSet set) {
        Map<String, String> annotations = set.getMetadata().getAnnotations();
        String current = annotations == null ? null : annotations.get(GENERATION);
        String made = PodsRule.label(pod, "pod-template-generation");
        return current == null || made.isEmpty() || current.equals(made);
    }
}
