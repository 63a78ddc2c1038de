package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The ConfigMaps, Secrets and images that the pods of a workload use, in the forms in which we write them. Pure. */
public final class PodContent {
    private PodContent() {}

    /** Whether an object of this kind has pods. */
    public static boolean isIn(ObjectRef ref) {
        return ref.kind().equals("Deployment") || ref.kind().equals("StatefulSet");
    }

    /** The images by the name of their container; empty for what has no pods. */
    static Map<String, String> images(HasMetadata workload) {
        var images = new TreeMap<String, String>();
        template(workload).map(PodTemplateSpec::getSpec).ifPresent(spec -> Stream.of(
                        spec.getInitContainers(), spec.getContainers())
                .flatMap(List::stream)
                .forEach(container -> images.put(
                        container.getName(),
                        Optional.ofNullable(container.getImage()).orElse(""))));
        return images;
    }

    /** The names of ConfigMaps and Secrets; empty for what has no pods. */
    public static Set<String> of(HasMetadata workload) {
        return template(workload)
                .map(PodTemplateSpec::getSpec)
                .map(PodContent::of)
                .orElse(Set.of());
    }

    private static Optional<PodTemplateSpec> template(HasMetadata workload) {
        if (workload instanceof Deployment deployment) {
            return Optional.ofNullable(deployment.getSpec()).map(spec -> spec.getTemplate());
        }
        return workload instanceof StatefulSet set
                ? Optional.ofNullable(set.getSpec()).map(spec -> spec.getTemplate())
                : Optional.empty();
    }

    private static Set<String> of(PodSpec spec) {
        var names = new TreeSet<String>();
        for (var volume : spec.getVolumes()) {
            if (volume.getConfigMap() != null) {
                names.add(volume.getConfigMap().getName());
            }
            if (volume.getSecret() != null) {
                names.add(volume.getSecret().getSecretName());
            }
            if (volume.getProjected() != null) {
                for (var source : volume.getProjected().getSources()) {
                    if (source.getConfigMap() != null) {
                        names.add(source.getConfigMap().getName());
                    }
                    if (source.getSecret() != null) {
                        names.add(source.getSecret().getName());
                    }
                }
            }
        }
        Stream.of(spec.getContainers(), spec.getInitContainers())
                .flatMap(List::stream)
                .forEach(container -> add(container, names));
        return names;
    }

    private static void add(Container container, Set<String> names) {
        for (var source : container.getEnvFrom()) {
            if (source.getConfigMapRef() != null) {
                names.add(source.getConfigMapRef().getName());
            }
            if (source.getSecretRef() != null) {
                names.add(source.getSecretRef().getName());
            }
        }
    }
}
