package io.jenkins.plugins.aps.core.model;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a person says when an application is to go back to a version that it had (rollback), or to be brought once more to
 * the one that was last asked for (redeploy). The version itself says what to deploy: its release, access, connectors and
 * variables are recorded.
 *
 * @param operationId unique; a door that enters the same operation again gives the same id
 * @param by who asked, for the record
 * @param build what asked, for example {@code holiday/rollback#7}, or the empty string
 * @param application name of an application that exists
 * @param cluster name of a configured cluster; empty: the only or first one
 * @param version the application version to go back to; 0: for a rollback the last good one before the current one, for a
 *     redeployment (which knows no other) the one that was last asked for: not what an automatic rollback brought
 * @param credentials resolves the id of a credential that a secret variable was given by, once more; empty: the value is
 *     taken that is kept in the version's Secret. Called from threads that may block; may throw {@link ApsException}
 * @param timeout for the whole operation, from now on: who enters one again gives it what is left
 * @param componentTimeout for one object to become current
 * @param dryRun plan only
 * @param onFailure see {@link FailurePolicy}; {@link FailurePolicy#ROLLBACK} acts as {@link FailurePolicy#LEAVE} where
 *     the last good version is the one that failed
 * @param ifRunning see {@link IfRunning}
 * @param undoes of a rollback: the operation whose work is to be undone. It acts only if that, or one that it started, is
 *     the last one on the application, brings the last good version, and waits for a cluster that is away; empty: none
 * @param runtimeVersion the platform version to bring it on; the empty string: the cluster's; empty: the recorded one, as it
 *     was then
 * @param options see {@link ApplyOptions}; a rollback always takes fields back, and has the gateway of its version
 */
public record VersionRequest(
        String operationId,
        String by,
        String build,
        String application,
        String cluster,
        int version,
        Function<String, Optional<SecretValue>> credentials,
        Duration timeout,
        Duration componentTimeout,
        boolean dryRun,
        FailurePolicy onFailure,
        IfRunning ifRunning,
        String undoes,
        Optional<String> runtimeVersion,
        ApplyOptions options)
        implements OperationRequest {
    /** One that undoes no operation in particular. */
    public VersionRequest(
            String operationId,
            String by,
            String build,
            String application,
            String cluster,
            int version,
            Function<String, Optional<SecretValue>> credentials,
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
                version,
                credentials,
                timeout,
                componentTimeout,
                dryRun,
                onFailure,
                ifRunning,
                "",
                Optional.empty(),
                ApplyOptions.NONE);
    }

    /** The same with these options. */
    public VersionRequest with(ApplyOptions asked) {
        return new VersionRequest(
                operationId,
                by,
                build,
                application,
                cluster,
                version,
                credentials,
                timeout,
                componentTimeout,
                dryRun,
                onFailure,
                ifRunning,
                undoes,
                runtimeVersion,
                asked);
    }

    /** The same on a platform version; the empty string: the cluster's. */
    public VersionRequest on(String version) {
        return new VersionRequest(
                operationId,
                by,
                build,
                application,
                cluster,
                this.version,
                credentials,
                timeout,
                componentTimeout,
                dryRun,
                onFailure,
                ifRunning,
                undoes,
                Optional.of(version),
                options);
    }
}
