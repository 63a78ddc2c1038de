package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Removes what an application no longer wants, when everything that it does want is current. */
final class Pruning {
    static final int WAVE = 7;
    static final String NAME = "no longer wanted";
    static final String REASON = "no longer wanted";

    private final DeployRun run;
    private final List<Item> unwanted;
    private final Runnable ended;
    private final Instant startedAt;
    private int removed;

    Pruning(DeployRun run, List<Item> unwanted, Runnable ended) {
        this.run = run;
        this.unwanted = unwanted;
        this.ended = ended;
        this.startedAt = run.now();
    }

    void begin() {
        run.waitFor("what is no longer wanted to be removed");
        run.emit(new DeployEvent.WaveStarted(run.now(), run.application(), run.id(), WAVE, NAME, unwanted.size()));
        for (var item : unwanted) {
            var known = run.deployment().inventory().known(item.ref());
            run.send(
                    () -> {
                        run.checkOwnership();
                        var uid = uid(item, known);
                        uid.ifPresent(proven -> run.cluster().delete(item.ref(), proven));
                        return uid.isPresent();
                    },
                    deleted -> gone(item, deleted));
        }
    }

    /** As recorded; an operation that was killed may have made what it could only record as intended. Blocks. */
    private Optional<String> uid(Item item, Known known) {
        return item.uid().isEmpty()
                ? run.cluster().findOurs(item.ref(), run.application(), known).map(live -> live.getMetadata()
                        .getUid())
                : Optional.of(item.uid());
    }

    private void gone(Item item, boolean deleted) {
        run.deployment().inventory().removed(item.ref());
        if (deleted) {
            var change = new Change(item.ref(), Change.Action.REMOVED, REASON);
            run.deployment().changed(change);
            run.emit(new DeployEvent.ObjectRemoved(run.now(), run.application(), run.id(), change));
        }
        removed++;
        if (removed == unwanted.size() && !run.halted()) {
            run.emit(new DeployEvent.WaveEnded(
                    run.now(), run.application(), run.id(), WAVE, NAME, Duration.between(startedAt, run.now())));
            ended.run();
        }
    }
}
