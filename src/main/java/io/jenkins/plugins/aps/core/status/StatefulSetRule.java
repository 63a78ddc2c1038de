package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Current when all pods that are to be of the update revision are, and all are ready. */
final class StatefulSetRule {
    /** A pod is told not to be ready as it begins, by one clock and maybe in another second than it is told to have begun. */
    private static final Duration BEGINNING = Duration.ofSeconds(5);

    private StatefulSetRule() {}

    static Judgement judge(StatefulSet set, Surroundings around) {
        StatefulSetStatus status = set.getStatus();
        if (status == null || Judge.unobserved(set, status.getObservedGeneration())) {
            return Judgement.inProgress("its latest change is not yet taken up", "");
        }
        int wanted = Text.number(set.getSpec().getReplicas(), 1);
        int moving = moving(set, wanted);
        int ready = Text.number(status.getReadyReplicas(), 0);
        int updated = Text.number(status.getUpdatedReplicas(), 0);
        String revision = Text.or(status.getUpdateRevision(), "");
        boolean settled = revision.isEmpty() || revision.equals(status.getCurrentRevision());
        boolean moved = settled || updated >= moving;
        List<Pod> pods = PodsRule.of(set, around).toList();
        List<Pod> ofRevision = pods.stream()
                .filter(pod -> moving < wanted
                        || revision.isEmpty()
                        || revision.equals(PodsRule.label(pod, "controller-revision-hash")))
                .toList();
        if (moved && ready >= wanted && Text.number(status.getReplicas(), 0) <= wanted) {
            return PodsRule.current(ofRevision, wanted, around);
        }
        String otherwise = moved ? "" : updated + " of " + moving + " of the new version" + held(pods, ofRevision);
        Judgement waiting = PodsRule.waiting(ofRevision, Math.min(ready, wanted), wanted, otherwise, around);
        return settled && pods.stream().anyMatch(StatefulSetRule::wasReady) ? PodsRule.restarting(waiting) : waiting;
    }

    /** How many pods its strategy lets become of a new version by themselves. */
    private static int moving(StatefulSet set, int wanted) {
        StatefulSetUpdateStrategy strategy = set.getSpec().getUpdateStrategy();
        if (strategy == null) {
            return wanted;
        }
        if ("OnDelete".equals(strategy.getType())) {
            return 0;
        }
        int kept = strategy.getRollingUpdate() == null
                ? 0
                : Text.number(strategy.getRollingUpdate().getPartition(), 0);
        return Math.max(0, wanted - kept);
    }

    /** A former pod that isn't ready is waited for before the next is replaced, unless it is deleted. */
    private static String held(List<Pod> pods, List<Pod> ofRevision) {
        return pods.stream()
                .filter(pod -> !ofRevision.contains(pod) && !isReady(pod))
                .map(pod -> ", " + pod.getMetadata().getName() + " of the former version is not ready")
                .findFirst()
                .orElse("");
    }

    private static boolean isReady(Pod pod) {
        return PodTroubles.condition(pod, "Ready")
                .filter(c -> "True".equals(c.getStatus()))
                .isPresent();
    }

    /** Whether a pod that is not ready was, earlier in its life. */
    private static boolean wasReady(Pod pod) {
        Optional<Instant> left = PodTroubles.condition(pod, "Ready")
                .filter(c -> "False".equals(c.getStatus()) && c.getLastTransitionTime() != null)
                .map(PodCondition::getLastTransitionTime)
                .map(Text::time);
        return left.isPresent()
                && pod.getStatus().getStartTime() != null
                && left.get().isAfter(Text.time(pod.getStatus().getStartTime()).plus(BEGINNING));
    }
}
