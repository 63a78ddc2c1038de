package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/**
 * What the objects at fault last said, fetched and told before a deployment ends badly. Nothing depends on it: why it ends
 * is known already, so that neither a cluster that is slow to tell more nor one that never does holds up the end for long,
 * and whatever else ends it meanwhile does so at once.
 */
final class LastWords {
    /** So long one log after the other is asked for: for those of a node that is gone the API server lets each wait. */
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    /** So long it is waited for what was asked last. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DeployRun run;
    private final List<HasMetadata> view;
    private final ApsException error;
    private final Redaction redaction;
    private final Instant enoughAt;
    private boolean over;

    /**
     * @param view the application's objects
     * @param error what it ends with
     */
    LastWords(DeployRun run, List<HasMetadata> view, ApsException error) {
        this.run = run;
        this.view = view;
        this.error = error;
        this.redaction = run.redaction();
        this.enoughAt = run.now().plus(ENOUGH);
    }

    /** Whoever takes our place may be why something is gone: then that is the reason. */
    void tell(List<ObjectRef> atFault) {
        run.waitFor("the reasons to be collected");
        var limit = run.later(PATIENCE, this::end);
        run.result().whenComplete((value, failure) -> {
            if (limit != null) {
                limit.cancel(false);
            }
        });
        run.act(
                run.threads().writers(),
                run.owned()::stillOurs,
                ours -> {
                    if (isWanted() && !ours) {
                        over = true;
                        throw run.owned().superseded();
                    }
                    next(atFault.iterator());
                },
                // A cluster that goes away just then is no reason.
                unknown -> end());
    }

    /** One after the other: a few threads serve all operations. */
    private void next(Iterator<ObjectRef> left) {
        if (!left.hasNext() || !goesOn()) {
            end();
            return;
        }
        var ref = left.next();
        run.act(
                run.threads().writers(),
                () -> Diagnosis.of(ref, view, run.cluster(), this::goesOn).lines(),
                lines -> {
                    told(ref, lines);
                    next(left);
                },
                unknown -> next(left));
    }

    private void told(ObjectRef ref, List<String> lines) {
        if (isWanted() && !lines.isEmpty()) {
            run.emit(new DeployEvent.ServiceLog(run.now(), run.application(), run.id(), ref, redaction.of(lines)));
        }
    }

    /** Whether there is time to ask for more; from any thread. */
    private boolean goesOn() {
        return run.now().isBefore(enoughAt) && !run.result().isDone();
    }

    /** A turn: whether the operation still waits for it. */
    private boolean isWanted() {
        return !over && !run.halted();
    }

    private void end() {
        if (isWanted()) {
            over = true;
            throw error;
        }
    }
}
