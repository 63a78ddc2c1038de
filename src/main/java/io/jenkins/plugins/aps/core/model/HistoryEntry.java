package io.jenkins.plugins.aps.core.model;

import java.time.Instant;

/**
 * One version that an application has had.
 *
 * @param applicationVersion from 1 up
 * @param release {@code project/version}
 * @param at when its operation ended, or started where it has not
 * @param by who asked
 * @param verdict null while its operation runs
 */
public record HistoryEntry(int applicationVersion, String release, Instant at, String by, Verdict verdict) {}
