package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.jenkins.plugins.aps.core.status.PodsRule.Worst;
import io.jenkins.plugins.aps.core.status.Rollout.Condition;
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
        if (status == null || Judge.unobserved(deployment, status.getObservedGeneration())) {
            return unobserved(deployment, around);
        }
        int wanted = Text.number(deployment.getSpec().getReplicas(), 1);
        int updated = Text.number(status.getUpdatedReplicas(), 0);
        int all = Text.number(status.getReplicas(), 0);
        int available = Text.number(status.getAvailableReplicas(), 0);
        // Pods of the old template count as available: only those of the new one say how far the new one is.
        int ready = Math.max(0, Math.min(wanted, Math.min(updated, available)));
        Optional<ReplicaSet> newest = newest(deployment, around);
        List<Pod> pods = newest.map(set -> PodsRule.of(set, around).toList()).orElse(List.of());
        if (updated >= wanted && all <= updated && available >= wanted) {
            return PodsRule.current(pods, wanted, around);
        }
        List<Condition> conditions = Rollout.conditions(deployment);
        Rollout rollout = new Rollout(deployment, around);
        Optional<Condition> late = Rollout.with(conditions, "Progressing", "ProgressDeadlineExceeded");
        if (late.isPresent()) {
            return late(rollout, pods, late.get(), ready, wanted, around);
        }
        // An old ReplicaSet's failure is copied to the Deployment too.
        Optional<Trouble> refused =
                rollout.refusal(newest.map(Rollout::conditions).orElse(conditions));
        Optional<Worst> worst = PodsRule.worst(pods, around)
                .filter(pod -> pod.lasting() || refused.isEmpty())
                .or(() -> PodsRule.worst(refused.stream(), around));
        Judgement waiting = PodsRule.waiting(worst, ready, wanted, otherwise(deployment, updated, all, wanted));
        boolean wasCurrent = updated >= wanted
                && all <= updated
                && Rollout.with(conditions, "Progressing", "NewReplicaSetAvailable")
                        .isPresent();
        return wasCurrent ? PodsRule.restarting(waiting) : waiting;
    }

    /** A change is not told to be taken up, however long it lasts, where its ReplicaSet can't be created. */
    private static Judgement unobserved(Deployment deployment, Surroundings around) {
        Judgement later = Judgement.inProgress("its latest change is not yet taken up", "");
        return deployment.getStatus() == null
                ? later
                : Rollout.with(Rollout.conditions(deployment), "Progressing", "ReplicaSetCreateError")
                        .flatMap(condition -> new Rollout(deployment, around).refusal(List.of(condition)))
                        .map(trouble -> around.patience().isOver(trouble)
                                ? Judgement.failed(trouble.text(), "")
                                : Judgement.inProgress(trouble.text(), ""))
                        .orElse(later);
    }

    private static String otherwise(Deployment deployment, int updated, int all, int wanted) {
        if (Boolean.TRUE.equals(deployment.getSpec().getPaused()) && updated < wanted) {
            return "it is paused, until somebody resumes it (kubectl rollout resume)";
        }
        return all > updated ? (all - updated) + " of the former version still there" : "";
    }

    /** The condition stays until there is progress, also where what hindered it is gone: it is a trouble as others are. */
    private static Judgement late(
            Rollout rollout, List<Pod> pods, Condition exceeded, int ready, int wanted, Surroundings around) {
        Optional<Worst> worst = PodsRule.worst(pods, around);
        String why = worst.map(Worst::text).orElse(exceeded.message());
        Optional<Trouble> deadline = rollout.late(ready + " of " + wanted + " pods ready", why);
        String text = deadline.map(Trouble::text).orElse(ready + " of " + wanted + " pods ready: " + why);
        boolean failed = deadline.filter(around.patience()::isOver).isPresent()
                || worst.filter(Worst::lasting).isPresent();
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
}
