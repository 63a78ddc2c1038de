package io.jenkins.plugins.aps.jenkins.steps;

import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.Operation;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Instance;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** One run of {@code apsDeploy}. */
final class DeployExecution extends VersionExecution {
    private static final long serialVersionUID = 1L;

    private final ApsDeployStep step;

    DeployExecution(StepContext context, ApsDeployStep step) {
        super(context, step);
        this.step = step;
    }

    @Override
    Operation<Instance> begin(Aps aps, StepScene scene, DeployListener listener) {
        return aps.deploy(new DeployRequests(scene).of(step), listener);
    }
}
