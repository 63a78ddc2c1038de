package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Urls;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The ends of a deployment: well, as a dry run, badly, and once more where it had ended before. Each method is a turn. */
final class DeployEnd {
    private final DeployRun run;
    private final DeployOrder order;
    private final Deployment deployment;
    private final DeployTelling telling;
    private final Callable<Instance> status;
    private volatile Optional<FollowUp> followUp = Optional.empty();

    /** @param status tells how the application stands; blocks */
    DeployEnd(
            DeployRun run, DeployOrder order, Deployment deployment, DeployTelling telling, Callable<Instance> status) {
        this.run = run;
        this.order = order;
        this.deployment = deployment;
        this.telling = telling;
        this.status = status;
    }

    /** What owns the application now that it has ended; from any thread. */
    Optional<FollowUp> followUp() {
        return followUp;
    }

    /** All is as it was asked for. */
    void well() {
        run.waitFor("the record to be written");
        var ended = RecordEdits.rolledBack(ended(Verdict.SUCCEEDED, ""), order.startedBy());
        run.beginEnd();
        run.send(() -> run.owned().save(ended), saved -> {
            run.owned().adopt(saved);
            telling.running();
            telling.success(Status.RUNNING, deployment.changed(), deployment.unchanged());
            run.succeed(deployment.outcome(Status.RUNNING, List.of()).with(shown(saved)));
        });
    }

    /** Watches in trouble show what was, and what was removed a moment ago may still be shown. */
    private Optional<DeployOutcome.Shown> shown(ApplicationRecord saved) {
        var view = run.view();
        return view.synced() && view.trouble().isEmpty() && !deployment.removedSomething()
                ? Optional.of(new DeployOutcome.Shown(saved, view.objects()))
                : Optional.empty();
    }

    /** The plan is made, and was all that was asked for. */
    void dryRun() {
        new Trying(run, deployment).all(run::redaction, tried -> run.ask(status, instance -> dryRun(instance, tried)));
    }

    private void dryRun(Instance instance, Trying.Told tried) {
        telling.plan(tried.waves());
        tried.refusal().ifPresent(refusal -> {
            throw refusal;
        });
        run.beginEnd();
        telling.success(instance.status(), 0, 0);
        run.succeed(deployment.outcome(
                instance.status(),
                tried.waves().stream().map(DeployEvent.PlannedWave::objects).toList()));
    }

    /** The door did not hear how it ended, so it is told again. */
    void again(Claim.Ended ended) {
        var summary = ended.operation().summary();
        deployment.ended(ended.operation());
        telling.start(true);
        if (summary.verdict() != Verdict.SUCCEEDED) {
            run.beginEnd();
            followUp =
                    order.followUp().filter(next -> run.record().operationIds().contains(next.operationId()));
            told(new ApsException(ErrorCode.FAILED, summary.reason()), summary.verdict());
        } else if (order.recall().isPresent()) {
            recallAgain(order.recall().get());
        } else {
            run.ask(() -> deployment.prepared().plans().apply(deployment.version()), made -> {
                run.beginEnd();
                telling.success(Status.RUNNING, 0, 0);
                run.succeed(
                        deployment.outcome(deployment.prepared().descriptor(), Status.RUNNING, made.urls(), List.of()));
            });
        }
    }

    /** What it brought is still told by what was kept of it. */
    private void recallAgain(Recall recall) {
        run.ask(() -> run.cluster().records().kept(run.application(), deployment.version()), kept -> {
            var descriptor = recall.descriptor()
                    .apply(kept.orElseThrow(() -> new ApsException(
                            ErrorCode.NOT_FOUND,
                            "it succeeded, but its version " + deployment.version() + " is not recorded any more")));
            run.beginEnd();
            telling.success(Status.RUNNING, 0, 0);
            run.succeed(deployment.outcome(descriptor, Status.RUNNING, Urls.NONE, List.of()));
        });
    }

    /**
     * It is recorded as ours, and so is its end.
     *
     * @param mended whether what is to follow a failure follows this one
     */
    void badly(ApsException error, Verdict verdict, boolean mended) {
        var ended = ended(verdict, error.getMessage());
        var mending = new Mending(run.cluster(), order, deployment);
        run.send(() -> run.owned().save(mended ? mending.followed(ended) : ended), saved -> {
            followUp = order.followUp().filter(next -> saved.owner().operation().equals(next.operationId()));
            told(error, verdict);
        });
    }

    private ApplicationRecord ended(Verdict verdict, String reason) {
        return RecordEdits.end(
                run.record(),
                deployment.namespaceUid(),
                verdict,
                reason,
                deployment.inventory().items(),
                run.now());
    }

    /** It ends badly, without another word in the record. */
    void told(ApsException error, Verdict verdict) {
        var walk = run.walk();
        telling.failure(error, verdict, walk != null && walk.written() ? Status.UNKNOWN : Status.DEPLOY_STARTED_FAILED);
        run.failResult(error.of(run.application(), run.id()));
    }
}
