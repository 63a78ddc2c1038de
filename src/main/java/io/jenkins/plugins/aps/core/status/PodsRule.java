package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.aps.core.status.Reasons.Trouble;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Pods, one by itself or those of a workload. */
final class PodsRule {
    private PodsRule() {}

    static Judgement one(Pod pod, Surroundings around) {
        String phase = pod.getStatus() == null ? "" : Text.or(pod.getStatus().getPhase(), "");
        if (phase.equals("Succeeded")) {
            return Judgement.current("");
        }
        if (phase.equals("Failed")) {
            String why = Text.or(
                    pod.getStatus().getMessage(), Text.or(pod.getStatus().getReason(), "its containers ended"));
            return Judgement.failed(pod.getMetadata().getName() + " failed: " + why, "0/1");
        }
        if (Reasons.condition(pod, "Ready")
                .filter(c -> "True".equals(c.getStatus()))
                .isPresent()) {
            return Judgement.current("1/1");
        }
        Optional<Trouble> trouble = Reasons.of(pod, around.now(), around.grace());
        String reason = trouble.map(Trouble::text).orElse(pod.getMetadata().getName() + " is not ready yet");
        return trouble.filter(Trouble::lasting).isPresent()
                ? Judgement.failed(reason, "0/1")
                : Judgement.inProgress(reason, "0/1");
    }

    /** The verdict on a workload that has not all its pods: failed if one of these pods has a trouble that lasts. */
    static Judgement waiting(List<Pod> pods, int ready, int wanted, String otherwise, Surroundings around) {
        Optional<Trouble> worst = trouble(pods, around);
        String reason = ready + " of " + wanted + " pods ready"
                + Text.after(": ", worst.map(Trouble::text).orElse(otherwise));
        String count = ready + "/" + wanted;
        return worst.filter(Trouble::lasting).isPresent()
                ? Judgement.failed(reason, count)
                : Judgement.inProgress(reason, count);
    }

    static Optional<Trouble> trouble(List<Pod> pods, Surroundings around) {
        return pods.stream()
                .flatMap(pod -> Reasons.of(pod, around.now(), around.grace()).stream())
                .max((a, b) -> Boolean.compare(a.lasting(), b.lasting()));
    }

    /** The pods of an owner that are not being deleted. */
    static Stream<Pod> of(HasMetadata owner, Surroundings around) {
        return around.pods().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> ownedBy(pod, owner));
    }

    static boolean ownedBy(HasMetadata object, HasMetadata owner) {
        String uid = owner.getMetadata().getUid();
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference ->
                        reference.getUid() != null && reference.getUid().equals(uid));
    }
}
