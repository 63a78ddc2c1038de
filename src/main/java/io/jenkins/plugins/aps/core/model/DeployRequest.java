package io.jenkins.plugins.aps.core.model;

import java.time.Duration;
import java.util.List;

/**
 * Everything that a person says when deploying; not yet validated.
 *
 * @param operationId unique; a door that enters the same operation again gives the same id
 * @param by who asked, for the record
 * @param build what asked, for example {@code holiday/deploy#7}, or the empty string
 * @param application name of the application to be
 * @param cluster name of a configured cluster; empty: the only or first one
 * @param repository name of a configured repository; empty: the only or first one
 * @param project name of a project; empty where {@code descriptor} is given
 * @param release {@code 3}, {@code latest} or {@code project/version}
 * @param commit full id of the commit that the release must be; empty: whatever its tag names
 * @param descriptor a descriptor as JSON text instead of project, release, access and connectors; else empty
 * @param access administrators and users; added to those of a descriptor
 * @param connectors in any order; added to those of a descriptor, by name
 * @param timeout for the whole operation, from now on: who enters one again gives it what is left
 * @param componentTimeout for one object to become current
 * @param dryRun plan only
 * @param onFailure see {@link FailurePolicy}
 * @param ifRunning see {@link IfRunning}
 * @param options see {@link ApplyOptions}
 */
public record DeployRequest(
        String operationId,
        String by,
        String build,
        String application,
        String cluster,
        String repository,
        String project,
        String release,
        String commit,
        String descriptor,
        Access access,
        List<ConnectorRequest> connectors,
        Duration timeout,
        Duration componentTimeout,
        boolean dryRun,
        FailurePolicy onFailure,
        IfRunning ifRunning,
        ApplyOptions options)
        implements OperationRequest {
    public DeployRequest {
        connectors = List.copyOf(connectors);
    }

    /** Of the commit that its descriptor names, if it has one that does; it asks for nothing out of the ordinary. */
    public DeployRequest(
            String operationId,
            String by,
            String build,
            String application,
            String cluster,
            String repository,
            String project,
            String release,
            String descriptor,
            Access access,
            List<ConnectorRequest> connectors,
            Duration timeout,
            Duration componentTimeout,
            boolean dryRun,
            FailurePolicy onFailure,
            IfRunning ifRunning) {
        this(
                operationId,
                by,
                build,
                application,
                cluster,
                repository,
                project,
                release,
                "",
                descriptor,
                access,
                connectors,
                timeout,
                componentTimeout,
                dryRun,
                onFailure,
                ifRunning,
                ApplyOptions.NONE);
    }

    /** The same with these options. */
    public DeployRequest with(ApplyOptions asked) {
        return new DeployRequest(
                operationId,
                by,
                build,
                application,
                cluster,
                repository,
                project,
                release,
                commit,
                descriptor,
                access,
                connectors,
                timeout,
                componentTimeout,
                dryRun,
                onFailure,
                ifRunning,
                asked);
    }
}
