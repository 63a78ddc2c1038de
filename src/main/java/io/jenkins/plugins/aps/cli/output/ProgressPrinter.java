package io.jenkins.plugins.aps.cli.output;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployEvent.Notice;
import io.jenkins.plugins.aps.core.event.DeployEvent.ObjectApplied;
import io.jenkins.plugins.aps.core.event.DeployEvent.ObjectProgressed;
import io.jenkins.plugins.aps.core.event.DeployEvent.ObjectRemoved;
import io.jenkins.plugins.aps.core.event.DeployEvent.OperationFailed;
import io.jenkins.plugins.aps.core.event.DeployEvent.OperationStarted;
import io.jenkins.plugins.aps.core.event.DeployEvent.OperationSucceeded;
import io.jenkins.plugins.aps.core.event.DeployEvent.Planned;
import io.jenkins.plugins.aps.core.event.DeployEvent.ServiceLog;
import io.jenkins.plugins.aps.core.event.DeployEvent.StatusChanged;
import io.jenkins.plugins.aps.core.event.DeployEvent.Waiting;
import io.jenkins.plugins.aps.core.event.DeployEvent.WaveEnded;
import io.jenkins.plugins.aps.core.event.DeployEvent.WaveStarted;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.Health;
import io.jenkins.plugins.aps.core.model.OperationType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tells an operation as it goes on. On a terminal what has been reached stays and one line at the bottom is written
 * over; elsewhere each event is a line of its own, without control characters.
 *
 * <p>Safe for many threads: events come on the core's, {@link #tick} on the command's.
 */
public final class ProgressPrinter implements DeployListener {
    /** How long something may be on its way before a file gets a line about it. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Lines lines;
    private final Style style;
    private final Clock clock;
    private final DateTimeFormatter times;
    private final Map<String, String> told = new HashMap<>();
    private final Map<String, Lasting> lasting = new LinkedHashMap<>();
    private final WaveProgress wave = new WaveProgress();
    private Instant started;
    /** When the last line was printed. */
    private Instant printed;

    /** How often it was told that it still waits. */
    private int waits;

    private OperationType type;
    private boolean planned;

