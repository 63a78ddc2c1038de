package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Written;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.plan.Plan;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import io.jenkins.plugins.aps.core.status.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One wave of a deployment: its objects are written together, then waited for until every one is current. */
final class WaveWork {
    private final DeployRun run;
    private final Plan.Wave wave;
    private final Duration componentTimeout;
    private final Runnable ended;
    private final Redaction redaction;
    private final Instant startedAt;
    private final Map<ObjectRef, Written> written = new LinkedHashMap<>();
    private final Map<ObjectRef, Judgement> told = new LinkedHashMap<>();
    private final Set<ObjectRef> known = new HashSet<>();
    private final TroubleHistory troubles;
    private Instant writtenAt;
    private boolean wroteSomething;
    private boolean reading;
    private boolean over;
    private ApsException failure;

    WaveWork(DeployRun run, Plan.Wave wave, Duration componentTimeout, Runnable ended) {
        this.run = run;
        this.wave = wave;
        this.componentTimeout = componentTimeout;
        this.ended = ended;
        this.redaction = run.redaction();
        this.startedAt = run.now();
        this.troubles = TroubleHistory.of(run.view(), componentTimeout);
    }

    /** Writes; a namespace before what goes into it. */
    void begin() {
        run.emit(new DeployEvent.WaveStarted(
                run.now(),
                run.application(),
                run.id(),
                wave.index(),
                wave.name(),
                wave.objects().size()));
        var candidates = wave.objects().stream()
                .filter(o -> Unchanged.mayBe(o, known(o)))
                .map(PlannedObject::ref)
                .toList();
        if (candidates.isEmpty()) {
            writeChanged();
        } else {
            run.waitFor("the cluster to tell what has changed");
            run.seen().look(candidates, this::skip);
        }
    }

    private Known known(PlannedObject object) {
        return run.deployment().inventory().known(object.ref());
    }

    /** What is already as it shall be is not sent. */
    private void skip(Map<ObjectRef, ObjectMeta> seen) {
        for (var object : wave.objects()) {
            Unchanged.of(object, known(object), seen.get(object.ref())).ifPresent(as -> note(object, as));
        }
        writeChanged();
    }

    private void writeChanged() {
        if (written()) {
            allWritten();
            return;
        }
        var changed = wave.objects().stream()
                .filter(o -> !written.containsKey(o.ref()))
                .toList();
        run.walk().beforeWriting(() -> {
            wroteSomething = true;
            var namespace = changed.stream().filter(WaveWork::isNamespace).findFirst();
            if (namespace.isPresent()) {
                write(namespace.get());
            } else {
                changed.forEach(this::write);
            }
        });
    }

    /** Whether anything of it was sent. */
    boolean wroteSomething() {
        return wroteSomething;
    }

    /** Why it can't end well, once that is known; what else is told of it by then does not change it. */
    Optional<ApsException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether all its objects are written. */
    boolean written() {
        return written.size() == wave.objects().size();
    }

    private static boolean isNamespace(PlannedObject object) {
        return object.ref().kind().equals("Namespace");
    }

    private void write(PlannedObject object) {
        var known = known(object);
        run.waitFor("wave " + wave.name() + " to be written");
        run.send(
                () -> {
                    run.owned().check();
                    return run.cluster().write(object, run.id(), known);
                },
                result -> wrote(object, result));
    }

    private void wrote(PlannedObject object, Written result) {
        note(object, result);
        if (run.halted()) {
            return;
        }
        if (isNamespace(object)) {
            wave.objects().stream().filter(o -> !written.containsKey(o.ref())).forEach(this::write);
        }
        if (written()) {
            allWritten();
        }
    }

    private void note(PlannedObject object, Written result) {
        written.put(object.ref(), result);
        run.deployment().written(object, wave.index(), result);
        var change =
                new Change(object.ref(), Change.Action.valueOf(result.outcome().name()), "");
        run.deployment().changed(change);
        run.emit(new DeployEvent.ObjectApplied(run.now(), run.application(), run.id(), change));
        if (!result.takenBack().isEmpty()) {
            run.emit(new DeployEvent.Notice(
                    run.now(),
                    run.application(),
                    run.id(),
                    object.ref() + ": took back " + String.join(", ", result.takenBack()) + ", who had changed it"));
        }
    }

    private void allWritten() {
        writtenAt = run.now();
        if (run.deployment().isLast(wave)) {
            run.lastWaveWritten();
        }
        look();
    }

    /** Judges what the watches show, if there is something to judge. */
    void look() {
        if (over || !written() || reading) {
            return;
        }
        var trouble = run.view().trouble();
        var shown = run.view().objects();
        // What vanished from it is looked for: a watch that begins again may be behind what it, or a read, showed
        // before.
        if (trouble.isEmpty() && !Judging.lacks(shown, known)) {
            judge(shown, "");
            return;
        }
        // A broken watch goes on showing what was: nothing runs nor fails on its word.
        reading = true;
        run.ask(() -> run.cluster().read(run.application()), objects -> {
            reading = false;
            judge(objects, trouble.isEmpty() ? "" : " (" + trouble + ", so it is asked for)");
        });
    }

    private void judge(List<HasMetadata> view, String how) {
        troubles.look();
        var judged = new Judging(view, known, troubles).judge(wave.refs(), written);
        judged.replaceAll((ref, judgement) ->
                new Judgement(judgement.state(), redaction.of(judgement.reason()), judgement.ready()));
        judged.forEach(this::tell);
        var laggards = judged.entrySet().stream()
                .filter(e -> e.getValue().state() != Judgement.State.CURRENT)
                .map(e -> new Problem(e.getKey().toString(), e.getValue().reason()))
                .toList();
        if (laggards.isEmpty()) {
            over = true;
            run.emit(new DeployEvent.WaveEnded(
                    run.now(),
                    run.application(),
                    run.id(),
                    wave.index(),
                    wave.name(),
                    Duration.between(startedAt, run.now())));
            ended.run();
            return;
        }
        run.waitFor(String.join("; ", laggards.stream().map(Problem::toString).toList()) + how);
        if (judged.values().stream().anyMatch(j -> j.state() == Judgement.State.FAILED)) {
            giveUp(judged, view, new ApsException(ErrorCode.FAILED, "it does not run: " + laggards.get(0), laggards));
        } else if (run.now().isAfter(writtenAt.plus(componentTimeout))) {
            giveUp(
                    judged,
                    view,
                    new ApsException(
                            ErrorCode.TIMED_OUT,
                            "it did not run within " + ClusterRun.told(componentTimeout) + ": " + laggards.get(0),
                            laggards));
        } else {
            run.againLater(this::look);
        }
    }

    private void tell(ObjectRef ref, Judgement judgement) {
        if (!judgement.equals(told.put(ref, judgement)) && Judging.isJudged(ref)) {
            run.emit(new DeployEvent.ObjectProgressed(
                    run.now(),
                    run.application(),
                    run.id(),
                    ref,
                    judgement.health(),
                    judgement.ready(),
                    judgement.reason()));
        }
    }

    /** Before it ends badly, what the objects at fault last said is fetched and told. */
    private void giveUp(Map<ObjectRef, Judgement> judged, List<HasMetadata> view, ApsException error) {
        over = true;
        failure = error;
        var atFault = judged.entrySet().stream()
                .filter(e -> e.getValue().state() != Judgement.State.CURRENT && Judging.isJudged(e.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        new LastWords(run, view, error).tell(atFault);
    }
}
