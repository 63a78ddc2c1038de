package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.jenkins.plugins.aps.core.status.Trouble.Heals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a pod doesn't run: the one table of reasons, each with how it may heal. The reasons are the kubelet's ({@code
 * kubelet/images/types.go} and {@code kubelet/container/sync_result.go} of Kubernetes) and the scheduler's.
 *
 * <p>Hopeless is only what stands in the template itself. A missing Secret, a wrong pull secret, an image that is not in
 * the registry yet can be put right without touching the pod, and a kubelet's view of them lags behind.
 */
final class Reasons {
    private static final Map<String, Reason> TABLE = Map.of(
            "InvalidImageName", new Reason("image", "has an invalid image name", Heals.NEVER),
            "ErrImageNeverPull", new Reason("image", "lacks an image that must not be pulled", Heals.SOON),
            "ErrImagePull", new Reason("image", "can't pull image", Heals.SOON),
            "ImagePullBackOff", new Reason("image", "can't pull image", Heals.SOON),
            "RegistryUnavailable", new Reason("image", "can't reach the registry of image", Heals.SOON),
            "CreateContainerConfigError", new Reason("configuration", "can't be configured", Heals.SOON),
            "CreateContainerError", new Reason("creation", "can't be created", Heals.SOON),
            "RunContainerError", new Reason("run", "can't be started", Heals.BY_RESTARTING),
            "CrashLoopBackOff", new Reason("run", "keeps crashing", Heals.BY_RESTARTING));

    private Reasons() {}

    /**
     * A line of the table.
     *
     * @param what the same for reasons that take turns
     */
    private record Reason(String what, String words, Heals heals) {}

    /** What keeps a pod from running. */
    static Stream<Trouble> of(Pod pod) {
        return Stream.concat(unschedulable(pod).stream(), containers(pod));
    }

    private static Optional<Trouble> unschedulable(Pod pod) {
        return condition(pod, "PodScheduled")
                .filter(condition -> "False".equals(condition.getStatus()))
                .map(condition -> new Trouble(
                        uid(pod),
                        "scheduling",
                        name(pod) + " can't be scheduled: " + Text.or(condition.getMessage(), condition.getReason()),
                        Heals.WITH_TIME,
                        since(condition, pod),
                        0,
                        false));
    }

    private static Stream<Trouble> containers(Pod pod) {
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
                .flatMap(container -> trouble(pod, container, since).stream());
    }

    private static Optional<Trouble> trouble(Pod pod, ContainerStatus container, Instant since) {
        ContainerStateWaiting waiting =
                container.getState() == null ? null : container.getState().getWaiting();
        String ended = ended(container.getLastState());
        int restarts = Text.number(container.getRestartCount(), 0);
        Reason reason = waiting == null ? null : TABLE.get(Text.or(waiting.getReason(), ""));
        if (reason != null) {
            String text = sentence(pod, container, reason, ended, restarts);
            return Optional.of(new Trouble(
                    uid(pod), container.getName() + " " + reason.what(), text, reason.heals(), since, restarts, true));
        }
        boolean down = container.getState() != null && container.getState().getTerminated() != null;
        if (!Boolean.TRUE.equals(container.getReady()) && (down || !ended.isEmpty())) {
            String how = down && ended(container.getState()).length() > 0 ? ended(container.getState()) : ended;
            return how.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Trouble(
                            uid(pod),
                            container.getName() + " run",
                            name(pod) + " restarts: container " + container.getName() + " " + how,
                            Heals.BY_RESTARTING,
                            since,
                            restarts,
                            down));
        }
        return Optional.empty();
    }

    private static String sentence(Pod pod, ContainerStatus container, Reason reason, String ended, int restarts) {
        ContainerStateWaiting waiting = container.getState().getWaiting();
        String what = name(pod) + " " + reason.words();
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

    private static String uid(Pod pod) {
        return Text.or(pod.getMetadata().getUid(), name(pod));
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }
}
