package io.jenkins.plugins.aps.core.view;

import java.util.List;

/**
 * A repository's releases as last known.
 *
 * @param name of the repository in the settings
 * @param releases by project, highest version first
 * @param freshness whether they are all
 */
public record RepositoryView(String name, List<ReleaseEntry> releases, Freshness freshness) {
    public RepositoryView {
        releases = List.copyOf(releases);
    }

    boolean tellsTheSameAs(RepositoryView other) {
        return freshness.tellsTheSameAs(other.freshness) && releases.equals(other.releases);
    }
}
