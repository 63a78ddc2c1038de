package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Comparator;
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
        Optional<Worst> trouble = worst(List.of(pod), around);
        String reason = trouble.map(Worst::text).orElse(pod.getMetadata().getName() + " is not ready yet");
        return trouble.filter(Worst::lasting).isPresent()
                ? Judgement.failed(reason, "0/1")
                : Judgement.inProgress(reason, "0/1");
    }

    /** The verdict on a workload that has not all its pods: failed if one of these pods has a trouble that lasts. */
    static Judgement waiting(List<Pod> pods, int ready, int wanted, String otherwise, Surroundings around) {
        Optional<Worst> worst = worst(pods, around);
        String reason = ready + " of " + wanted + " pods ready"
                + Text.after(": ", worst.map(Worst::text).orElse(otherwise));
        String count = ready + "/" + wanted;
        return worst.filter(Worst::lasting).isPresent()
                ? Judgement.failed(reason, count)
                : Judgement.inProgress(reason, count);
    }

    /** The trouble to tell of: one that had its time to heal, if there is one. */
    static Optional<Worst> worst(List<Pod> pods, Surroundings around) {
        return pods.stream()
                .flatMap(Reasons::of)
                .map(trouble -> new Worst(trouble.text(), around.patience().isOver(trouble)))
                .max(Comparator.comparing(Worst::lasting));
    }

    /** What is told of a trouble, and whether it had its time to heal. */
    record Worst(String text, boolean lasting) {}

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
