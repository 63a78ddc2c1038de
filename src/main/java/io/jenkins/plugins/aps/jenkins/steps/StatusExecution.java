package io.jenkins.plugins.aps.jenkins.steps;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.AuthorizationPolicy;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Right;
import java.util.ArrayList;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** One run of {@code apsStatus}. */
final class StatusExecution extends ApsExecution {
    private static final long serialVersionUID = 1L;

    private final ApsStatusStep step;

    StatusExecution(StepContext context, ApsStatusStep step) {
        super(context, step.isFailOnError(), step.getTimeoutMinutes());
        this.step = step;
    }

    @Override
    Set<Right> rights() {
        return AuthorizationPolicy.READING;
    }

    @Override
    void go(StepScene scene) {
        check();
        var aps = scene.visit().aps();
        if (step.getApplication().isEmpty()) {
            succeed(StepValues.of(aps.statuses(step.getCluster())));
        } else if (step.isWait()) {
            follow(aps.awaitStatus(step.getCluster(), step.getApplication(), scene.remaining()), StepValues::of);
        } else {
            succeed(StepValues.of(aps.status(step.getCluster(), step.getApplication())));
        }
    }

    private void check() {
        var problems = new ArrayList<Problem>();
        Typed.positive(step.getTimeoutMinutes(), "timeoutMinutes", problems);
        if (step.isWait() && step.getApplication().isEmpty()) {
            problems.add(new Problem("application", "is required with wait: true: name the one to wait for"));
        }
        Typed.refuse("apsStatus", problems);
    }

    /** That time was up is no failure to look: the application is told as it stands. */
    @Override
    Object insteadOfFailure(StepScene scene, ApsException failure) {
        return failure.code() == ErrorCode.TIMED_OUT && scene != null
                ? StepValues.of(scene.visit().aps().status(step.getCluster(), step.getApplication()))
                : null;
    }

    @Override
    Object failureValue(StepScene scene, ApsException failure) {
        return StepValues.failed(null, step.getCluster(), step.getApplication(), failure);
    }
}
