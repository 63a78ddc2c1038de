package io.jenkins.plugins.aps.core.view;

import io.jenkins.plugins.aps.core.model.IgnoredTag;
import java.util.List;

/**
 * A repository's releases as last known.
 *
 * @param name of the repository in the settings
 * @param releases by project, highest version first
 * @param ignoredTags tags that were most likely meant as releases
 * @param freshness whether they are all
 */
public record RepositoryView(
        String name, List<ReleaseEntry> releases, List<IgnoredTag> ignoredTags, Freshness freshness) {
    public RepositoryView {
        releases = List.copyOf(releases);
        ignoredTags = List.copyOf(ignoredTags);
    }

    /** One whose tags all are releases. */
    public RepositoryView(String name, List<ReleaseEntry> releases, Freshness freshness) {
        this(name, releases, List.of(), freshness);
    }

    boolean tellsTheSameAs(RepositoryView other) {
        return freshness.tellsTheSameAs(other.freshness)
                && releases.equals(other.releases)
                && ignoredTags.equals(other.ignoredTags);
    }
}
