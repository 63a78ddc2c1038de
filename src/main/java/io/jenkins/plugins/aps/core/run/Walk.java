package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.plan.Plan;
import java.time.Duration;
import java.util.Optional;

/**
 * Walks the waves of a deployment, one after the other. The record is written where its phase changes, and read before a
 * wave that writes something unless it was written just then; waves in which nothing changes need neither.
 */
final class Walk {
    private final DeployRun run;
    private final Deployment deployment;
    private final Plan plan;
    private final Duration componentTimeout;
    private final Runnable ended;
    private WaveWork wave;

    /** @param ended a turn: everything is current */
    Walk(DeployRun run, Deployment deployment, Duration componentTimeout, Runnable ended) {
        this.run = run;
        this.deployment = deployment;
        this.plan = deployment.plan();
        this.componentTimeout = componentTimeout;
        this.ended = ended;
    }

    void start() {
        start(0);
    }

    void look() {
        if (wave != null) {
            wave.look();
        }
    }

    /** Whether a wave is at work. */
    boolean underWay() {
        return wave != null;
    }

    /** Why the wave at work can't end well, once that is known. */
    Optional<ApsException> failure() {
        return wave == null ? Optional.empty() : wave.failure();
    }

    /** Whether all objects of the wave at work are written. */
    boolean written() {
        return wave != null && wave.written();
    }

    private void start(int next) {
        if (next == plan.waves().size()) {
            ended.run();
            return;
        }
        run.waitFor("wave " + plan.waves().get(next).name());
        wave = new WaveWork(run, plan.waves().get(next), componentTimeout, () -> ended(next));
        wave.begin();
    }

    private void ended(int index) {
        var wrote = wave.wroteSomething();
        wave = null;
        run.proveAgain();
        // The namespace's UID must be on record before anything is put into it.
        if (index == 0 && wrote) {
            advance(() -> start(1));
        } else {
            start(index + 1);
        }
    }

    /** A turn: a wave has something to write; the first time that is a phase of its own, once there is a namespace. */
    void beforeWriting(Runnable next) {
        var planned = RecordEdits.operation(run.record(), run.id())
                .filter(o -> o.summary().phase() == Phase.PLANNED)
                .isPresent();
        if (planned && !deployment.namespaceUid().isEmpty()) {
            advance(next);
        } else {
            run.prove(next);
        }
    }

    private void advance(Runnable next) {
        var changed = run.at(Phase.APPLYING);
        run.ask(() -> run.owned().save(changed), saved -> {
            run.owned().adopt(saved);
            run.proven();
            next.run();
        });
    }
}
