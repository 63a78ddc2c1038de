package io.jenkins.plugins.aps.core.model;

import java.time.Instant;

/**
 * An operation in brief.
 *
 * @param id unique
 * @param type what it does
 * @param phase how far it has come
 * @param startedAt when
 * @param endedAt null while it runs
 * @param verdict null while it runs
 * @param by who asked
 * @param build what asked, or the empty string
 * @param reason why it failed, or the empty string
 */
public record OperationSummary(
        String id,
        OperationType type,
        Phase phase,
        Instant startedAt,
        Instant endedAt,
        Verdict verdict,
        String by,
        String build,
        String reason) {
    /** Whether it is that operation, or one that it started: a rollback, or an undeployment. */
    public boolean isOf(String operation) {
        return id.equals(operation) || id.startsWith(operation + "-");
    }
}
