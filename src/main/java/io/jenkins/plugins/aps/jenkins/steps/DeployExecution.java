package io.jenkins.plugins.aps.jenkins.steps;

import io.jenkins.plugins.aps.core.api.Operation;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.jenkins.security.ApsAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** One run of {@code apsDeploy}. */
final class DeployExecution extends ApsExecution {
    private static final long serialVersionUID = 1L;

    private static final String UNDEPLOY = "undeploy";

    private final ApsDeployStep step;

    DeployExecution(StepContext context, ApsDeployStep step) {
        super(context, step.isFailOnError(), step.getTimeoutMinutes());
        this.step = step;
    }

    /** A policy that removes what doesn't run needs the right to do so, from the start. */
    @Override
    Set<ApsAction> actions() {
        var actions = EnumSet.of(ApsAction.DEPLOY);
        if (UNDEPLOY.equalsIgnoreCase(step.getOnFailure()) || undeploysOnAbort()) {
            actions.add(ApsAction.FORCE_UNDEPLOY);
        }
        return actions;
    }

    @Override
    void go(StepScene scene) {
        var request = new DeployRequests(scene).of(step);
        var waits = step.isWait() || step.isDryRun();
        var listener = waits ? scene.console() : untilPlanned(scene);
        follow(scene.visit().aps().deploy(request, listener), instance -> told(scene, instance));
    }

    private static Object told(StepScene scene, Instance instance) {
        scene.console().where(instance.urls());
        return StepValues.of(instance);
    }

    /** Without waiting, the step ends as soon as the plan is made and recorded. */
    private DeployListener untilPlanned(StepScene scene) {
        return event -> {
            scene.console().on(event);
            if (event instanceof DeployEvent.Planned) {
                scene.jenkins().threads().execute(() -> planned(scene));
            }
        };
    }

    private void planned(StepScene scene) {
        try {
            succeed(StepValues.of(scene.visit().aps().status(step.getCluster(), step.getApplication())));
        } catch (ApsException failure) {
            fail(failure);
        }
    }

    /** Until there is a rollback of its own, {@code rollback} leaves things as they are, like at a first deployment. */
    @Override
    Operation<?> afterAbort(StepScene scene) {
        if (!undeploysOnAbort()) {
            return null;
        }
        var id = UUID.nameUUIDFromBytes((scene.operationId() + "/abort").getBytes(StandardCharsets.UTF_8));
        var request = new UndeployRequest(
                id.toString(),
                scene.by(),
                scene.build(),
                step.getApplication(),
                step.getCluster(),
                true,
                false,
                Duration.ofMinutes(ApsUndeployStep.DEFAULT_TIMEOUT));
        return scene.visit().aps().undeploy(request, scene.console());
    }

    private boolean undeploysOnAbort() {
        return UNDEPLOY.equalsIgnoreCase(step.getOnAbort());
    }

    @Override
    Object failureValue(StepScene scene, ApsException failure) {
        return StepValues.failed(scene, step.getCluster(), step.getApplication(), failure);
    }
}
