package io.jenkins.plugins.aps.core.model;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What is said of a release that there is none of: which ones are near. Pure. */
public final class NearestRelease {
    private static final int MOST = 5;

    private NearestRelease() {}

    /**
     * What comes after the name of a repository.
     *
     * @param version as it was asked for; what is no number is nearest to the latest
     * @param releases all that there are, of whatever project
     */
    public static String missing(String project, String version, Collection<Release> releases) {
        var versions = releases.stream()
                .filter(release -> release.project().equals(project))
                .map(Release::version)
                .toList();
        if (!versions.isEmpty()) {
            int said = version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : Integer.MAX_VALUE;
            return "has no release '" + version + "' of the project '" + project + "'; "
                    + (versions.size() == 1 ? "its only one is " : "the nearest are ")
                    + Nearest.numbers(said, versions, MOST).stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        var projects = releases.stream().map(Release::project).distinct().toList();
        return "has no released project '" + project + "'"
                + (projects.isEmpty()
                        ? "; it has no releases at all: a release is an annotated tag like "
                                + (project.isEmpty() ? "holiday" : project) + "/1, or a manifest's version"
                        : known(project, projects));
    }

    private static String known(String project, List<String> projects) {
        var meant = Nearest.meant(project, projects);
        if (!meant.isEmpty()) {
            return "; did you mean " + String.join(" or ", meant) + "?";
        }
        var shown = Nearest.names(project, projects, MOST);
        return "; it has " + String.join(", ", shown) + (shown.size() < projects.size() ? " and others" : "");
    }
}
