package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.jenkins.plugins.aps.core.status.Reason.Where;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the conditions of a Deployment and of its ReplicaSets say of its troubles. */
record Rollout(HasMetadata workload, Surroundings around) {

    /** Of either kind; nothing is null. */
    record Condition(String type, String status, String reason, String message, String since) {}

    static List<Condition> conditions(Deployment deployment) {
        return deployment.getStatus().getConditions().stream()
                .map(c ->
                        condition(c.getType(), c.getStatus(), c.getReason(), c.getMessage(), c.getLastTransitionTime()))
                .toList();
    }

    static List<Condition> conditions(ReplicaSet set) {
        return set.getStatus() == null
                ? List.of()
                : set.getStatus().getConditions().stream()
                        .map(c -> condition(
                                c.getType(), c.getStatus(), c.getReason(), c.getMessage(), c.getLastTransitionTime()))
                        .toList();
    }

    private static Condition condition(String type, String status, String reason, String message, String since) {
        return new Condition(
                Text.or(type, ""), Text.or(status, ""), Text.or(reason, ""), Text.or(message, ""), Text.or(since, ""));
    }

    static Optional<Condition> with(List<Condition> conditions, String type, String reason) {
        return conditions.stream()
                .filter(c -> c.type().equals(type) && c.reason().equals(reason))
                .findFirst();
    }

    /** That pods, or the ReplicaSet that makes them, can't be created: quota may be freed, most else is put right soon. */
    Optional<Trouble> refusal(List<Condition> conditions) {
        return conditions.stream()
                .filter(c -> c.type().equals("ReplicaFailure") && c.status().equals("True")
                        || c.type().equals("Progressing") && c.status().equals("False"))
                .flatMap(c -> around.reasons().find(Where.ROLLOUT, c.reason()).map(r -> refusal(c, r)).stream())
                .findFirst();
    }

    private Trouble refusal(Condition condition, Reason reason) {
        Optional<Reason> closer = around.reasons().within(Where.REFUSAL, condition.message());
        String words = reason.words() + closer.map(c -> " " + c.words()).orElse("");
        Trouble.Heals heals = closer.map(Reason::heals).orElse(reason.heals());
        Instant since = Text.time(condition.since().isEmpty() ? null : condition.since());
        return new Trouble(uid(), reason.what(), words + ": " + condition.message(), heals, since, 0, false);
    }

    /** That the deadline is over, which is as long ago as it takes to tell it. */
    Optional<Trouble> late(String count, String why) {
        return around.reasons()
                .find(Where.ROLLOUT, "ProgressDeadlineExceeded")
                .map(reason -> new Trouble(
                        uid(),
                        reason.what(),
                        count + ", " + reason.words() + ": " + why,
                        reason.heals(),
                        Instant.EPOCH,
                        0,
                        false));
    }

    private String uid() {
        return Text.or(workload.getMetadata().getUid(), workload.getMetadata().getName());
    }
}
