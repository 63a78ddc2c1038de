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
        Optional<Worst> worst = worst(List.of(pod), around);
        if (phase.equals("Failed")) {
            return Judgement.failed(worst.map(Worst::text).orElse(""), "0/1");
        }
        if (PodTroubles.condition(pod, "Ready")
                .filter(c -> "True".equals(c.getStatus()))
                .isPresent()) {
            return current(List.of(pod), 1, around);
        }
        String reason = worst.map(Worst::text).orElse(pod.getMetadata().getName() + " is not ready yet");
        return worst.filter(Worst::lasting).isPresent()
                ? Judgement.failed(reason, "0/1")
                : Judgement.inProgress(reason, "0/1");
    }

    /**
     * The verdict on a workload that has all its pods: failed if one of them crashes again and again, and only just
     * runs.
     */
    static Judgement current(List<Pod> pods, int wanted, Surroundings around) {
        return pods.stream()
                .flatMap(pod -> new PodTroubles(pod, around.reasons()).crashesBefore())
                .filter(around.patience()::isOver)
                .findFirst()
                .map(trouble -> Judgement.failed(trouble.text(), wanted + "/" + wanted))
                .orElseGet(() -> Judgement.current(wanted + "/" + wanted));
    }

    /** The verdict on a workload that has not all its pods: failed if one of these pods has a trouble that lasts. */
    static Judgement waiting(List<Pod> pods, int ready, int wanted, String otherwise, Surroundings around) {
        return waiting(worst(pods, around), ready, wanted, otherwise);
    }

    static Judgement waiting(Optional<Worst> worst, int ready, int wanted, String otherwise) {
        String reason = ready + " of " + wanted + " pods ready"
                + Text.after(": ", worst.map(Worst::text).orElse(otherwise));
        String count = ready + "/" + wanted;
        return worst.filter(Worst::lasting).isPresent()
                ? Judgement.failed(reason, count)
                : Judgement.inProgress(reason, count);
    }

    /** What is in progress only because pods come back of what was current before. */
    static Judgement restarting(Judgement judgement) {
        return judgement.state() == Judgement.State.IN_PROGRESS
                ? Judgement.restarting(judgement.reason(), judgement.ready())
                : judgement;
    }

    /** The trouble to tell of: one that had its time to heal, if there is one, of a pod that is there, if there is one. */
    static Optional<Worst> worst(List<Pod> pods, Surroundings around) {
        return worst(
                pods.stream()
                        .sorted(Comparator.comparing(PodsRule::hasEnded))
                        .flatMap(pod -> new PodTroubles(pod, around.reasons()).find()),
                around);
    }

    static Optional<Worst> worst(Stream<Trouble> troubles, Surroundings around) {
        return troubles.map(
                        trouble -> new Worst(trouble.text(), around.patience().isOver(trouble)))
                .max(Comparator.comparing(Worst::lasting));
    }

    private static boolean hasEnded(Pod pod) {
        return pod.getStatus() != null && "Failed".equals(pod.getStatus().getPhase());
    }

    /** What is told of a trouble, and whether it had its time to heal. */
    record Worst(String text, boolean lasting) {}

    /** The pods of an owner that are not being deleted. */
    static Stream<Pod> of(HasMetadata owner, Surroundings around) {
        return around.pods().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> ownedBy(pod, owner));
    }

    static String label(Pod pod, String label) {
        return pod.getMetadata().getLabels() == null
                ? ""
                : Text.or(pod.getMetadata().getLabels().get(label), "");
    }

    static boolean ownedBy(HasMetadata object, HasMetadata owner) {
        String uid = owner.getMetadata().getUid();
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference ->
                        reference.getUid() != null && reference.getUid().equals(uid));
    }
}
