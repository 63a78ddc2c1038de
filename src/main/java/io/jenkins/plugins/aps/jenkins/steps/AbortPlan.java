package io.jenkins.plugins.aps.jenkins.steps;

import io.jenkins.plugins.aps.core.api.Operation;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.Verdict;
import io.jenkins.plugins.aps.core.model.VersionRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What is done about an application when its build was aborted, as the step's {@code onAbort} says.
 *
 * <p>Only what the aborted operation itself did is undone: where it had not begun yet, as it waited for another, or where
 * another came after it, the application is left as it is.
 */
final class AbortPlan {
    private final ApsVersionStep step;
    private volatile String application;
    private volatile boolean touches;

    AbortPlan(ApsVersionStep step) {
        this.step = step;
        this.application = step.getApplication();
    }

    /** Learns from an operation what it is about. */
    void on(DeployEvent event) {
        application = event.application();
        if (event instanceof DeployEvent.Planned planned) {
            touches |= planned.waves().stream()
                    .flatMap(wave -> wave.objects().stream())
                    .anyMatch(change -> change.action() != Change.Action.UNCHANGED);
        }
    }

    /** The application's name, as far as it is known. */
    String application() {
        return application;
    }

    /**
     * Begins it, and says what.
     *
     * @return null: nothing is to be done
     */
    Operation<?> begin(StepScene scene) {
        var policy = Typed.of(FailurePolicy.class, step.getOnAbort()).orElse(FailurePolicy.LEAVE);
        if (policy == FailurePolicy.LEAVE || step.isDryRun()) {
            return null;
        }
        var left = scene.visit().aps().status(step.getCluster(), application);
        var last = left.operation();
        if (last == null || !last.isOf(scene.operationId())) {
            scene.console()
                    .tell("Aborted. " + application + " is left as it is: "
                            + (last == null
                                    ? "nothing had been done"
                                    : "the last operation on it is another one ("
                                            + last.type().json() + " by " + last.by() + ")"));
            return null;
        }
        return policy == FailurePolicy.UNDEPLOY ? undeploy(scene) : rollBack(scene, left);
    }

    private Operation<?> undeploy(StepScene scene) {
        scene.console().tell("Aborted. Undeploying " + application + ", as onAbort says");
        var request = new UndeployRequest(
                derived(scene),
                scene.by(),
                scene.build(),
                application,
                step.getCluster(),
                true,
                false,
                Duration.ofMinutes(ApsUndeployStep.DEFAULT_TIMEOUT),
                scene.operationId());
        return scene.visit().aps().undeploy(request, scene.console());
    }

    private Operation<?> rollBack(StepScene scene, Instance left) {
        if (!madeAnother(left.operation())) {
            scene.console()
                    .tell("Aborted. " + application + " is left as it is: there is no other version to go back to");
            return null;
        }
        scene.console().tell("Aborted. Rolling " + application + " back to its last good version, as onAbort says");
        var request = new VersionRequest(
                derived(scene),
                scene.by(),
                scene.build(),
                application,
                step.getCluster(),
                0,
                VersionRequests.again(scene),
                Duration.ofMinutes(step.getTimeoutMinutes()),
                Duration.ofMinutes(step.getComponentTimeoutMinutes()),
                false,
                FailurePolicy.LEAVE,
                // Who has begun in between is not to be undone, nor who has ended meanwhile.
                IfRunning.FAIL,
                scene.operationId(),
                Optional.empty());
        return scene.visit().aps().rollback(request, scene.console());
    }

    /** Not where it had succeeded already. */
    private boolean madeAnother(OperationSummary last) {
        var another =
                switch (last.type()) {
                    case UPGRADE, ROLLBACK -> true;
                    case REDEPLOY -> touches;
                    case DEPLOY, UNDEPLOY, FORCE_UNDEPLOY -> false;
                };
        return another && last.verdict() != Verdict.SUCCEEDED;
    }

    /** The same id each time, so that it is one operation however often it is begun. */
    private static String derived(StepScene scene) {
        return UUID.nameUUIDFromBytes((scene.operationId() + "/abort").getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
