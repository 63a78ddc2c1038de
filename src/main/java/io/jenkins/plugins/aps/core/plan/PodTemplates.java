package io.jenkins.plugins.aps.core.plan;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pods of a workload. They have no annotation: what differs between versions here restarts them. */
final class PodTemplates {
    private static final String DATA = "data";
    private static final String PORT = "main";

    private PodTemplates() {}

    static PodTemplateSpec of(String application, Workload workload) {
        var security = new PodSecurityContextBuilder()
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile();
        if (workload.user() > 0) {
            security.withRunAsNonRoot(true)
                    .withRunAsUser(workload.user())
                    .withRunAsGroup(workload.user())
                    .withFsGroup(workload.user())
                    // Else each start opens the data to the group, and both database and broker refuse such files.
                    .withFsGroupChangePolicy("OnRootMismatch");
        }
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.all(application, workload.name(), workload.component()))
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(AccessObjects.SERVICE_ACCOUNT)
                .withAutomountServiceAccountToken(false)
                // Else a service named rabbitmq would set RABBITMQ_PORT, which its own image reads.
                .withEnableServiceLinks(false)
                .withSecurityContext(security.build())
                .withContainers(container(workload))
                .withVolumes(volumes(workload))
                .endSpec()
                .build();
    }

    private static Container container(Workload workload) {
        var security = new SecurityContextBuilder().withAllowPrivilegeEscalation(false);
        if (workload.known()) {
            security.withNewCapabilities().withDrop("ALL").endCapabilities();
        }
        return new ContainerBuilder()
                .withName(workload.name())
                .withImage(workload.image())
                .addNewPort()
                .withName(PORT)
                .withContainerPort(workload.port())
                .withProtocol("TCP")
                .endPort()
                .withEnv(env(workload))
                .withEnvFrom(envFrom(workload))
                .withVolumeMounts(mounts(workload))
                .withNewResources()
                .withRequests(requests(workload))
                .endResources()
                .withSecurityContext(security.build())
                // Java services need minutes to start; until then nothing else is asked.
                .withStartupProbe(probe(workload)
                        .withPeriodSeconds(5)
                        .withFailureThreshold(120)
                        .build())
                .withReadinessProbe(probe(workload)
                        .withPeriodSeconds(10)
                        .withFailureThreshold(3)
                        .build())
                // Not the health: that includes the database and the broker, and no restart heals those.
                .withLivenessProbe(tcp(workload)
                        .withPeriodSeconds(20)
                        .withFailureThreshold(6)
                        .build())
                .build();
    }

    private static List<EnvVar> env(Workload workload) {
        var variables = new TreeMap<String, EnvVar>();
        workload.env()
                .forEach((name, value) -> variables.put(
                        name,
                        new EnvVarBuilder().withName(name).withValue(value).build()));
        workload.secretEnv().forEach((name, text) -> {
            var reference = SecretReference.of(text);
            variables.put(
                    name,
                    new EnvVarBuilder()
                            .withName(name)
                            .withNewValueFrom()
                            .withNewSecretKeyRef(reference.key(), reference.secret(), false)
                            .endValueFrom()
                            .build());
        });
        return List.copyOf(variables.values());
    }

    private static List<EnvFromSource> envFrom(Workload workload) {
        var sources = new ArrayList<EnvFromSource>();
        workload.variables()
                .ifPresent(name -> sources.add(new EnvFromSourceBuilder()
                        .withNewConfigMapRef(name, false)
                        .build()));
        workload.secrets()
                .ifPresent(name -> sources.add(
                        new EnvFromSourceBuilder().withNewSecretRef(name, false).build()));
        return sources;
    }

    private static List<Volume> volumes(Workload workload) {
        var volumes = new ArrayList<Volume>();
        workload.storage()
                .ifPresent(storage -> volumes.add(new VolumeBuilder()
                        .withName(DATA)
                        .withNewPersistentVolumeClaim(storage.claim(), false)
                        .build()));
        workload.files().ifPresent(files -> volumes.add(files.maps().volume()));
        return volumes;
    }

    private static List<VolumeMount> mounts(Workload workload) {
        var mounts = new ArrayList<VolumeMount>();
        workload.storage()
                .ifPresent(storage -> mounts.add(new VolumeMountBuilder()
                        .withName(DATA)
                        .withMountPath(storage.path())
                        .build()));
        workload.files()
                .ifPresent(files -> mounts.add(new VolumeMountBuilder()
                        .withName(FileMaps.VOLUME)
                        .withMountPath(files.path())
                        .withReadOnly(true)
                        .build()));
        return mounts;
    }

    private static Map<String, Quantity> requests(Workload workload) {
        var requests = new TreeMap<String, Quantity>();
        if (!workload.cpu().isEmpty()) {
            requests.put("cpu", Quantity.parse(workload.cpu()));
        }
        if (!workload.memory().isEmpty()) {
            requests.put("memory", Quantity.parse(workload.memory()));
        }
        return requests;
    }

    private static ProbeBuilder probe(Workload workload) {
        if (workload.probe().isEmpty()) {
            return tcp(workload);
        }
        return new ProbeBuilder()
                .withTimeoutSeconds(5)
                .withNewHttpGet()
                .withPath(workload.probe())
                .withNewPort(PORT)
                .endHttpGet();
    }

    private static ProbeBuilder tcp(Workload workload) {
        return new ProbeBuilder()
                .withTimeoutSeconds(5)
                .withNewTcpSocket()
                .withNewPort(workload.port())
                .endTcpSocket();
    }
}
