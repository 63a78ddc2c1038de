package io.jenkins.plugins.aps.core.model;

import java.time.Instant;
import java.util.List;

/**
 * An application as it stands in the cluster: a row of <i>Application instances</i>.
 *
 * @param application its name
 * @param namespace its namespace, the same
 * @param cluster name of the cluster
 * @param project its project; empty where it is not deployed
 * @param release {@code project/version}; empty where it is not deployed
 * @param applicationVersion from 1 up; 0 where it is not deployed
 * @param catalog the platform version
 * @param status see {@link Status}
 * @param reason why the status is what it is, where it needs one; else empty
 * @param createdAt null where it is not deployed
 * @param updatedAt null where it is not deployed
 * @param urls where it is
 * @param services its services, in the order of the waves
 * @param access who may administer and use it
 * @param history its versions, newest first
 * @param operation the current or last one; null where there was none
 * @param changes what the operation that returned this did; empty elsewhere
 * @param plan the waves of a dry run, as {@code Kind/name}; empty elsewhere
 */
public record Instance(
        String application,
        String namespace,
        String cluster,
        String project,
        String release,
        int applicationVersion,
        String catalog,
        Status status,
        String reason,
        Instant createdAt,
        Instant updatedAt,
        Urls urls,
        List<ServiceHealth> services,
        Access access,
        List<HistoryEntry> history,
        OperationSummary operation,
        List<Change> changes,
        List<List<Change>> plan) {
    public Instance {
        services = List.copyOf(services);
        history = List.copyOf(history);
        changes = List.copyOf(changes);
        plan = List.copyOf(plan);
    }

    /** What the status means for what may be done next. */
    public StatusClass statusClass() {
        return status.statusClass(operation);
    }

    /** The same, told of what an operation did or would do. */
    public Instance with(List<Change> changes, List<List<Change>> plan) {
        return new Instance(
                application,
                namespace,
                cluster,
                project,
                release,
                applicationVersion,
                catalog,
                status,
                reason,
                createdAt,
                updatedAt,
                urls,
                services,
                access,
                history,
                operation,
                changes,
                plan);
    }

    /** The same with these services. */
    public Instance withServices(List<ServiceHealth> services) {
        return new Instance(
                application,
                namespace,
                cluster,
                project,
                release,
                applicationVersion,
                catalog,
                status,
                reason,
                createdAt,
                updatedAt,
                urls,
                services,
                access,
                history,
                operation,
                changes,
                plan);
    }

    /** What is told of an application whose first deployment was accepted, before its record can be seen. */
    public static Instance accepted(String application, String cluster, OperationSummary operation) {
        return bare(application, cluster, Status.CREATE_APP, "", operation);
    }

    /** What is told of an application that does not exist. */
    public static Instance notDeployed(String application, String cluster) {
        return bare(application, cluster, Status.NOT_DEPLOYED, "", null);
    }

    /** The same, and why it may be there all the same. */
    public static Instance notDeployed(String application, String cluster, String reason) {
        return bare(application, cluster, Status.NOT_DEPLOYED, reason, null);
    }

    /** What is told of an application whose record can't be read, or was lost. */
    public static Instance unreadable(String application, String cluster, String reason) {
        return bare(application, cluster, Status.UNKNOWN, reason, null);
    }

    private static Instance bare(
            String application, String cluster, Status status, String reason, OperationSummary operation) {
        return new Instance(
                application,
                application,
                cluster,
                "",
                "",
                0,
                "",
                status,
                reason,
                null,
                null,
                Urls.NONE,
                List.of(),
                Access.NONE,
                List.of(),
                operation,
                List.of(),
                List.of());
    }
}
