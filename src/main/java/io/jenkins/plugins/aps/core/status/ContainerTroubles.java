package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.jenkins.plugins.aps.core.status.Reason.Where;
import io.jenkins.plugins.aps.core.status.Trouble.Heals;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Why one container doesn't run.
 *
 * @param pod its name
 * @param uid of the pod
 * @param kind {@code container}, {@code init container} or {@code sidecar}
 * @param since when the pod was ready last
 */
record ContainerTroubles(String pod, String uid, String kind, ContainerStatus status, Instant since, Reasons reasons) {
    private static final Set<String> STARTING = Set.of("", "ContainerCreating", "PodInitializing");

    /** What keeps it from being ready; of one that is ready, that it crashed lately. */
    Optional<Trouble> find() {
        String waits = waits();
        if (!STARTING.contains(waits)) {
            return reason(waits).map(reason -> trouble(reason.what(), sentence(waits, reason), reason.heals()));
        }
        Optional<ContainerStateTerminated> last = lastRun();
        if (Boolean.TRUE.equals(status.getReady())) {
            return runs() && last.filter(ContainerTroubles::badly).isPresent()
                    ? Optional.of(crashed(last.get()))
                    : Optional.empty();
        }
        if (last.filter(ContainerTroubles::badly).isPresent()) {
            return Optional.of(crashed(last.get()));
        }
        return runs() ? notReady() : Optional.empty();
    }

    /** An init container that runs is no trouble of its own: it is to end. */
    private Optional<Trouble> notReady() {
        if (kind.equals("init container")) {
            return Optional.empty();
        }
        String name = Boolean.FALSE.equals(status.getStarted()) ? "not started" : "not ready";
        return reasons.find(Where.RUNNING, name)
                .map(reason -> trouble(reason.what(), pod + ": " + itself() + " " + reason.words(), reason.heals()));
    }

    private Trouble crashed(ContainerStateTerminated last) {
        String often = restarts() >= Trouble.RESTARTS ? ", restarted " + restarts() + " times" : "";
        return trouble("run", pod + " restarts: " + itself() + " " + ended(last) + often, Heals.BY_RESTARTING);
    }

    /** Reasons that nobody told us of are known by their names, and let heal as most do. */
    private Optional<Reason> reason(String waits) {
        boolean bad = waits.startsWith("Err") || waits.endsWith("Error") || waits.endsWith("BackOff");
        return reasons.find(Where.WAITING, waits)
                .or(() -> bad
                        ? Optional.of(new Reason(Where.WAITING, waits, "start", "waits: " + waits, Heals.SOON))
                        : Optional.empty());
    }

    private Trouble trouble(String what, String text, Heals heals) {
        int inARow =
                lastRun().map(ContainerTroubles::length).orElse(Duration.ZERO).compareTo(Trouble.STEADY) >= 0
                        ? Math.min(1, restarts())
                        : restarts();
        return new Trouble(uid, status.getName() + " " + what, text, heals, since, inARow, !runs(), proven());
    }

    /** It has to run for twice as long as it did last, for a minute at least, but not for longer than who is steady. */
    private Instant proven() {
        if (!runs() || status.getState().getRunning().getStartedAt() == null) {
            return Instant.EPOCH;
        }
        Duration twice =
                lastRun().map(ContainerTroubles::length).orElse(Duration.ZERO).multipliedBy(2);
        Duration atLeast = twice.compareTo(Patience.GRACE) < 0 ? Patience.GRACE : twice;
        Duration needed = atLeast.compareTo(Trouble.STEADY) > 0 ? Trouble.STEADY : atLeast;
        return Text.time(status.getState().getRunning().getStartedAt()).plus(needed);
    }

    private String sentence(String waits, Reason reason) {
        String message = Text.or(status.getState().getWaiting().getMessage(), "");
        String what = pod + " " + reason.words();
        if (reason.what().equals("image")) {
            return what + " '" + status.getImage() + "'" + Text.after(": ", Text.tail(message));
        }
        if (waits.equals("CrashLoopBackOff")) {
            String last = lastRun().map(this::ended).orElse("");
            return what + ": " + itself() + " restarted " + (restarts() == 1 ? "once" : restarts() + " times")
                    + Text.after(", last it ", last);
        }
        return what + Text.after(": ", message);
    }

    private String itself() {
        return kind + " " + status.getName();
    }

    private String waits() {
        return status.getState() == null || status.getState().getWaiting() == null
                ? ""
                : Text.or(status.getState().getWaiting().getReason(), "");
    }

    private boolean runs() {
        return status.getState() != null && status.getState().getRunning() != null;
    }

    private int restarts() {
        return Text.number(status.getRestartCount(), 0);
    }

    private Optional<ContainerStateTerminated> lastRun() {
        return terminated(status.getState()).or(() -> terminated(status.getLastState()));
    }

    private static Optional<ContainerStateTerminated> terminated(ContainerState state) {
        return Optional.ofNullable(state).map(ContainerState::getTerminated);
    }

    private static boolean badly(ContainerStateTerminated run) {
        return Text.number(run.getExitCode(), 0) != 0;
    }

    /** Nothing where it isn't known. */
    private static Duration length(ContainerStateTerminated run) {
        return run.getStartedAt() == null || run.getFinishedAt() == null
                ? Duration.ZERO
                : Duration.between(Text.time(run.getStartedAt()), Text.time(run.getFinishedAt()));
    }

    /** {@code ended with exit code 137 (OOMKilled: more memory than its limit)}. */
    private String ended(ContainerStateTerminated run) {
        String name = Text.or(run.getReason(), "");
        String words = reasons.find(Where.ENDED, name).map(Reason::words).orElse("");
        return "ended with exit code " + Text.number(run.getExitCode(), 0)
                + (name.isEmpty() || name.equals("Error") ? "" : " (" + name + Text.after(": ", words) + ")");
    }
}
