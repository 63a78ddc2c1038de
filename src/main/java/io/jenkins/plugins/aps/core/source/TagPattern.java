package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the names of tags tell project and version. */
final class TagPattern {
    private static final String PROJECT = "{project}";
    private static final String VERSION = "{version}";

    private final String text;
    private final Pattern pattern;
    private final boolean namesProject;

    /** @throws ApsException {@code invalidRequest} if the pattern can't name a version */
    TagPattern(RepositorySettings settings) {
        text = settings.tagPattern() == null || settings.tagPattern().isBlank()
                ? RepositorySettings.DEFAULT_TAG_PATTERN
                : settings.tagPattern().strip();
        if (text.split(Pattern.quote(VERSION), -1).length != 2 || text.split(Pattern.quote(PROJECT), -1).length > 2) {
            throw new ApsException(
                    ErrorCode.INVALID_REQUEST,
                    "the tag pattern '" + text + "' of the repository '" + settings.name()
                            + "' must hold {version} once, and {project} at most once");
        }
        namesProject = text.contains(PROJECT);
        // Nine digits always fit an int; 0 means "never released", and 03 would be a second name for 3.
        pattern = Pattern.compile(Pattern.quote(text)
                .replace(PROJECT, "\\E(?<project>.+)\\Q")
                .replace(VERSION, "\\E(?<version>[1-9][0-9]{0,8})\\Q"));
    }

    boolean namesProject() {
        return namesProject;
    }

    /** The name of the tag of a release. */
    String name(String project, int version) {
        return text.replace(PROJECT, project).replace(VERSION, String.valueOf(version));
    }

    Optional<Named> read(String tag) {
        var matcher = pattern.matcher(tag);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new Named(namesProject ? matcher.group("project") : "", Integer.parseInt(matcher.group("version"))));
    }

    /**
     * What a tag names.
     *
     * @param project empty: every project of its tree
     * @param version from 1 up
     */
    record Named(String project, int version) {}
}
