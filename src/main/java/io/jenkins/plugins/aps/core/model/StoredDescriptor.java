package io.jenkins.plugins.aps.core.model;

import java.time.Instant;

/**
 * A descriptor that is kept in the cluster until somebody deploys it.
 *
 * @param json the text, without secret values
 * @param project the project that it deploys; empty where the text can't be read
 * @param release its version, or {@code latest}; empty where the text can't be read
 * @param repository empty: the first
 * @param createdAt null where that is not known
 * @param by who keeps it; empty where that is not known
 */
public record StoredDescriptor(
        String name, String json, String project, String release, String repository, Instant createdAt, String by) {}
