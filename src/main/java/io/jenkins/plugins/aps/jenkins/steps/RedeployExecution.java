package io.jenkins.plugins.aps.jenkins.steps;

import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.Operation;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Instance;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** One run of {@code apsRedeploy}. */
final class RedeployExecution extends VersionExecution {
    private static final long serialVersionUID = 1L;

    private final ApsRedeployStep step;

    RedeployExecution(StepContext context, ApsRedeployStep step) {
        super(context, step);
        this.step = step;
    }

    @Override
    Operation<Instance> begin(Aps aps, StepScene scene, DeployListener listener) {
        return aps.redeploy(VersionRequests.of(step, 0, "apsRedeploy", scene).with(step.applyOptions()), listener);
    }
}
