package io.jenkins.plugins.aps.jenkins.console;

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
import io.jenkins.plugins.aps.core.model.Urls;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells a build's log what happens: the plan, each wave, what became ready, each failure with its reason and last log
 * lines, the end. Milestones, not every object that needed no writing; what repeats is told at most every ten seconds.
 */
public final class ConsoleListener implements DeployListener {
    private static final Duration BETWEEN = Duration.ofSeconds(10);
    private static final String INDENT = "    ";

    private final PrintStream log;
    private final Map<String, String> toldOf = new HashMap<>();
    private final Map<String, Instant> toldAt = new HashMap<>();
    private volatile boolean muted;
    private boolean dryRun;

    public ConsoleListener(PrintStream log) {
        this.log = log;
    }

    /** Tells something that is no event. */
    public void tell(String text) {
        say(text);
    }

    /** Tells where a deployed application is to be found. */
    public void where(Urls urls) {
        urls.services().forEach((service, url) -> say(INDENT + service + ": " + url));
        urls.uis().forEach((ui, url) -> say(INDENT + "ui " + ui + ": " + url));
        if (!urls.exampleQuery().isEmpty()) {
            say(INDENT + "Try it: " + urls.exampleQuery());
        }
    }

    /** Nothing more is told: the step has ended, and with it perhaps the log. */
    public void mute() {
        muted = true;
    }

    @Override
    public void on(DeployEvent event) {
        if (muted) {
            return;
        }
        if (event instanceof OperationStarted started) {
            say(Words.of(started.type()) + " " + started.application() + origin(started));
        } else if (event instanceof Waiting waiting) {
            sayOnce("waiting", waiting.time(), "Waiting: " + waiting.reason());
        } else if (event instanceof Notice notice) {
            say("Note: " + notice.text());
        } else if (event instanceof StatusChanged changed) {
            say("Status " + changed.status().json() + because(changed.reason()));
        } else if (event instanceof Planned planned) {
            plan(planned);
        } else if (event instanceof WaveStarted wave) {
            say("Wave " + wave.index() + ", " + wave.name() + ": " + Words.objects(wave.objects()));
        } else if (event instanceof ObjectApplied applied) {
            change(applied.change());
        } else if (event instanceof ObjectRemoved removed) {
            change(removed.change());
        } else if (event instanceof ObjectProgressed progressed) {
            progress(progressed);
        } else if (event instanceof ServiceLog lines) {
            lines(lines);
        } else if (event instanceof WaveEnded wave) {
            say("Wave " + wave.index() + " done in " + Words.duration(wave.took()));
        } else if (event instanceof OperationSucceeded succeeded) {
            succeeded(succeeded);
        } else if (event instanceof OperationFailed failed) {
            say("Failed after " + Words.duration(failed.took()) + ": " + failed.message());
            failed.problems().forEach(problem -> say("  - " + problem));
        }
    }

    private void plan(Planned planned) {
        var objects = planned.waves().stream()
                .mapToLong(wave -> wave.objects().size())
                .sum();
        var what = planned.release().isEmpty()
                ? ""
                : planned.release() + " as version " + planned.applicationVersion() + " of " + planned.application()
                        + ": ";
        say("Plan: " + what + Words.objects(objects) + " in "
                + Words.count(planned.waves().size(), "wave") + " (" + Words.plan(planned.waves()) + ")");
        if (planned.dryRun()) {
            dryRun = true;
            DryRunLines.of(planned.waves()).forEach(this::say);
        }
    }

    private void change(Change change) {
        if (change.action() != Change.Action.UNCHANGED) {
            say(INDENT + change.object() + " " + change.action().json() + because(change.reason()));
        }
    }

    private void progress(ObjectProgressed progressed) {
        var object = progressed.object().toString();
        var ready = progressed.ready().isEmpty() ? "" : " " + progressed.ready();
        if (progressed.health() == Health.GREEN) {
            forget(object);
            say(INDENT + object + ready + " ready");
        } else if (progressed.health() == Health.RED) {
            forget(object);
            say(INDENT + object + ready + " FAILS" + because(progressed.reason()));
        } else {
            sayOnce(object, progressed.time(), INDENT + object + ready + because(progressed.reason()));
        }
    }

    private void lines(ServiceLog told) {
        say(INDENT + "Last lines of " + told.object() + ":");
        told.lines().forEach(line -> say(INDENT + INDENT + "| " + Plain.line(line)));
    }

    private void succeeded(OperationSucceeded end) {
        if (dryRun) {
            say("Dry run of " + end.application() + " done in " + Words.duration(end.took())
                    + ": nothing was changed, it is " + end.status().json());
            return;
        }
        String changed;
        if (end.type().isRemoval()) {
            changed = Words.objects(end.changed()) + " removed";
        } else if (end.changed() == 0) {
            changed = "nothing had to be changed";
        } else {
            changed = Words.objects(end.changed()) + " changed, " + end.unchanged() + " unchanged";
        }
        say(Words.done(end.type()) + " " + end.application() + " in " + Words.duration(end.took()) + ": "
                + end.status().json() + ", " + changed);
    }

    /** What another operation hands over is on record before it begins: that is no interruption to tell of. */
    private static String origin(OperationStarted started) {
        if (!started.startedBy().isEmpty()) {
            return ", started by operation " + started.startedBy();
        }
        return started.resumed() ? " (resumed)" : "";
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }

    /** Says it unless the same, or another thing of the same subject a moment ago, was said. */
    private void sayOnce(String subject, Instant now, String text) {
        var last = toldAt.get(subject);
        if (text.equals(toldOf.get(subject)) || last != null && now.isBefore(last.plus(BETWEEN))) {
            return;
        }
        toldOf.put(subject, text);
        toldAt.put(subject, now);
        say(text);
    }

    private void forget(String subject) {
        toldOf.remove(subject);
        toldAt.remove(subject);
    }

    private void say(String text) {
        var indent = text.length() - text.stripLeading().length();
        log.println("[aps] " + " ".repeat(indent) + Plain.line(text.strip()));
    }
}
