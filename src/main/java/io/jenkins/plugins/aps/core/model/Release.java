package io.jenkins.plugins.aps.core.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * One immutable version of a project.
 *
 * @param repository name of the repository it is in
 * @param project the name in its manifest
 * @param version from 1 up
 * @param createdBy who tagged or committed it, by name
 * @param createdAt when
 * @param comment the tag's or commit's message; hostile input, to be shown as text
 * @param latest whether no higher version of the project exists
 * @param commit full id of the commit, 40 hexadecimal digits
 * @param folder path of the project's folder in that commit, {@code ""} for the root
 * @param signature how it was signed: {@code none}, {@code present} (not verified)
 */
public record Release(
        String repository,
        String project,
        int version,
        String createdBy,
        Instant createdAt,
        String comment,
        boolean latest,
        String commit,
        String folder,
        String signature) {

    /** {@code project/version}: how people and annotations name it. */
    public String id() {
        return project + "/" + version;
    }

    /** The name-based UUID (version 3) of {@code repository/project/version}. */
    public String releaseId() {
        return UUID.nameUUIDFromBytes((repository + "/" + id()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
