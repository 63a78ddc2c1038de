package io.jenkins.plugins.aps.cli;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.Change.Action;
import io.jenkins.plugins.aps.core.model.Health;
import io.jenkins.plugins.aps.core.model.HistoryEntry;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.ServiceHealth;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Urls;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Values that the tests of the command line share. */
public final class Samples {
    public static final Instant AT = Instant.parse("2026-11-24T08:00:00Z");
    public static final ObjectRef RB = new ObjectRef("apps/v1", "Deployment", "holiday", "rb");
    public static final ObjectRef NAMESPACE = new ObjectRef("v1", "Namespace", "", "holiday");

    private Samples() {}

    public static Release release(int version, boolean latest, String comment) {
        return new Release(
                "default",
                "holiday",
                version,
                "Mo",
                AT,
                comment,
                latest,
                "0123456789abcdef0123456789abcdef01234567",
                "holiday",
                "none");
    }

    public static Instance running(Change... changes) {
        return instance(Status.RUNNING, "", Health.GREEN, "", changes);
    }

    public static Instance instance(Status status, String reason, Health health, String why, Change... changes) {
        return new Instance(
                "holiday",
                "holiday",
                "default",
                "holiday",
                "holiday/1",
                1,
                "activiti-7",
                status,
                reason,
                AT,
                AT,
                new Urls(
                        Map.of("rb", "https://gateway.example.org/holiday/rb"),
                        Map.of("desk", "https://gateway.example.org/holiday/ui/desk"),
                        "GET https://gateway.example.org/holiday/rb/v1/process-instances"),
                List.of(new ServiceHealth(
                        "rb", "Deployment", health, why, health == Health.GREEN ? "1/1" : "0/1", List.of(), List.of())),
                new Access(new Principals(List.of("ada"), List.of()), new Principals(List.of(), List.of("staff"))),
                List.of(new HistoryEntry(1, "holiday/1", AT, "ada", Verdict.SUCCEEDED)),
                new OperationSummary(
                        "op-1", OperationType.DEPLOY, Phase.DONE, AT, AT, Verdict.SUCCEEDED, "ada", "", ""),
                List.of(changes),
                List.of());
    }

    public static Change change(ObjectRef object, Action action) {
        return new Change(object, action, "");
    }

    /** A deployment of two waves that goes well, told to a listener. */
    public static void tellDeployment(DeployListener listener) {
        var app = "holiday";
        var op = "op-1";
        var created = change(NAMESPACE, Action.CREATED);
        var rb = change(RB, Action.CREATED);
        listener.on(new DeployEvent.OperationStarted(AT, app, op, OperationType.DEPLOY, "ada", "", false));
        listener.on(new DeployEvent.StatusChanged(AT, app, op, Status.DEPLOY_STARTED, ""));
        listener.on(new DeployEvent.Planned(
                AT,
                app,
                op,
                "holiday/1",
                1,
                List.of(
                        new DeployEvent.PlannedWave(0, "namespace", List.of(created)),
                        new DeployEvent.PlannedWave(3, "runtime services", List.of(rb)))));
        listener.on(new DeployEvent.WaveStarted(AT, app, op, 0, "namespace", 1));
        listener.on(new DeployEvent.ObjectApplied(AT, app, op, created));
        listener.on(new DeployEvent.WaveEnded(AT, app, op, 0, "namespace", Duration.ofMillis(100)));
        listener.on(new DeployEvent.WaveStarted(AT, app, op, 3, "runtime services", 1));
        listener.on(new DeployEvent.ObjectApplied(AT, app, op, rb));
        listener.on(new DeployEvent.ObjectProgressed(AT, app, op, RB, Health.YELLOW, "0/1", "pod rb-1 is starting"));
        listener.on(new DeployEvent.ObjectProgressed(AT, app, op, RB, Health.GREEN, "1/1", ""));
        listener.on(new DeployEvent.WaveEnded(AT, app, op, 3, "runtime services", Duration.ofSeconds(2)));
        listener.on(new DeployEvent.StatusChanged(AT, app, op, Status.RUNNING, ""));
        listener.on(new DeployEvent.OperationSucceeded(
                AT, app, op, OperationType.DEPLOY, Status.RUNNING, 2, 0, Duration.ofMillis(2100)));
    }
}
