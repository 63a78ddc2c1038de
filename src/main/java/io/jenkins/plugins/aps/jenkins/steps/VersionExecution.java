package io.jenkins.plugins.aps.jenkins.steps;

import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.Operation;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.AuthorizationPolicy;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Right;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** One run of a step that brings an application to a version: follows it, and does after an abort what the step says. */
abstract class VersionExecution extends ApsExecution {
    private static final long serialVersionUID = 1L;

    private final ApsVersionStep step;

    /** Null where nothing was begun yet; builds that were saved before this was kept have none. */
    private volatile AbortPlan abort;

    VersionExecution(StepContext context, ApsVersionStep step) {
        super(context, step.isFailOnError(), step.getTimeoutMinutes());
        this.step = step;
    }

    /**
     * Checks what the step says, and begins it or enters it again.
     *
     * @throws ApsException with every problem that Jenkins alone can know
     */
    abstract Operation<Instance> begin(Aps aps, StepScene scene, DeployListener listener);

    /** A word that means no policy is refused when the step is checked. */
    @Override
    final Set<Right> rights() {
        return AuthorizationPolicy.deploying(policy(step.getOnFailure()), policy(step.getOnAbort()));
    }

    private static FailurePolicy policy(String word) {
        return Typed.of(FailurePolicy.class, word).orElse(FailurePolicy.LEAVE);
    }

    @Override
    final void go(StepScene scene) {
        var aborting = abort();
        abort = aborting;
        var waits = step.isWait() || step.isDryRun();
        follow(
                begin(scene.visit().aps(), scene, event -> {
                    aborting.on(event);
                    scene.console().on(event);
                    if (!waits && event instanceof DeployEvent.Planned) {
                        scene.jenkins().threads().execute(() -> planned(scene));
                    }
                }),
                instance -> told(scene, instance));
    }

    private static Object told(StepScene scene, Instance instance) {
        scene.console().where(instance.urls());
        return StepValues.of(instance);
    }

    /** Without waiting, the step ends as soon as the plan is made and recorded. */
    private void planned(StepScene scene) {
        try {
            succeed(StepValues.of(scene.visit().aps().status(step.getCluster(), application())));
        } catch (ApsException failure) {
            fail(failure);
        }
    }

    @Override
    final Operation<?> afterAbort(StepScene scene, Runnable keep) {
        var aborting = abort();
        abort = aborting;
        return aborting.application().isEmpty() ? null : aborting.begin(scene, keep);
    }

    private AbortPlan abort() {
        return abort == null ? new AbortPlan(step) : abort;
    }

    @Override
    final Object failureValue(StepScene scene, ApsException failure) {
        return StepValues.failed(scene, step.getCluster(), application(), failure);
    }

    /** A descriptor may name it instead of the step. */
    private String application() {
        return abort().application();
    }
}
