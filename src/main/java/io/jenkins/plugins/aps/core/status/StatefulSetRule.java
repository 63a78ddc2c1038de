package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.util.List;

/** Current when all pods are of the update revision and ready. */
final class StatefulSetRule {
    private StatefulSetRule() {}

    static Judgement judge(StatefulSet set, Surroundings around) {
        StatefulSetStatus status = set.getStatus();
        if (status == null || Judge.unobserved(set, status.getObservedGeneration())) {
            return Judgement.inProgress("its latest change is not yet taken up", "");
        }
        int wanted = Text.number(set.getSpec().getReplicas(), 1);
        int ready = Text.number(status.getReadyReplicas(), 0);
        String revision = Text.or(status.getUpdateRevision(), "");
        boolean moved = revision.isEmpty()
                || revision.equals(status.getCurrentRevision())
                || Text.number(status.getUpdatedReplicas(), 0) >= wanted;
        if (moved && ready >= wanted && Text.number(status.getReplicas(), 0) <= wanted) {
            return Judgement.current(wanted + "/" + wanted);
        }
        List<Pod> pods = PodsRule.of(set, around)
                .filter(pod -> revision.isEmpty()
                        || revision.equals(pod.getMetadata().getLabels().get("controller-revision-hash")))
                .toList();
        String otherwise =
                moved ? "" : Text.number(status.getUpdatedReplicas(), 0) + " of " + wanted + " of the new version";
        return PodsRule.waiting(pods, Math.min(ready, wanted), wanted, otherwise, around);
    }
}
