package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;

/** Current when every node that should has an up-to-date pod that is available. */
final class DaemonSetRule {
    private DaemonSetRule() {}

    static Judgement judge(DaemonSet set, Surroundings around) {
        DaemonSetStatus status = set.getStatus();
        if (status == null || Judge.unobserved(set, status.getObservedGeneration())) {
            return Judgement.inProgress("its latest change is not yet taken up", "");
        }
        int wanted = Text.number(status.getDesiredNumberScheduled(), 0);
        int updated = Text.number(status.getUpdatedNumberScheduled(), 0);
        int ready = Math.min(updated, Text.number(status.getNumberAvailable(), 0));
        return ready >= wanted
                ? Judgement.current(wanted + "/" + wanted)
                : PodsRule.waiting(PodsRule.of(set, around).toList(), ready, wanted, "", around);
    }
}
