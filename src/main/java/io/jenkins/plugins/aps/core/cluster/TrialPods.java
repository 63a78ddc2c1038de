package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Optional;

/** The pod that a workload's controller would make, to be tried before there is a controller's word on it. */
final class TrialPods {
    private TrialPods() {}

    /** @param account the service account that it shall have; empty: its own */
    static Optional<Pod> of(HasMetadata workload, String namespace, String account) {
        return template(workload).map(template -> {
            var pod = new PodBuilder()
                    .withMetadata(template.getMetadata())
                    .withSpec(template.getSpec())
                    .editOrNewMetadata()
                    .withGenerateName(workload.getMetadata().getName() + "-")
                    .withNamespace(namespace)
                    .endMetadata();
            if (!account.isEmpty()) {
                pod.editSpec().withServiceAccountName(account).endSpec();
            }
            return pod.build();
        });
    }

    private static Optional<PodTemplateSpec> template(HasMetadata workload) {
        if (workload instanceof Deployment deployment) {
            return Optional.of(deployment.getSpec().getTemplate());
        } else if (workload instanceof StatefulSet set) {
            return Optional.of(set.getSpec().getTemplate());
        } else if (workload instanceof DaemonSet set) {
            return Optional.of(set.getSpec().getTemplate());
        } else if (workload instanceof Job job) {
            return Optional.of(job.getSpec().getTemplate());
        }
        return Optional.empty();
    }
}
