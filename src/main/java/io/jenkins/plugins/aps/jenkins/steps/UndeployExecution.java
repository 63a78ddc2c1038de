package io.jenkins.plugins.aps.jenkins.steps;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.AuthorizationPolicy;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.FailureOutcome;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** One run of {@code apsUndeploy}. */
final class UndeployExecution extends ApsExecution {
    private static final long serialVersionUID = 1L;

    private final ApsUndeployStep step;

    UndeployExecution(StepContext context, ApsUndeployStep step) {
        super(context, step.isFailOnError(), step.getTimeoutMinutes());
        this.step = step;
    }

    @Override
    Set<Right> rights() {
        return AuthorizationPolicy.undeploying(step.isForce(), step.isRemoveForeignFinalizers());
    }

    @Override
    void go(StepScene scene) {
        check();
        var request = new UndeployRequest(
                scene.operationId(),
                scene.by(),
                scene.build(),
                step.getApplication(),
                step.getCluster(),
                step.isForce(),
                step.isRemoveForeignFinalizers(),
                scene.remaining());
        var listener = step.isWait() || step.isDryRun() ? scene.console() : untilUnderWay(scene);
        follow(scene.visit().aps().undeploy(step.isDryRun() ? request.asDryRun() : request, listener), this::value);
    }

    private void check() {
        var problems = new ArrayList<Problem>();
        Typed.positive(step.getTimeoutMinutes(), "timeoutMinutes", problems);
        if (step.isRemoveForeignFinalizers() && !step.isForce()) {
            problems.add(new Problem("removeForeignFinalizers", "only together with force: true"));
        }
        Typed.refuse("apsUndeploy", problems);
    }

    /** Without waiting, the step ends as soon as the record says that it goes; where there is nothing, with that. */
    private DeployListener untilUnderWay(StepScene scene) {
        return event -> {
            scene.console().on(event);
            if (event instanceof DeployEvent.StatusChanged told && told.status() != Status.NOT_DEPLOYED) {
                scene.jenkins().threads().execute(() -> succeed(StepValues.of(underWay())));
            }
        };
    }

    private Object value(UndeployResult result) {
        var well = result.verdict() == Outcome.GONE || result.verdict() == Outcome.PLANNED;
        if (well || !step.isFailOnError()) {
            return StepValues.of(result);
        }
        var leftovers = result.leftovers().stream()
                .map(object -> new Problem(object.toString(), "is still there"))
                .toList();
        throw new ApsException(
                        ErrorCode.FAILED,
                        step.getApplication() + " is not gone ("
                                + result.verdict().json() + "): " + result.reason()
                                + (result.verdict() == Outcome.STUCK ? ". Next: " + next() : ""),
                        leftovers)
                .with(FailureOutcome.NOT_UNDEPLOYED);
    }

    /** What to do about one that is stuck. */
    private String next() {
        var step = "apsUndeploy(application: '" + this.step.getApplication() + "', force: true";
        if (!this.step.isForce()) {
            return step + ")";
        }
        return this.step.isRemoveForeignFinalizers()
                ? "see to what is named, then run the same step again"
                : "see to what is named; what is not of the application is touched only by " + step
                        + ", removeForeignFinalizers: true)";
    }

    private UndeployResult underWay() {
        return unknown("It is being undeployed; apsStatus tells when it is gone");
    }

    private UndeployResult unknown(String reason) {
        return new UndeployResult(step.getApplication(), Outcome.UNKNOWN, reason, List.of(), List.of(), List.of());
    }

    @Override
    Object failureValue(StepScene scene, ApsException failure) {
        return StepValues.withError(StepValues.of(unknown(failure.getMessage())), failure);
    }
}
