package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a pod doesn't run: the one table of reasons, each with how long it is let heal. The reasons are the kubelet's
 * ({@code kubelet/images/types.go} and {@code kubelet/container/sync_result.go} of Kubernetes) and the scheduler's.
 */
final class Reasons {
    /** From here on a container that crashes is taken to go on crashing. */
    static final int RESTARTS = 5;

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration SCHEDULING = Duration.ofSeconds(15);
    /** Stands for the grace of the surroundings. */
    private static final Duration GRACE = Duration.ofDays(1);

    private static final Map<String, Duration> LET_HEAL = Map.of(
            "InvalidImageName", AT_ONCE,
            "ErrImageNeverPull", AT_ONCE,
            "CreateContainerConfigError", SOON,
            "CreateContainerError", SOON,
            "RunContainerError", GRACE,
            "ErrImagePull", GRACE,
            "ImagePullBackOff", GRACE,
            "RegistryUnavailable", GRACE,
            "CrashLoopBackOff", GRACE);

    private static final Map<String, String> WORDS = Map.of(
            "InvalidImageName", "has an invalid image name",
            "ErrImageNeverPull", "lacks an image that must not be pulled",
            "CreateContainerConfigError", "can't be configured",
            "CreateContainerError", "can't be created",
            "RunContainerError", "can't be started",
            "ErrImagePull", "can't pull image",
            "ImagePullBackOff", "can't pull image",
            "RegistryUnavailable", "can't reach the registry of image",
            "CrashLoopBackOff", "keeps crashing");

    private Reasons() {}

    /**
     * What keeps a pod from running.
     *
     * @param text a sentence's end, beginning with the pod's name
     * @param lasting whether it had its time to heal
     */
    record Trouble(String text, boolean lasting) {}

    static Optional<Trouble> of(Pod pod, Instant now, Duration grace) {
        return Stream.concat(unschedulable(pod, now, grace).stream(), containers(pod, now, grace))
                .max((a, b) -> Boolean.compare(a.lasting(), b.lasting()));
    }

    private static Optional<Trouble> unschedulable(Pod pod, Instant now, Duration grace) {
        return condition(pod, "PodScheduled")
                .filter(condition -> "False".equals(condition.getStatus()))
                .map(condition -> {
                    Duration least = grace.compareTo(SCHEDULING) < 0 ? SCHEDULING : grace;
                    String text = name(pod) + " can't be scheduled: "
                            + Text.or(condition.getMessage(), condition.getReason());
                    return new Trouble(text, since(condition, pod).plus(least).isBefore(now));
                });
    }

    private static Stream<Trouble> containers(Pod pod, Instant now, Duration grace) {
        if (pod.getStatus() == null) {
            return Stream.empty();
        }
        Instant since = condition(pod, "Ready")
                .map(c -> since(c, pod))
                .orElseGet(() -> Text.time(pod.getMetadata().getCreationTimestamp()));
        return Stream.of(
                        pod.getStatus().getInitContainerStatuses(),
                        pod.getStatus().getContainerStatuses())
                .flatMap(List::stream)
                .flatMap(container -> trouble(pod, container, since, now, grace).stream());
    }

    private static Optional<Trouble> trouble(
            Pod pod, ContainerStatus container, Instant since, Instant now, Duration grace) {
        ContainerStateWaiting waiting =
                container.getState() == null ? null : container.getState().getWaiting();
        String ended = ended(container.getLastState());
        int restarts = container.getRestartCount() == null ? 0 : container.getRestartCount();
        if (waiting != null && LET_HEAL.containsKey(Text.or(waiting.getReason(), ""))) {
            String reason = waiting.getReason();
            Duration let = LET_HEAL.get(reason).equals(GRACE) ? grace : LET_HEAL.get(reason);
            boolean crash = reason.equals("CrashLoopBackOff");
            boolean lasting = let.isZero() || since.plus(let).isBefore(now) || crash && restarts >= RESTARTS;
            return Optional.of(new Trouble(sentence(pod, container, waiting, ended, restarts), lasting));
        }
        boolean down = container.getState() != null && container.getState().getTerminated() != null;
        if (!Boolean.TRUE.equals(container.getReady()) && (down || !ended.isEmpty())) {
            String how = down && ended(container.getState()).length() > 0 ? ended(container.getState()) : ended;
            return how.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Trouble(
                            name(pod) + " restarts: container " + container.getName() + " " + how,
                            restarts >= RESTARTS));
        }
        return Optional.empty();
    }

    private static String sentence(
            Pod pod, ContainerStatus container, ContainerStateWaiting waiting, String ended, int restarts) {
        String what = name(pod) + " " + WORDS.get(waiting.getReason());
        return switch (waiting.getReason()) {
            case "ErrImagePull", "ImagePullBackOff", "RegistryUnavailable", "ErrImageNeverPull", "InvalidImageName" ->
                what + " '" + container.getImage() + "'" + Text.after(": ", Text.tail(waiting.getMessage()));
            case "CrashLoopBackOff" ->
                what + ": container " + container.getName() + " restarted "
                        + (restarts == 1 ? "once" : restarts + " times") + Text.after(", last it ", ended);
            default -> what + Text.after(": ", Text.or(waiting.getMessage(), ""));
        };
    }

    /** {@code ended with exit code 137 (OOMKilled)}; empty where it did not end badly. */
    private static String ended(ContainerState state) {
        if (state == null || state.getTerminated() == null) {
            return "";
        }
        Integer code = state.getTerminated().getExitCode();
        String reason = Text.or(state.getTerminated().getReason(), "");
        return code == null || code == 0
                ? ""
                : "ended with exit code " + code
                        + (reason.isEmpty() || reason.equals("Error") ? "" : " (" + reason + ")");
    }

    static Optional<PodCondition> condition(Pod pod, String type) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getConditions().stream()
                        .filter(condition -> type.equals(condition.getType()))
                        .findFirst();
    }

    private static Instant since(PodCondition condition, Pod pod) {
        return Text.time(
                Text.or(condition.getLastTransitionTime(), pod.getMetadata().getCreationTimestamp()));
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }
}
