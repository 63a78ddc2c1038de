package io.jenkins.plugins.aps.core.view;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployEvent.Notice;
import io.jenkins.plugins.aps.core.event.DeployEvent.ObjectApplied;
import io.jenkins.plugins.aps.core.event.DeployEvent.ObjectProgressed;
import io.jenkins.plugins.aps.core.event.DeployEvent.ObjectRemoved;
import io.jenkins.plugins.aps.core.event.DeployEvent.OperationFailed;
import io.jenkins.plugins.aps.core.event.DeployEvent.OperationStarted;
import io.jenkins.plugins.aps.core.event.DeployEvent.OperationSucceeded;
import io.jenkins.plugins.aps.core.event.DeployEvent.Planned;
import io.jenkins.plugins.aps.core.event.DeployEvent.PlannedWave;
import io.jenkins.plugins.aps.core.event.DeployEvent.ServiceLog;
import io.jenkins.plugins.aps.core.event.DeployEvent.StatusChanged;
import io.jenkins.plugins.aps.core.event.DeployEvent.Waiting;
import io.jenkins.plugins.aps.core.event.DeployEvent.WaveEnded;
import io.jenkins.plugins.aps.core.event.DeployEvent.WaveStarted;
import io.jenkins.plugins.aps.core.model.Change;
import java.util.LinkedHashMap;

/** Events as JSON, one object a line: {@code event} (the name of its record), {@code time}, and its own facts. */
public final class EventJson {
    private EventJson() {}

    /** One line, without its end. */
    public static String line(DeployEvent event) {
        return ViewJson.line(map(event));
    }

    /** The same as a map; durations are in milliseconds. */
    public static LinkedHashMap<String, Object> map(DeployEvent event) {
        var map = ViewMap.of(
                "event", event.getClass().getSimpleName(),
                "time", ViewMap.time(event.time()),
                "application", ViewMap.text(event.application()),
                "operation", ViewMap.text(event.operation()));
        map.putAll(facts(event));
        return map;
    }

    private static LinkedHashMap<String, Object> facts(DeployEvent event) {
        if (event instanceof OperationStarted e) {
            return ViewMap.of(
                    "type",
                    e.type().json(),
                    "by",
                    ViewMap.text(e.by()),
                    "startedBy",
                    ViewMap.text(e.startedBy()),
                    "resumed",
                    e.resumed());
        } else if (event instanceof Waiting e) {
            return ViewMap.of("reason", ViewMap.text(e.reason()));
        } else if (event instanceof Notice e) {
            return ViewMap.of("text", ViewMap.text(e.text()));
        } else if (event instanceof StatusChanged e) {
            return ViewMap.of(
                    "status", e.status().json(),
                    "statusClass", e.statusClass().json(),
                    "reason", ViewMap.text(e.reason()));
        } else if (event instanceof Planned e) {
            return ViewMap.of(
                    "release", e.release(),
                    "applicationVersion", e.applicationVersion(),
                    "dryRun", e.dryRun(),
                    "waves", ViewMap.list(e.waves(), EventJson::wave));
        } else if (event instanceof WaveStarted e) {
            return ViewMap.of("index", e.index(), "name", e.name(), "objects", e.objects());
        } else if (event instanceof WaveEnded e) {
            return ViewMap.of(
                    "index", e.index(), "name", e.name(), "tookMillis", e.took().toMillis());
        } else if (event instanceof ObjectApplied e) {
            return change(e.change());
        } else if (event instanceof ObjectRemoved e) {
            return change(e.change());
        } else if (event instanceof ObjectProgressed e) {
            return ViewMap.of(
                    "object", e.object().toString(),
                    "health", e.health().json(),
                    "ready", ViewMap.text(e.ready()),
                    "reason", ViewMap.text(e.reason()));
        } else if (event instanceof ServiceLog e) {
            return ViewMap.of("object", e.object().toString(), "lines", ViewMap.texts(e.lines()));
        } else if (event instanceof OperationSucceeded e) {
            return succeeded(e);
        } else if (event instanceof OperationFailed e) {
            return failed(e);
        }
        throw new IllegalArgumentException("An event that has no JSON form: " + event.getClass());
    }

    private static LinkedHashMap<String, Object> change(Change change) {
        return InstanceMap.change(change);
    }

    /** What only a dry run knows is left out elsewhere. */
    private static LinkedHashMap<String, Object> planned(Change change) {
        return change.diff().isEmpty() ? change(change) : InstanceMap.planned(change);
    }

    private static LinkedHashMap<String, Object> wave(PlannedWave wave) {
        return ViewMap.of(
                "index",
                wave.index(),
                "name",
                wave.name(),
                "objects",
                ViewMap.list(wave.objects(), EventJson::planned));
    }

    private static LinkedHashMap<String, Object> succeeded(OperationSucceeded e) {
        return ViewMap.of(
                "type", e.type().json(),
                "status", e.status().json(),
                "changed", e.changed(),
                "unchanged", e.unchanged(),
                "tookMillis", e.took().toMillis());
    }

    private static LinkedHashMap<String, Object> failed(OperationFailed e) {
        return ViewMap.of(
                "type", e.type().json(),
                "verdict", e.verdict().json(),
                "code", e.code().code(),
                "message", ViewMap.text(e.message()),
                "details", ErrorMap.details(e.problems()),
                "tookMillis", e.took().toMillis());
    }
}