    public ProgressPrinter(Lines lines, Style style, Clock clock, ZoneId zone) {
        this.lines = lines;
        this.style = style;
        this.clock = clock;
        this.times = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    @Override
    public synchronized void on(DeployEvent event) {
        if (event instanceof OperationStarted e) {
            started = e.time();
            type = e.type();
            say(
                    e,
                    style.bold(verb(e)) + " " + SafeText.line(e.application())
                            + (e.type() == OperationType.FORCE_UNDEPLOY ? " by force" : "") + ", for "
                            + SafeText.line(e.by())
                            + (e.startedBy().isEmpty()
                                    ? ""
                                    : ", started by operation " + SafeText.line(e.startedBy())));
        } else if (event instanceof Waiting e) {
            say(e, "Waiting: " + SafeText.line(e.reason()));
        } else if (event instanceof Notice e) {
            say(e, "Note: " + SafeText.line(e.text()));
        } else if (event instanceof StatusChanged e) {
            say(e, style.dot(e.statusClass()) + " " + e.status().json() + because(e.reason()));
        } else if (event instanceof Planned e) {
            wave.planned(e.waves());
            planned = true;
            say(e, "Planned " + PlanText.summary(e));
        } else if (event instanceof WaveStarted e) {
            lasting.clear();
            wave.started(e);
            // The live line begins with as much.
            detail(e, style.live() ? "" : wave.title() + ": " + Plural.of(e.objects(), "object"));
        } else if (event instanceof ObjectApplied e) {
            changed(e, e.change());
        } else if (event instanceof ObjectRemoved e) {
            changed(e, e.change());
        } else if (event instanceof ObjectProgressed e) {
            progressed(e);
        } else if (event instanceof ServiceLog e) {
            say(e, "  From " + SafeText.line(e.object().toString()) + ":");
            e.lines().forEach(line -> lines.print("             | " + SafeText.line(line)));
        } else if (event instanceof WaveEnded e) {
            lasting.clear();
            say(e, style.good(style.signs() ? "✔" : "-") + " " + wave.done(e) + ", " + Plural.of(e.took()));
            wave.ended();
        } else if (event instanceof OperationSucceeded e) {
            say(e, style.good("Done") + " after " + Plural.of(e.took()));
        } else if (event instanceof OperationFailed e) {
            say(e, style.bad(ending(e)) + " after " + Plural.of(e.took()));
        }
    }

    /** What it is about; empty: it has not begun. */
    public synchronized Optional<OperationType> type() {
        return Optional.ofNullable(type);
    }

    /** Whether it may have changed something. */
    public synchronized boolean planned() {
        return planned;
    }

    /**
     * Shows on a terminal what is waited for, and since when; elsewhere what has not become current for a while, and in a
     * long wait a line a minute.
     */
    public synchronized void tick(String waitingFor) {
        var now = clock.instant();
        if (started == null) {
            started = now;
        }
        if (printed == null) {
            printed = started;
        }
        lasting.values().removeIf(waiting -> {
            boolean lasts = waiting.time().plus(PATIENCE).isBefore(now);
            if (lasts) {
                say(waiting.time().plus(PATIENCE), waiting.text());
            }
            return lasts;
        });
        if (style.live()) {
            var since = Duration.between(started, now).toSeconds() + " s";
            lines.live(since + "  " + wave.live() + SafeText.line(waitingFor));
        } else if (!now.isBefore(printed.plus(waits == 0 ? StillWaiting.FIRST : StillWaiting.NEXT))) {
            waits++;
            say(
                    now,
                    StillWaiting.line(
                            Duration.between(started, now),
                            wave.live() + (waitingFor.isEmpty() ? "the operation to end" : SafeText.line(waitingFor))));
        }
    }

    /** What was so already is counted only. */
    private void changed(DeployEvent event, Change change) {
        wave.applied(change);
        if (PlanText.touches(change)) {
            detail(event, "  " + PlanText.change(change));
        }
    }

    private void progressed(ObjectProgressed e) {
        var name = e.object().toString();
        boolean green = e.health() == Health.GREEN;
        var text = "  " + style.dot(e.health()) + " " + SafeText.line(name) + (green ? " is current" : "")
                + (e.ready().isEmpty() ? "" : " " + e.ready()) + because(e.reason());
        wave.progressed(e);
        lasting.remove(name);
        if (text.equals(told.put(name, text)) || green && wave.unchanged(e.object())) {
            return;
        }
        if (e.health() == Health.RED) {
            say(e, text);
        } else if (e.health() == Health.YELLOW && !style.live()) {
            // Everything is on its way for a moment: worth a line only if it stays so.
            lasting.put(name, new Lasting(e.time(), text));
        } else {
            detail(e, text);
        }
    }

    private void say(DeployEvent event, String text) {
        say(event.time(), text);
    }

    private void say(Instant time, String text) {
        printed = clock.instant();
        lines.print(style.faint(times.format(time)) + "  " + text);
    }

    /** Worth a line in a file; on a terminal just for a moment. */
    private void detail(DeployEvent event, String text) {
        if (style.live()) {
            lines.live((wave.live() + text.strip()).stripTrailing());
        } else {
            say(event, text);
        }
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : ": " + SafeText.line(reason);
    }

    private static String verb(OperationStarted e) {
        var verb =
                switch (e.type()) {
                    case DEPLOY -> "Deploying";
                    case UPGRADE -> "Upgrading";
                    case ROLLBACK -> "Rolling back";
                    case REDEPLOY -> "Deploying again";
                    case UNDEPLOY -> "Undeploying";
                    case FORCE_UNDEPLOY -> "Undeploying";
                };
        // What another operation hands over is on record before it begins: that is no interruption to tell of.
        return e.resumed() && e.startedBy().isEmpty() ? verb + " (going on)" : verb;
    }

    private record Lasting(Instant time, String text) {}

    private static String ending(OperationFailed e) {
        return switch (e.verdict()) {
            case ABORTED -> "Stopped";
            case SUPERSEDED -> "Superseded by another operation";
            case ROLLED_BACK -> "Failed and rolled back";
            case UNKNOWN -> "Ended with its outcome unknown";
            case FAILED, SUCCEEDED -> "Failed";
        };
    }
}
