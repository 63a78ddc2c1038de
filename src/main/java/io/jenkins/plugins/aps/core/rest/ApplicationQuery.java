package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.StatusClass;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import io.jenkins.plugins.aps.core.view.Viewer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which applications are asked for, and in which order.
 *
 * @param name what the name contains, in small letters; empty: any
 * @param statuses empty: any
 * @param statusClasses empty: any
 * @param roles the caller must have one of them in the application; empty: any
 * @param cluster empty: any
 * @param project empty: any
 */
record ApplicationQuery(
        String name,
        Set<Status> statuses,
        Set<StatusClass> statusClasses,
        List<String> roles,
        Optional<Instant> createdFrom,
        Optional<Instant> createdTo,
        String cluster,
        String project,
        Comparator<Instance> order) {
    private static final Comparator<Instance> BY_NAME =
            Comparator.comparing(Instance::application).thenComparing(Instance::cluster);
    private static final Comparator<Instant> TIME = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Map<String, Comparator<Instance>> ORDERS = orders();

    private static Map<String, Comparator<Instance>> orders() {
        var orders = new LinkedHashMap<String, Comparator<Instance>>();
        orders.put("name", Comparator.comparing(Instance::application));
        orders.put("status", Comparator.comparing(Instance::status));
        orders.put("version", Comparator.comparing(Instance::applicationVersion));
        orders.put("createdAt", Comparator.comparing(Instance::createdAt, TIME));
        orders.put("lastModifiedAt", Comparator.comparing(Instance::updatedAt, TIME));
        orders.put("projectName", Comparator.comparing(Instance::project));
        orders.put("cluster", Comparator.comparing(Instance::cluster));
        return orders;
    }

    /** From the parameters of a list of applications; what is wrong is told by {@link Query#check}. */
    static ApplicationQuery of(Query query) {
        return new ApplicationQuery(
                query.text("name").toLowerCase(Locale.ROOT),
                statuses(query),
                statusClasses(query),
                query.texts("roles"),
                query.from("createdDateFrom"),
                query.to("createdDateTo"),
                query.text("cluster"),
                query.text("project"),
                Sorting.order(query, ORDERS, BY_NAME));
    }

    /** In both spellings: as in answers, and as the platform's clients write it in queries. */
    static Set<Status> statuses(Query query) {
        var statuses = EnumSet.noneOf(Status.class);
        for (var text : query.texts("status")) {
            var found = EnumSet.allOf(Status.class).stream()
                    .filter(status ->
                            status.json().equals(text) || status.name().equals(text))
                    .findFirst();
            found.ifPresentOrElse(
                    statuses::add,
                    () -> query.problem("status", "is none that an application can have; Running or RUNNING is one"));
        }
        return statuses;
    }

    private static Set<StatusClass> statusClasses(Query query) {
        var classes = EnumSet.noneOf(StatusClass.class);
        for (var text : query.texts("statusClass")) {
            Arrays.stream(StatusClass.values())
                    .filter(each -> each.json().equals(text))
                    .findFirst()
                    .ifPresentOrElse(
                            classes::add,
                            () -> query.problem(
                                    "statusClass", "must be one of inProgress, running, failed, degraded, none"));
        }
        return classes;
    }

    /** Those of them that the caller may see. */
    List<ApplicationEntry> select(List<ApplicationEntry> applications, Viewer viewer) {
        return applications.stream()
                .filter(application -> matches(application.instance(), viewer))
                .filter(viewer::sees)
                .sorted(Comparator.comparing(ApplicationEntry::instance, order))
                .toList();
    }

    private boolean matches(Instance instance, Viewer viewer) {
        return instance.application().contains(name)
                && (statuses.isEmpty() || statuses.contains(instance.status()))
                && (statusClasses.isEmpty() || statusClasses.contains(instance.statusClass()))
                && (cluster.isEmpty() || cluster.equals(instance.cluster()))
                && (project.isEmpty() || project.equals(instance.project()))
                && createdFrom.map(from -> isNot(instance, -1, from)).orElse(true)
                && createdTo.map(to -> isNot(instance, 1, to)).orElse(true)
                && (roles.isEmpty() || hasRole(instance.access(), viewer));
    }

    /** An application without a time is of none. */
    private static boolean isNot(Instance instance, int sign, Instant limit) {
        return instance.createdAt() != null
                && Integer.signum(instance.createdAt().compareTo(limit)) != sign;
    }

    private boolean hasRole(Access access, Viewer viewer) {
        return roles.stream()
                .anyMatch(role -> Roles.isAdministrators(role) && holds(access.administrators(), viewer)
                        || Roles.isUsers(role) && holds(access.users(), viewer));
    }

    private static boolean holds(Principals principals, Viewer viewer) {
        return principals.users().contains(viewer.user())
                || principals.groups().stream().anyMatch(viewer.groups()::contains);
    }
}
