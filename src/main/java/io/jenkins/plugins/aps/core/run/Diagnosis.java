package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What an object that does not run last said.
 *
 * @param events oldest first, each one line
 * @param log the last lines of its containers that aren't ready
 */
public record Diagnosis(List<String> events, List<String> log) {
    private static final int EVENTS = 5;
    private static final int LINES = 10;
    /** Pods, and containers of each, whose log is asked for: of many most say the same. */
    private static final int MOST = 5;

    /**
     * Asks for it. Blocks; best effort, as a reason without its details is still a reason.
     *
     * @param view the application's objects, its pods among them
     */
    public static Diagnosis of(ObjectRef ref, List<HasMetadata> view, ClusterClient cluster) {
        return of(ref, view, cluster, () -> true);
    }

    /** @param goesOn asked before each log is: false, and what is known by then is all */
    static Diagnosis of(ObjectRef ref, List<HasMetadata> view, ClusterClient cluster, BooleanSupplier goesOn) {
        var events = cluster.events(ref.namespace(), ref.kind(), ref.name(), EVENTS);
        var log = view.stream()
                .filter(Pod.class::isInstance)
                .map(Pod.class::cast)
                .filter(pod -> belongs(pod, ref, view))
                .filter(pod -> silent(pod).findAny().isPresent())
                .limit(MOST)
                .flatMap(pod -> log(pod, cluster, goesOn))
                .toList();
        return new Diagnosis(events, log);
    }

    /** All of it, each line with what it is. */
    List<String> lines() {
        return Stream.concat(
                        events.stream().map(line -> "event: " + line),
                        log.stream().map(line -> "log: " + line))
                .toList();
    }

    private static boolean belongs(Pod pod, ObjectRef ref, List<HasMetadata> view) {
        var labels = pod.getMetadata().getLabels();
        return labels != null
                && view.stream()
                        .filter(o -> o.getKind().equals(ref.kind())
                                && o.getMetadata().getName().equals(ref.name()))
                        .map(Diagnosis::selector)
                        .anyMatch(selector ->
                                !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet()));
    }

    private static Map<String, String> selector(HasMetadata workload) {
        LabelSelector selector = null;
        if (workload instanceof Deployment deployment) {
            selector = deployment.getSpec().getSelector();
        } else if (workload instanceof StatefulSet set) {
            selector = set.getSpec().getSelector();
        } else if (workload instanceof DaemonSet set) {
            selector = set.getSpec().getSelector();
        } else if (workload instanceof Job job) {
            selector = job.getSpec().getSelector();
        }
        return selector == null || selector.getMatchLabels() == null ? Map.of() : selector.getMatchLabels();
    }

    private static Stream<String> log(Pod pod, ClusterClient cluster, BooleanSupplier goesOn) {
        var metadata = pod.getMetadata();
        return silent(pod)
                .limit(MOST)
                .takeWhile(container -> goesOn.getAsBoolean())
                .flatMap(container ->
                        cluster.log(metadata.getNamespace(), metadata.getName(), container.getName(), LINES).stream());
    }

    /** Its containers that ran, and do not. */
    private static Stream<ContainerStatus> silent(Pod pod) {
        return pod.getStatus() == null
                ? Stream.empty()
                : Stream.of(
                                pod.getStatus().getInitContainerStatuses(),
                                pod.getStatus().getContainerStatuses())
                        .filter(Objects::nonNull)
                        .flatMap(List::stream)
                        .filter(container -> !Boolean.TRUE.equals(container.getReady()) && hasRun(container));
    }

    private static boolean hasRun(ContainerStatus container) {
        return Objects.requireNonNullElse(container.getRestartCount(), 0) > 0
                || (container.getState() != null && container.getState().getTerminated() != null);
    }
}
