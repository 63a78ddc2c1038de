package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.Trial;
import io.jenkins.plugins.aps.core.cluster.Trial.Refusal;
import io.jenkins.plugins.aps.core.event.DeployEvent.PlannedWave;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.Diff;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.plan.Differences;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan with what the cluster said to it; pure. */
final class Preview {
    /** Fields that are told of a whole plan. */
    private static final int MOST = 500;

    private Preview() {}

    /** The same waves, with what each write would change. The record may not know what somebody changed or deleted. */
    static List<PlannedWave> of(List<PlannedWave> waves, Map<ObjectRef, Trial> trials, Redaction redaction) {
        var told = new ArrayList<PlannedWave>();
        var room = MOST;
        for (var wave : waves) {
            var objects = new ArrayList<Change>();
            for (var change : wave.objects()) {
                var trial = trials.get(change.object());
                var tried = trial == null ? change : tried(change, trial, redaction, room);
                room -= tried.diff().fields().size();
                objects.add(tried);
            }
            told.add(new PlannedWave(wave.index(), wave.name(), objects));
        }
        return told;
    }

    private static Change tried(Change change, Trial trial, Redaction redaction, int room) {
        var diff = trial.before().isPresent() && trial.after().isPresent()
                ? Differences.of(trial.before().get(), trial.after().get(), redaction::of)
                : Diff.NONE;
        return new Change(
                change.object(),
                action(change.action(), trial, diff),
                change.reason(),
                diff.upTo(room).noting(redaction.of(String.join("; ", trial.notes()))));
    }

    private static Change.Action action(Change.Action recorded, Trial trial, Diff diff) {
        if (trial.after().isEmpty()) {
            return recorded;
        }
        if (trial.before().isEmpty()) {
            return Change.Action.CREATED;
        }
        return diff.fields().isEmpty() && recorded != Change.Action.CONFIGURED
                ? Change.Action.UNCHANGED
                : Change.Action.CONFIGURED;
    }

    /** One error with everything that would be refused; empty: nothing. */
    static Optional<ApsException> refusal(Collection<Trial> trials) {
        var refusals =
                trials.stream().flatMap(trial -> trial.refusals().stream()).toList();
        if (refusals.isEmpty()) {
            return Optional.empty();
        }
        var conflicts = refusals.stream()
                .filter(refusal -> refusal.code() == ErrorCode.CONFLICT)
                .toList();
        var conflict = !conflicts.isEmpty();
        // Only what others changed in our fields can be taken back.
        var changed =
                conflict && conflicts.stream().allMatch(refusal -> refusal.reason() == ErrorReason.CHANGED_OUTSIDE);
        var count = refusals.size() == 1 ? "1 problem" : refusals.size() + " problems";
        return Optional.of(new ApsException(
                        conflict ? ErrorCode.CONFLICT : ErrorCode.REJECTED,
                        "the cluster would refuse it (" + count + "); nothing was written",
                        refusals.stream().map(Refusal::problem).toList())
                .because(changed ? ErrorReason.CHANGED_OUTSIDE : ErrorReason.UNSPECIFIED));
    }
}
