package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployEvent.PlannedWave;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tells of an undeployment as it goes on, and remembers what its result has to say. For one thread at a time. */
final class RemovalTelling {
    private final RemovalRun run;
    private final List<ObjectRef> removed = new ArrayList<>();
    private final Set<String> finalizers = new LinkedHashSet<>();

    RemovalTelling(RemovalRun run) {
        this.run = run;
    }

    ObjectRef namespace() {
        return run.namespaceRef();
    }

    void planned(String release, int version, boolean dryRun, List<PlannedWave> waves) {
        run.emit(new DeployEvent.Planned(run.now(), run.application(), run.id(), release, version, dryRun, waves));
    }

    void notice(String text) {
        run.emit(new DeployEvent.Notice(run.now(), run.application(), run.id(), text));
    }

    void waveStarted(int index, String name, int objects) {
        run.emit(new DeployEvent.WaveStarted(run.now(), run.application(), run.id(), index, name, objects));
    }

    void waveEnded(int index, String name, Instant startedAt) {
        run.emit(new DeployEvent.WaveEnded(
                run.now(), run.application(), run.id(), index, name, Duration.between(startedAt, run.now())));
    }

    void removed(ObjectRef ref, String how) {
        removed.add(ref);
        var change = new Change(ref, Change.Action.REMOVED, how);
        run.emit(new DeployEvent.ObjectRemoved(run.now(), run.application(), run.id(), change));
    }

    /** Told once each, though a controller may put them back. */
    void finalizersRemoved(ObjectRef ref, List<String> names) {
        var fresh =
                names.stream().filter(name -> finalizers.add(ref + ": " + name)).toList();
        if (!fresh.isEmpty()) {
            var how =
                    (fresh.size() == 1 ? "finalizer " : "finalizers ") + String.join(", ", fresh) + " removed by force";
            var change = new Change(ref, Change.Action.CONFIGURED, how);
            run.emit(new DeployEvent.ObjectApplied(run.now(), run.application(), run.id(), change));
        }
    }

    /** What is gone so far. */
    List<ObjectRef> removed() {
        return List.copyOf(removed);
    }

    List<String> finalizersRemoved() {
        return List.copyOf(finalizers);
    }
}
