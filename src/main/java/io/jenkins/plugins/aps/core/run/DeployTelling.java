package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.StatusClass;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.util.List;
import java.util.Optional;

/** What a deployment tells of itself as a whole: that it begins, its plan, how the application stands, its end. */
final class DeployTelling {
    private final DeployRun run;
    private final DeployOrder order;
    private final Deployment deployment;
    private boolean started;
    private boolean noted;
    private boolean movedTagTold;
    /** How the application was last told to come along; null: not yet. */
    private Status progress;

    private volatile boolean planned;

    DeployTelling(DeployRun run, DeployOrder order, Deployment deployment) {
        this.run = run;
        this.order = order;
        this.deployment = deployment;
    }

    /** That it begins, and what it makes of the application; each once, however often it is called. */
    void start(boolean resumed) {
        begin(resumed);
        if (progress == null) {
            progress(Status.CREATE_APP);
        }
    }

    /** From the plan on. */
    void make(boolean resumed) {
        start(resumed);
        progress(Status.CREATE_DESCRIPTOR);
    }

    /** That it begins; once. What is refused before it changes anything has no status to tell of. */
    void begin(boolean resumed) {
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

    /** A release is a tag, and tags can be moved: the same name may bring another content. */
    void movedTag(Optional<Kept> current) {
        var descriptor = deployment.prepared().descriptor();
        if (movedTagTold) {
            return;
        }
        current.flatMap(kept -> kept.commitOf(descriptor.projectName(), descriptor.releaseVersion()))
                .filter(commit -> !commit.equals(descriptor.commit()))
                .ifPresent(commit -> {
                    movedTagTold = true;
                    notice("release " + descriptor.release() + " is not the one that was deployed before: its commit"
                            + " changed from " + commit + " to " + descriptor.commit()
                            + " (its tag was moved, or it is from another repository or file); what is"
                            + " deployed now is the content of the latter");
                });
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

    /**
     * How far the application has come to being made; one that ran is being updated all the time, which is told once. A dry
     * run makes nothing.
     */
    void progress(Status making) {
        if (order.dryRun()) {
            return;
        }
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
