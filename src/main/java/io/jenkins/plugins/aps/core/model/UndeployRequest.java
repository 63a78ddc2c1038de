package io.jenkins.plugins.aps.core.model;

import java.time.Duration;

/**
 * A wish to remove an application.
 *
 * @param operationId unique; a door that enters the same operation again gives the same id
 * @param by who asked
 * @param build what asked, or the empty string
 * @param application its name
 * @param cluster name of a configured cluster; empty: the only or first one
 * @param force also where the application does not run, or another operation is at work on it (which it supersedes)
 * @param removeForeignFinalizers with force: also those of objects that are not ours, and of the namespace
 * @param timeout until it must be gone
 * @param undoes the operation whose work is to be removed: it acts only if that, or one that it started, is the last one on
 *     the application, and waits for a cluster that is away; empty: whatever came last
 * @param dryRun only told, in waves
 */
public record UndeployRequest(
        String operationId,
        String by,
        String build,
        String application,
        String cluster,
        boolean force,
        boolean removeForeignFinalizers,
        Duration timeout,
        String undoes,
        boolean dryRun)
        implements OperationRequest {
    /** One that is carried out. */
    public UndeployRequest(
            String operationId,
            String by,
            String build,
            String application,
            String cluster,
            boolean force,
            boolean removeForeignFinalizers,
            Duration timeout,
            String undoes) {
        this(operationId, by, build, application, cluster, force, removeForeignFinalizers, timeout, undoes, false);
    }

    /** The same, of which only the plan is told. */
    public UndeployRequest asDryRun() {
        return new UndeployRequest(
                operationId, by, build, application, cluster, force, removeForeignFinalizers, timeout, undoes, true);
    }

    /** One that undoes no operation in particular. */
    public UndeployRequest(
            String operationId,
            String by,
            String build,
            String application,
            String cluster,
            boolean force,
            boolean removeForeignFinalizers,
            Duration timeout) {
        this(operationId, by, build, application, cluster, force, removeForeignFinalizers, timeout, "", false);
    }
}
