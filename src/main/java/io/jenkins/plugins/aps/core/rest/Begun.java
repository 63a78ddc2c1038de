package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployEvent.OperationFailed;
import io.jenkins.plugins.aps.core.event.DeployEvent.OperationStarted;
import io.jenkins.plugins.aps.core.event.DeployEvent.Planned;
import io.jenkins.plugins.aps.core.event.DeployEvent.Waiting;
import io.jenkins.plugins.aps.core.event.DeployEvent.WaveStarted;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.Verdict;
import io.jenkins.plugins.aps.core.view.ErrorMap;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;

/** An operation that was begun here: how far it is, and how it ended. Safe for many threads. */
final class Begun implements DeployListener {
    private final String id;
    private final String application;
    private final String cluster;
    private final String by;
    private final boolean dryRun;
    private final InstantSource clock;
    private final Instant startedAt;
    private final CompletableFuture<Void> decided = new CompletableFuture<>();
    private String type;
    private Phase phase = Phase.VALIDATING;
    private boolean written;
    private Instant endedAt;
    private String verdict = "";
    private Object result;
    private ApsException error;

    Begun(String id, String type, String application, String cluster, String by, boolean dryRun, InstantSource clock) {
        this.id = id;
        this.type = type;
        this.application = application;
        this.cluster = cluster;
        this.by = by;
        this.dryRun = dryRun;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    String id() {
        return id;
    }

    String application() {
        return application;
    }

    String cluster() {
        return cluster;
    }

    String by() {
        return by;
    }

    /** Whether it only plans; nothing has been done to an application then. */
    boolean dryRun() {
        return dryRun;
    }

    /**
     * Completed when it goes on, as it is planned or waits for another, or has ended; exceptionally if it failed before
     * that.
     */
    CompletableFuture<Void> decided() {
        return decided;
    }

    Instant startedAt() {
        return startedAt;
    }

    synchronized boolean isRemoval() {
        return type.equals(OperationType.UNDEPLOY.json()) || type.equals(OperationType.FORCE_UNDEPLOY.json());
    }

    /** Whether it set about to change the application. */
    synchronized boolean hasWritten() {
        return written;
    }

    /** In brief, as the record of an application has it. */
    synchronized OperationSummary summary() {
        var known = Arrays.stream(OperationType.values())
                .filter(each -> each.json().equals(type))
                .findFirst()
                .orElse(OperationType.DEPLOY);
        return new OperationSummary(id, known, phase, startedAt, null, null, by, "", "");
    }

    @Override
    public void on(DeployEvent event) {
        synchronized (this) {
            if (!event.operation().equals(id)) {
                // That of the operation which this one started when it failed.
                return;
            }
            if (event instanceof OperationStarted started) {
                type = started.type().json();
            }
            if (event instanceof OperationFailed failed) {
                verdict = failed.verdict().json();
            }
            phase = phaseAfter(event);
            written |= event instanceof WaveStarted;
        }
        if (event instanceof Planned || event instanceof Waiting) {
            decided.complete(null);
        }
    }

    private Phase phaseAfter(DeployEvent event) {
        if (event instanceof Waiting && phase == Phase.VALIDATING) {
            return Phase.WAITING;
        }
        if (event instanceof Planned) {
            return Phase.PLANNED;
        }
        return event instanceof WaveStarted ? Phase.APPLYING : phase;
    }

    /** @param told what it resulted in, as a map */
    void succeeded(Object told) {
        synchronized (this) {
            result = told;
            verdict = Verdict.SUCCEEDED.json();
            end();
        }
        decided.complete(null);
    }

    void failed(Throwable thrown) {
        var known = thrown instanceof ApsException told
                ? told
                : new ApsException(
                        ErrorCode.INTERNAL, "A defect: " + thrown.getClass().getSimpleName(), thrown);
        var failure = known.of(application, id);
        synchronized (this) {
            error = failure;
            // Its last event told, unless it failed before it could tell anything.
            verdict = verdict.isEmpty() ? Verdict.FAILED.json() : verdict;
            end();
        }
        decided.completeExceptionally(failure);
    }

    private void end() {
        phase = Phase.DONE;
        endedAt = clock.instant();
    }

    synchronized boolean ended() {
        return endedAt != null;
    }

    /** As in a list. */
    synchronized LinkedHashMap<String, Object> brief() {
        var map = new LinkedHashMap<String, Object>();
        map.put("id", id);
        map.put("application", application);
        map.put("cluster", cluster);
        map.put("type", type);
        map.put("phase", phase.json());
        map.put("startedAt", time(startedAt));
        map.put("endedAt", time(endedAt));
        map.put("verdict", endedAt == null ? "" : verdict);
        map.put("by", by);
        map.put("build", "");
        map.put("reason", error == null ? "" : error.getMessage());
        return map;
    }

    /** Adds how it ended. */
    synchronized void tellEnd(LinkedHashMap<String, Object> map) {
        if (result != null) {
            map.put("result", result);
        }
        if (error != null) {
            map.put("error", ErrorMap.of(error));
        }
    }

    private static String time(Instant time) {
        return time == null ? "" : time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
