package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kinds with few words of their own. */
final class OtherRules {
    private OtherRules() {}

    static Judgement job(Job job, Surroundings around) {
        Optional<JobCondition> end = job.getStatus() == null
                ? Optional.empty()
                : job.getStatus().getConditions().stream()
                        .filter(condition -> "True".equals(condition.getStatus()))
                        .filter(condition ->
                                "Complete".equals(condition.getType()) || "Failed".equals(condition.getType()))
                        .findFirst();
        int wanted = Text.number(job.getSpec().getCompletions(), 1);
        int done = job.getStatus() == null ? 0 : Text.number(job.getStatus().getSucceeded(), 0);
        if (end.isEmpty()) {
            return PodsRule.waiting(PodsRule.of(job, around).toList(), done, wanted, "still at work", around);
        }
        return "Complete".equals(end.get().getType())
                ? Judgement.current(wanted + "/" + wanted)
                : Judgement.failed(
                        "the job failed: " + Text.or(end.get().getMessage(), "no reason given"), done + "/" + wanted);
    }

    /**
     * A claim that isn't bound is current too: with the binding mode {@code WaitForFirstConsumer} it waits for its pod,
     * which would wait for it. If no volume comes, the pod says so: it can't be scheduled.
     */
    static Judgement claim(PersistentVolumeClaim claim) {
        boolean lost =
                claim.getStatus() != null && "Lost".equals(claim.getStatus().getPhase());
        return lost ? Judgement.failed("the volume that it was bound to is gone", "") : Judgement.current("");
    }

    /** A custom resource: {@code Stalled} fails, {@code Ready} decides, {@code Reconciling} waits; none of them: current. */
    static Judgement custom(GenericKubernetesResource object) {
        String waiting = "";
        for (Map<?, ?> condition : conditions(object.getAdditionalProperties().get("status"))) {
            String type = word(condition, "type");
            boolean yes = word(condition, "status").equals("True");
            String why = Text.or(word(condition, "message"), word(condition, "reason"));
            if (type.equals("Stalled") && yes) {
                return Judgement.failed(why, "");
            }
            if (type.equals("Ready") && !yes || type.equals("Reconciling") && yes) {
                waiting = Text.or(why, "not ready yet");
            }
        }
        return waiting.isEmpty() ? Judgement.current("") : Judgement.inProgress(waiting, "");
    }

    private static List<Map<?, ?>> conditions(Object status) {
        Object list = status instanceof Map<?, ?> map ? map.get("conditions") : null;
        return list instanceof List<?> conditions
                ? conditions.stream()
                        .filter(Map.class::isInstance)
                        .<Map<?, ?>>map(c -> (Map<?, ?>) c)
                        .toList()
                : List.of();
    }

    private static String word(Map<?, ?> condition, String key) {
        Object word = condition.get(key);
        return word == null ? "" : word.toString();
    }
}
