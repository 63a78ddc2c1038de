package io.jenkins.plugins.aps.jenkins.steps;

import io.jenkins.plugins.aps.core.api.Operation;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ApplyOptions;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.Verdict;
import io.jenkins.plugins.aps.core.model.VersionRequest;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What is done about an application when its build was aborted, as the step's {@code onAbort} says.
 *
 * <p>Only what the aborted operation itself did is undone: where it had not begun yet, as it waited for another, or where
 * another came after it, nothing is. Kept with the build: after a restart of Jenkins it goes on from where things stand.
 */
final class AbortPlan implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ApsVersionStep step;
    private volatile String application;
    private volatile boolean touches;

    /** Whether it was decided to act; the same is entered again then, whatever the record says by now. */
    private volatile boolean begun;

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
     * Begins it or, after a restart, enters it again, and says what.
     *
     * @param keep keeps this with the build as it is now
     * @return null: nothing is to be done
     */
    Operation<?> begin(StepScene scene, Runnable keep) {
        var policy = Typed.of(FailurePolicy.class, step.getOnAbort()).orElse(FailurePolicy.LEAVE);
        if (policy == FailurePolicy.LEAVE || step.isDryRun()) {
            return null;
        }
        if (!begun && !isDue(scene, policy)) {
            return null;
        }
        var doing = policy == FailurePolicy.UNDEPLOY
                ? "Undeploying " + application
                : "Rolling " + application + " back to its last good version";
        scene.console().tell("Aborted. " + doing + (begun ? " goes on" : "") + ", as onAbort says");
        begun = true;
        keep.run();
        return policy == FailurePolicy.UNDEPLOY ? undeploy(scene) : rollBack(scene);
    }

    /** Whether there is something to undo; says why not. */
    private boolean isDue(StepScene scene, FailurePolicy policy) {
        var last = scene.visit().aps().status(step.getCluster(), application).operation();
        if (last != null && last.isOf(derived(scene))) {
            return true; // begun before a restart
        }
        var reason = "";
        if (last == null) {
            reason = "nothing had been done";
        } else if (!last.isOf(scene.operationId())) {
            reason = "the last operation on it is another one (" + last.type().json() + " by " + last.by() + ")";
        } else if (policy == FailurePolicy.ROLLBACK && last.verdict() == Verdict.SUCCEEDED) {
            reason = "the operation had succeeded already";
        } else if (policy == FailurePolicy.ROLLBACK && !madeAnother(last)) {
            reason = "there is no other version to go back to";
        }
        if (!reason.isEmpty()) {
            scene.console().tell("Aborted. Nothing is undone of " + application + ": " + reason);
        }
        return reason.isEmpty();
    }

    private Operation<?> undeploy(StepScene scene) {
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

    private Operation<?> rollBack(StepScene scene) {
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
                Optional.empty(),
                ApplyOptions.NONE);
        return scene.visit().aps().rollback(request, scene.console());
    }

    /** Whether the aborted operation was about to bring another version than the one before. */
    private boolean madeAnother(OperationSummary last) {
        return switch (last.type()) {
            case UPGRADE, ROLLBACK -> true;
            case REDEPLOY -> touches;
            case DEPLOY, UNDEPLOY, FORCE_UNDEPLOY -> false;
        };
    }

    /** The same id each time, so that it is one operation however often it is begun. */
    private static String derived(StepScene scene) {
        return UUID.nameUUIDFromBytes((scene.operationId() + "/abort").getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
