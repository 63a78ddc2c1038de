package io.jenkins.plugins.aps.core.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import java.util.Map;

/**
 * The objects that a workload runs as: a Service, and a Deployment, or a StatefulSet where it keeps data.
 *
 * <p>A StatefulSet never runs two pods on one volume, also when a node is lost, and gives the broker the host name that
 * its data are filed under. Its claim is an object of its own and no template in it, so that nothing in it but selector
 * and service name is immutable.
 */
final class WorkloadObjects {
    private static final int KEPT_REVISIONS = 3;
    private static final int PROGRESS_DEADLINE_SECONDS = 600;

    private WorkloadObjects() {}

    static List<HasMetadata> of(String application, Workload workload) {
        var runner =
                workload.storage().isPresent() ? statefulSet(application, workload) : deployment(application, workload);
        return List.of(service(application, workload), runner);
    }

    static PersistentVolumeClaim claim(String application, Workload workload, Workload.Storage storage) {
        return new PersistentVolumeClaimBuilder()
                .withMetadata(Labels.meta(application, storage.claim(), workload.name(), workload.component()))
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withNewResources()
                .withRequests(Map.of("storage", Quantity.parse(storage.size())))
                .endResources()
                .endSpec()
                .build();
    }

    private static Service service(String application, Workload workload) {
        return new ServiceBuilder()
                .withMetadata(Labels.meta(application, workload.objectName(), workload.name(), workload.component()))
                .withNewSpec()
                .withSelector(Labels.selector(workload.name(), workload.component()))
                .addNewPort()
                .withName("main")
                .withPort(workload.port())
                .withTargetPort(new IntOrString("main"))
                .withProtocol("TCP")
                .endPort()
                .endSpec()
                .build();
    }

    private static Deployment deployment(String application, Workload workload) {
        return new DeploymentBuilder()
                .withMetadata(Labels.meta(application, workload.objectName(), workload.name(), workload.component()))
                .withNewSpec()
                .withReplicas(1)
                .withRevisionHistoryLimit(KEPT_REVISIONS)
                .withProgressDeadlineSeconds(PROGRESS_DEADLINE_SECONDS)
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxUnavailable(new IntOrString(0))
                .withMaxSurge(new IntOrString(1))
                .endRollingUpdate()
                .endStrategy()
                .withNewSelector()
                .withMatchLabels(Labels.selector(workload.name(), workload.component()))
                .endSelector()
                .withTemplate(PodTemplates.of(application, workload))
                .endSpec()
                .build();
    }

    private static StatefulSet statefulSet(String application, Workload workload) {
        return new StatefulSetBuilder()
                .withMetadata(Labels.meta(application, workload.objectName(), workload.name(), workload.component()))
                .withNewSpec()
                .withReplicas(1)
                .withRevisionHistoryLimit(KEPT_REVISIONS)
                .withServiceName(workload.objectName())
                .withNewSelector()
                .withMatchLabels(Labels.selector(workload.name(), workload.component()))
                .endSelector()
                .withTemplate(PodTemplates.of(application, workload))
                .endSpec()
                .build();
    }
}
