package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.jenkins.plugins.aps.core.status.Reason.Where;

/**
 * A claim that isn't bound is current too: with the binding mode {@code WaitForFirstConsumer} it waits for its pod, which
 * would wait for it. If no volume comes, the pod says so: it can't be scheduled.
 */
final class ClaimRule {
    private ClaimRule() {}

    static Judgement judge(PersistentVolumeClaim claim, Surroundings around) {
        String phase =
                claim.getStatus() == null ? "" : Text.or(claim.getStatus().getPhase(), "");
        return around.reasons()
                .find(Where.CLAIM, phase)
                .map(reason -> Judgement.failed(reason.words(), ""))
                .orElseGet(() -> Judgement.current(""));
    }
}
