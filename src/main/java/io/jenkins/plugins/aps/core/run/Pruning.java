package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Removes what an application no longer wants, when everything that it does want is current. What can't be removed is told
 * and stays in the inventory, for the next deployment to remove: the application runs as it was asked for all the same.
 */
final class Pruning {
    static final int WAVE = 7;
    static final String NAME = "no longer wanted";
    static final String REASON = "no longer wanted";

    private final DeployRun run;
    private final Map<ObjectRef, Item> open = new LinkedHashMap<>();
    private final List<String> left = new ArrayList<>();
    private final Runnable ended;
    private final Instant startedAt;
    private boolean recorded;
    private boolean over;

    Pruning(DeployRun run, List<Item> unwanted, Runnable ended) {
        this.run = run;
        unwanted.forEach(item -> open.put(item.ref(), item));
        this.ended = ended;
        this.startedAt = run.now();
    }

    /** All UIDs must be on record before anything is removed. */
    void begin() {
        run.waitFor("what is no longer wanted to be removed");
        run.emit(new DeployEvent.WaveStarted(run.now(), run.application(), run.id(), WAVE, NAME, open.size()));
        var pruning = run.at(Phase.PRUNING);
        run.send(
                () -> run.owned().save(pruning),
                saved -> {
                    run.owned().adopt(saved);
                    recorded = true;
                    if (!run.halted()) {
                        remove();
                    }
                },
                error -> unless(error, () -> leaveAll(reason(error))));
    }

    private void remove() {
        if (!run.inTime()) {
            leaveAll("there was no time left");
            return;
        }
        for (var item : List.copyOf(open.values())) {
            var known = run.deployment().inventory().known(item.ref());
            run.send(
                    () -> {
                        run.owned().check();
                        var uid = uid(item, known);
                        uid.ifPresent(proven -> run.cluster().delete(item.ref(), proven));
                        return uid.isPresent();
                    },
                    deleted -> gone(item, deleted),
                    error -> unless(error, () -> leave(item, reason(error))));
        }
    }

    /** As recorded; an operation that was killed may have made what it could only record as intended. Blocks. */
    private Optional<String> uid(Item item, Known known) {
        return item.uid().isEmpty()
                ? run.cluster().findOurs(item.ref(), run.application(), known).map(live -> live.getMetadata()
                        .getUid())
                : Optional.of(item.uid());
    }

    /** Who lost the application, or its mind, ends with that. */
    private void unless(Throwable error, Runnable tolerated) {
        if (run.owned().isSuperseded() || !(error instanceof ApsException)) {
            run.fail(error);
        } else if (!run.halted()) {
            tolerated.run();
        }
    }

    private static String reason(Throwable error) {
        return error.getMessage();
    }

    private void gone(Item item, boolean deleted) {
        if (over) {
            return;
        }
        run.deployment().inventory().removed(item.ref());
        if (deleted) {
            var change = new Change(item.ref(), Change.Action.REMOVED, REASON);
            run.deployment().changed(change);
            run.emit(new DeployEvent.ObjectRemoved(run.now(), run.application(), run.id(), change));
        }
        open.remove(item.ref());
        settle();
    }

    /** Its time is up. The record's version has to be known before its end is written: that write ends by itself. */
    void timeUp() {
        if (recorded && !over) {
            leaveAll("there was no time left");
        }
    }

    private void leaveAll(String why) {
        List.copyOf(open.values()).forEach(item -> note(item, why));
        settle();
    }

    private void leave(Item item, String why) {
        if (!over) {
            note(item, why);
            settle();
        }
    }

    private void note(Item item, String why) {
        var told = run.redaction().of(why);
        open.remove(item.ref());
        left.add(item.ref() + ": " + told);
        run.deployment().changed(new Change(item.ref(), Change.Action.SKIPPED, REASON + ", but not removed: " + told));
    }

    private void settle() {
        if (over || !open.isEmpty() || run.halted()) {
            return;
        }
        over = true;
        if (!left.isEmpty()) {
            run.emit(new DeployEvent.Notice(
                    run.now(),
                    run.application(),
                    run.id(),
                    "the application runs; what it no longer wants could not all be removed, and the next deployment"
                            + " tries again: " + String.join("; ", left)));
        }
        run.emit(new DeployEvent.WaveEnded(
                run.now(), run.application(), run.id(), WAVE, NAME, Duration.between(startedAt, run.now())));
        ended.run();
    }
}
