package io.jenkins.plugins.aps.jenkins.steps;

import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.Operation;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Instance;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** One run of {@code apsRollback}. */
final class RollbackExecution extends VersionExecution {
    private static final long serialVersionUID = 1L;

    private final ApsRollbackStep step;

    RollbackExecution(StepContext context, ApsRollbackStep step) {
        super(context, step);
        this.step = step;
    }

    @Override
    Operation<Instance> begin(Aps aps, StepScene scene, DeployListener listener) {
        return aps.rollback(VersionRequests.of(step, step.getToVersion(), "apsRollback", scene), listener);
    }
}
