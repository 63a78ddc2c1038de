package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.IgnoredTag;
import io.jenkins.plugins.aps.core.model.Release;
import java.util.List;

/** The releases of one repository. Blocks on network and disk; safe for many threads; throws {@link ApsException}. */
public interface ReleaseSource {
    /** By project name, highest version first. Asks the repository if that was long ago or {@code refresh} is set. */
    List<Release> releases(boolean refresh);

    /**
     * One release.
     *
     * @param version a number or {@code latest}
     * @throws ApsException {@code notFound}, naming the nearest releases or projects that exist
     */
    Release find(String project, String version);

    /** Tags that were most likely meant as releases and are none, as last listed; asks nobody. */
    default List<IgnoredTag> ignoredTags() {
        return List.of();
    }

    /** The files of a release, relative to its project's folder. */
    ProjectFiles files(Release release);

    /** What should be known of where a release comes from, as sentences. */
    default List<String> notes(Release release) {
        return List.of();
    }
}
