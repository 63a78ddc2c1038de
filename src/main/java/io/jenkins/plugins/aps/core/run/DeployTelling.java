package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.StatusClass;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.util.List;

/** What a deployment tells of itself as a whole: that it begins, its plan, how the application stands, its end. */
final class DeployTelling {
    private final DeployRun run;
    private final DeployOrder order;
    private final Deployment deployment;
    private boolean started;
    private boolean noted;
    /** How the application was last told to come along; null: not yet. */
    private Status progress;

    private volatile boolean planned;

    DeployTelling(DeployRun run, DeployOrder order, Deployment deployment) {
        this.run = run;
        this.order = order;
        this.deployment = deployment;
    }

    /** Once, however often it is called. */
    void start(boolean resumed) {
        begin(resumed);
        if (progress == null) {
            progress(Status.CREATE_APP);
        }
    }

    private void begin(boolean resumed) {
        if (!started) {
            started = true;
            run.emit(new DeployEvent.OperationStarted(
                    run.now(), run.application(), run.id(), deployment.type(), order.by(), order.startedBy(), resumed));
        }
    }

    /** Whatever it is about, also before it is known what that is. */
    void notice(String text) {
        begin(order.isUnderWay());
        run.emit(new DeployEvent.Notice(run.now(), run.application(), run.id(), text));
    }

    /** Of the release; once, however often it is planned again. */
    void notes(List<String> texts) {
        if (!noted) {
            noted = true;
            texts.forEach(this::notice);
        }
    }

    void waiting(String reason) {
        run.emit(new DeployEvent.Waiting(run.now(), run.application(), run.id(), reason));
    }

    /** How far the application has come to being made; one that ran is being updated all the time, which is told once. */
    void progress(Status making) {
        var now = deployment.updates() ? Status.UPDATE_APP : making;
        if (now != progress) {
            progress = now;
            status(now, "");
        }
    }

    private void status(Status status, String reason) {
        status(status, status.usualClass(), reason);
    }

    private void status(Status status, StatusClass statusClass, String reason) {
        run.emit(new DeployEvent.StatusChanged(run.now(), run.application(), run.id(), status, statusClass, reason));
    }

    void plan(List<DeployEvent.PlannedWave> waves) {
        run.emit(new DeployEvent.Planned(
                run.now(),
                run.application(),
                run.id(),
                deployment.prepared().descriptor().release(),
                deployment.version(),
                order.dryRun(),
                waves));
    }

    /** The plan is recorded, and is carried out. */
    void undertake(List<DeployEvent.PlannedWave> waves) {
        progress(Status.DESCRIPTOR_CREATED);
        planned = true;
        plan(waves);
    }

    /** Whether it set about to change the application. */
    boolean undertaken() {
        return planned;
    }

    /** All is as it was asked for, and this operation did it. */
    void running() {
        status(Status.RUNNING, "");
    }

    void success(Status status, int changed, int unchanged) {
        run.emit(new DeployEvent.OperationSucceeded(
                run.now(), run.application(), run.id(), deployment.type(), status, changed, unchanged, run.took()));
    }

    /** @param left how the application is left, if this operation did that */
    void failure(ApsException error, Verdict verdict, Status left) {
        // What was refused before it began has made nothing.
        begin(false);
        if (planned && verdict != Verdict.SUPERSEDED) {
            status(left, StatusClass.FAILED, error.getMessage());
        }
        run.emit(new DeployEvent.OperationFailed(
                run.now(),
                run.application(),
                run.id(),
                deployment.type(),
                verdict,
                error.code(),
                error.getMessage(),
                error.problems(),
                run.took()));
    }
}
