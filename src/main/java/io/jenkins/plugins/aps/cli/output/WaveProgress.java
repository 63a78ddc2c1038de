package io.jenkins.plugins.aps.cli.output;

import io.jenkins.plugins.aps.core.event.DeployEvent.ObjectProgressed;
import io.jenkins.plugins.aps.core.event.DeployEvent.PlannedWave;
import io.jenkins.plugins.aps.core.event.DeployEvent.WaveEnded;
import io.jenkins.plugins.aps.core.event.DeployEvent.WaveStarted;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.Health;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far the wave under way has come. Guarded by its {@link ProgressPrinter}. */
final class WaveProgress {
    private final Map<String, Health> healths = new HashMap<>();
    private List<Integer> indexes = List.of();
    private WaveStarted current;
    private final List<Change> applied = new ArrayList<>();

    void planned(List<PlannedWave> waves) {
        indexes = waves.stream().map(PlannedWave::index).toList();
    }

    void started(WaveStarted wave) {
        current = wave;
        applied.clear();
        healths.clear();
    }

    void applied(Change change) {
        applied.add(change);
    }

    /** Whether an object of this wave needed no writing. */
    boolean unchanged(ObjectRef object) {
        return applied.stream().anyMatch(c -> c.object().equals(object) && !PlanText.touches(c));
    }

    void progressed(ObjectProgressed object) {
        healths.put(object.object().toString(), object.health());
    }

    void ended() {
        current = null;
    }

    /** For example {@code Wave 3 of 7, runtime services}: its place among the planned ones, from 1. */
    String title() {
        return current == null ? "" : title(current.index(), current.name());
    }

    /** The same with what was done. */
    String done(WaveEnded wave) {
        return title(wave.index(), wave.name()) + (applied.isEmpty() ? "" : ": " + PlanText.counts(applied, false));
    }

    /** What the live line begins with. */
    String live() {
        if (current == null) {
            return "";
        }
        var currentOnes =
                healths.values().stream().filter(h -> h == Health.GREEN).count();
        return title() + ": " + applied.size() + "/" + current.objects() + " written"
                + (healths.isEmpty() ? "" : ", " + currentOnes + "/" + healths.size() + " current") + "  ";
    }

    private String title(int index, String name) {
        int place = indexes.indexOf(index) + 1;
        var number = place == 0 ? "Wave " + index : "Wave " + place + " of " + indexes.size();
        return number + (name.isEmpty() ? "" : ", " + SafeText.line(name));
    }
}
