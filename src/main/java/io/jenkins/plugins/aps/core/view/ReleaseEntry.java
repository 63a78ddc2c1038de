package io.jenkins.plugins.aps.core.view;

import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.Release;
import java.util.Optional;

/**
 * A release as last known.
 *
 * @param project what its files say, without their content: problems, contents, users and groups; empty: they were not
 *     read yet
 */
public record ReleaseEntry(Release release, Optional<Project> project) {
    /** Whether it can be deployed; empty: not known yet. */
    public Optional<Boolean> deployable() {
        return project.map(Project::deployable);
    }
}
