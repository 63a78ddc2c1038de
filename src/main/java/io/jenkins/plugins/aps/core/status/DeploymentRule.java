package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Current when all pods of the newest template are available and those of older ones are gone. */
final class DeploymentRule {
    private static final String REVISION = "deployment.kubernetes.io/revision";

    private DeploymentRule() {}

    static Judgement judge(Deployment deployment, Surroundings around) {
        DeploymentStatus status = deployment.getStatus();
        int wanted = Text.number(deployment.getSpec().getReplicas(), 1);
        int updated = status == null ? 0 : Text.number(status.getUpdatedReplicas(), 0);
        int all = status == null ? 0 : Text.number(status.getReplicas(), 0);
        int available = status == null ? 0 : Text.number(status.getAvailableReplicas(), 0);
        if (status == null || Judge.unobserved(deployment, status.getObservedGeneration())) {
            return Judgement.inProgress("its latest change is not yet taken up", "");
        }
        // Pods of the old template count as available: only those of the new one say how far the new one is.
        int ready = Math.max(0, Math.min(wanted, Math.min(updated, available)));
        List<Pod> pods = newest(deployment, around)
                .map(set -> PodsRule.of(set, around).toList())
                .orElse(List.of());
        if (updated >= wanted && all <= updated && available >= wanted) {
            return Judgement.current(wanted + "/" + wanted);
        }
        Optional<DeploymentCondition> exceeded = condition(status, "Progressing")
                .filter(condition -> "ProgressDeadlineExceeded".equals(condition.getReason()));
        if (exceeded.isPresent()) {
            return late(deployment, pods, exceeded.get(), ready, wanted, around);
        }
        String otherwise = condition(status, "ReplicaFailure")
                .filter(condition -> "True".equals(condition.getStatus()))
                .map(condition -> "pods can't be created: " + condition.getMessage())
                .orElse(all > updated ? (all - updated) + " of the former version still there" : "");
        return PodsRule.waiting(pods, ready, wanted, otherwise, around);
    }

    /** The condition stays until there is progress, also where what hindered it is gone: it is a trouble as others are. */
    private static Judgement late(
            Deployment deployment,
            List<Pod> pods,
            DeploymentCondition exceeded,
            int ready,
            int wanted,
            Surroundings around) {
        Optional<PodsRule.Worst> worst = PodsRule.worst(pods, around);
        String why = worst.map(PodsRule.Worst::text).orElse(exceeded.getMessage());
        String text = ready + " of " + wanted + " pods ready, no progress before the deadline: " + why;
        String uid = Text.or(
                deployment.getMetadata().getUid(), deployment.getMetadata().getName());
        Trouble deadline = new Trouble(uid, "progress", text, Trouble.Heals.WITH_TIME, Instant.EPOCH, 0, false);
        boolean failed = around.patience().isOver(deadline)
                || worst.filter(PodsRule.Worst::lasting).isPresent();
        return failed ? Judgement.failed(text, ready + "/" + wanted) : Judgement.inProgress(text, ready + "/" + wanted);
    }

    /** The one of the Deployment's own revision, else of the highest. */
    private static Optional<ReplicaSet> newest(Deployment deployment, Surroundings around) {
        int current = revision(deployment.getMetadata().getAnnotations());
        return around.replicaSets().stream()
                .filter(set -> PodsRule.ownedBy(set, deployment))
                .max(Comparator.comparingInt(
                                (ReplicaSet set) -> revision(set.getMetadata().getAnnotations()) == current ? 1 : 0)
                        .thenComparingInt(set -> revision(set.getMetadata().getAnnotations())));
    }

    private static int revision(Map<String, String> annotations) {
        String revision = annotations == null ? null : annotations.get(REVISION);
        return revision == null || !revision.matches("\\d{1,9}") ? 0 : Integer.parseInt(revision);
    }

    private static Optional<DeploymentCondition> condition(DeploymentStatus status, String type) {
        return status.getConditions().stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }
}
