package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.jenkins.plugins.aps.core.status.Reason.Where;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Why a pod doesn't run. Its containers are asked first: a condition only sums them up. */
final class PodTroubles {
    private final Pod pod;
    private final Reasons reasons;

    PodTroubles(Pod pod, Reasons reasons) {
        this.pod = pod;
        this.reasons = reasons;
    }

    /** What keeps it from being ready. */
    Stream<Trouble> find() {
        if (pod.getStatus() == null) {
            return Stream.empty();
        }
        if ("Failed".equals(pod.getStatus().getPhase())) {
            return Stream.of(failed());
        }
        return Stream.concat(
                containers(status -> true).flatMap(container -> container.find().stream()),
                pod.getStatus().getConditions().stream()
                        .filter(condition -> "False".equals(condition.getStatus()))
                        .flatMap(condition -> condition(condition).stream()));
    }

    /** That its containers crashed, and run again; they may be ready. */
    Stream<Trouble> crashesBefore() {
        return pod.getStatus() == null
                ? Stream.empty()
                : containers(status -> Boolean.TRUE.equals(status.getReady()))
                        .flatMap(container -> container.find().stream());
    }

    /** Its controller replaces it, so that it tells nothing of the one that comes. */
    private Trouble failed() {
        String name = Text.or(pod.getStatus().getReason(), "");
        String words =
                reasons.find(Where.POD_FAILED, name).map(Reason::words).orElse("failed" + Text.after(": ", name));
        String text =
                name() + " " + words + Text.after(": ", Text.or(pod.getStatus().getMessage(), ""));
        return new Trouble(uid(), "end", text, Trouble.Heals.WITH_TIME, Text.time(null), 0, false);
    }

    private Optional<Trouble> condition(PodCondition condition) {
        return reasons.find(Where.POD_CONDITION, Text.or(condition.getReason(), condition.getType()))
                .map(reason -> new Trouble(
                        uid(),
                        reason.what(),
                        name() + " " + reason.words() + Text.after(": ", Text.or(condition.getMessage(), "")),
                        reason.heals(),
                        since(condition),
                        0,
                        false));
    }

    private Stream<ContainerTroubles> containers(Predicate<ContainerStatus> which) {
        Instant since = condition(pod, "Ready")
                .map(this::since)
                .orElseGet(() -> Text.time(pod.getMetadata().getCreationTimestamp()));
        return Stream.concat(
                pod.getStatus().getInitContainerStatuses().stream()
                        .filter(which)
                        .map(status -> of(isSidecar(status) ? "sidecar" : "init container", status, since)),
                pod.getStatus().getContainerStatuses().stream()
                        .filter(which)
                        .map(status -> of("container", status, since)));
    }

    private ContainerTroubles of(String kind, ContainerStatus status, Instant since) {
        return new ContainerTroubles(name(), uid(), kind, status, since, reasons);
    }

    private boolean isSidecar(ContainerStatus status) {
        return pod.getSpec() != null
                && pod.getSpec().getInitContainers().stream()
                        .filter(container -> container.getName().equals(status.getName()))
                        .map(Container::getRestartPolicy)
                        .anyMatch("Always"::equals);
    }

    static Optional<PodCondition> condition(Pod pod, String type) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getConditions().stream()
                        .filter(condition -> type.equals(condition.getType()))
                        .findFirst();
    }

    private Instant since(PodCondition condition) {
        return Text.time(
                Text.or(condition.getLastTransitionTime(), pod.getMetadata().getCreationTimestamp()));
    }

    private String uid() {
        return Text.or(pod.getMetadata().getUid(), name());
    }

    private String name() {
        return pod.getMetadata().getName();
    }
}
