package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.Release;

/** A release and what its files say. */
public record ReleaseDetails(Release release, Project project) {}
