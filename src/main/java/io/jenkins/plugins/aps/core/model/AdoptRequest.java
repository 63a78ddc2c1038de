package io.jenkins.plugins.aps.core.model;

/**
 * Brings the record of an application back that was lost.
 *
 * @param operationId unique
 * @param by who asked, for the record
 * @param build what asked, for example {@code holiday/deploy#7}, or the empty string
 * @param application its name
 * @param cluster name of a configured cluster; empty: the only or first one
 * @param dryRun only tell what would be recorded
 * @param basedOnDigest {@link Adoption#digest()} of what somebody saw and decided on; empty: whatever is found
 * @param noOtherInstallation whoever asks knows that no other installation has it, where the cluster can't tell
 */
public record AdoptRequest(
        String operationId,
        String by,
        String build,
        String application,
        String cluster,
        boolean dryRun,
        String basedOnDigest,
        boolean noOtherInstallation) {}
