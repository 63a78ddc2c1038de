package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.jenkins.plugins.aps.core.status.Reason.Where;
import java.util.Optional;

/** Current when it is complete. How often its pods may crash is its own to say: its conditions come first. */
final class JobRule {
    private JobRule() {}

    static Judgement judge(Job job, Surroundings around) {
        int wanted = Text.number(job.getSpec().getCompletions(), 1);
        int done = job.getStatus() == null ? 0 : Text.number(job.getStatus().getSucceeded(), 0);
        if (condition(job, "Complete").isPresent()) {
            return Judgement.current(done + "/" + done);
        }
        // The second tells already that it fails, while its pods still end.
        Optional<JobCondition> failed = condition(job, "Failed").or(() -> condition(job, "FailureTarget"));
        if (failed.isPresent()) {
            String reason = Text.or(failed.get().getReason(), "");
            String words = around.reasons()
                    .find(Where.JOB, reason)
                    .map(Reason::words)
                    .orElse("the job failed" + Text.after(": ", reason));
            String message = Text.after(": ", Text.or(failed.get().getMessage(), ""));
            return Judgement.failed(words + message, done + "/" + wanted);
        }
        if (condition(job, "Suspended").isPresent()) {
            return Judgement.inProgress("it is suspended, until somebody resumes it", done + "/" + wanted);
        }
        Patience own = trouble -> trouble.heals() != Trouble.Heals.BY_RESTARTING
                && around.patience().isOver(trouble);
        return PodsRule.waiting(PodsRule.of(job, around).toList(), done, wanted, "still at work", around.with(own));
    }

    private static Optional<JobCondition> condition(Job job, String type) {
        return job.getStatus() == null
                ? Optional.empty()
                : job.getStatus().getConditions().stream()
                        .filter(condition -> type.equals(condition.getType()) && "True".equals(condition.getStatus()))
                        .findFirst();
    }
}
