package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.model.ServiceHealth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;

/** The services of an application: its workloads, with the dot of each. */
public final class Services {
    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "DaemonSet");
    private static final List<String> ORDER = List.of("database", "broker", "runtime", "connector", "ui");

    private Services() {}

    /** In the order database, broker, runtime, connector, ui, then by name; events and log are left empty. */
    public static List<ServiceHealth> of(List<? extends HasMetadata> objects, Surroundings around) {
        return of(objects, around, (object, health) -> health);
    }

    /** As {@link #of(List, Surroundings)}, each with what else there is to tell of it. */
    public static List<ServiceHealth> of(
            List<? extends HasMetadata> objects,
            Surroundings around,
            BiFunction<HasMetadata, ServiceHealth, ServiceHealth> telling) {
        return objects.stream()
                .filter(Objects::nonNull)
                .filter(Services::isWorkload)
                .sorted(Comparator.comparingInt(Services::rank).thenComparing(Services::name))
                .map(object -> telling.apply(object, health(object, around)))
                .toList();
    }

    /** Whether objects of this kind are services. */
    public static boolean isWorkload(String kind) {
        return WORKLOADS.contains(kind);
    }

    static boolean isWorkload(HasMetadata object) {
        return isWorkload(object.getKind());
    }

    private static ServiceHealth health(HasMetadata object, Surroundings around) {
        Judgement judgement = Judge.of(object, around);
        return new ServiceHealth(
                name(object),
                object.getKind(),
                judgement.health(),
                judgement.reason(),
                judgement.ready(),
                List.of(),
                List.of());
    }

    private static int rank(HasMetadata object) {
        int rank = ORDER.indexOf(label(object, "component", ""));
        return rank < 0 ? ORDER.size() : rank;
    }

    private static String name(HasMetadata object) {
        return label(object, "name", object.getMetadata().getName());
    }

    private static String label(HasMetadata object, String label, String otherwise) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? otherwise : labels.getOrDefault("app.kubernetes.io/" + label, otherwise);
    }
}
