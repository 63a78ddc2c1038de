package io.jenkins.plugins.aps.core.api;

import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.plan.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the containers of a service last wrote. */
final class ServiceLogs {
    /** Of so many pods, and of so many containers of each. */
    private static final int TOLD = 5;

    private ServiceLogs() {}

    /**
     * @param most lines of each container
     * @return empty: the application has no such service, or none that has a pod
     */
    static Optional<List<String>> read(ClusterClient cluster, String application, String service, int most) {
        var pods = cluster.read(application).stream()
                .filter(Pod.class::isInstance)
                .map(Pod.class::cast)
                .filter(pod -> pod.getMetadata().getLabels() != null
                        && service.equals(pod.getMetadata().getLabels().get(Labels.NAME)))
                .limit(TOLD)
                .toList();
        if (pods.isEmpty()) {
            return Optional.empty();
        }
        var lines = new ArrayList<String>();
        for (var pod : pods) {
            for (var container :
                    pod.getSpec().getContainers().stream().limit(TOLD).toList()) {
                var name = pod.getMetadata().getName();
                lines.add("==> " + name + "/" + container.getName() + " <==");
                lines.addAll(cluster.log(application, name, container.getName(), most));
            }
        }
        return Optional.of(lines);
    }
}
