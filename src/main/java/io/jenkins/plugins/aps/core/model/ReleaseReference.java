package io.jenkins.plugins.aps.core.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which release is meant: {@code 3} or {@code latest} of a project, or {@code project/version} in one word.
 *
 * @param project empty where neither says one
 * @param version empty where none is said
 */
public record ReleaseReference(String project, String version) {
    /** Nine digits always fit an int. */
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    /** What is said of it; a project in {@code release} counts where {@code project} is empty. */
    public static ReleaseReference of(String project, String release) {
        var said = project == null ? "" : project.strip();
        var asked = release == null ? "" : release.strip();
        int slash = asked.lastIndexOf('/');
        return slash < 1
                ? new ReleaseReference(said, asked)
                : new ReleaseReference(
                        said.isEmpty() ? asked.substring(0, slash).strip() : said,
                        asked.substring(slash + 1).strip());
    }

    /** Exactly {@code project/number}, as records and objects tell a release; empty: it is anything else. */
    public static Optional<ReleaseReference> exact(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !NUMBER.matcher(text.substring(slash + 1)).matches()) {
            return Optional.empty();
        }
        var project = text.substring(0, slash);
        return ApplicationName.shapeProblem(project).isPresent()
                ? Optional.empty()
                : Optional.of(new ReleaseReference(project, text.substring(slash + 1)));
    }

    /**
     * The same, checked.
     *
     * @throws ApsException {@code invalidRequest} if both name a project, and not the same one
     */
    public static ReleaseReference checked(String project, String release) {
        problem(project, release).ifPresent(problem -> {
            throw new ApsException(ErrorCode.INVALID_REQUEST, problem);
        });
        return of(project, release);
    }

    /** Where both name a project, and not the same one. */
    public static Optional<String> problem(String project, String release) {
        var inRelease = of("", release).project();
        return project == null || project.isBlank() || inRelease.isEmpty() || inRelease.equals(project.strip())
                ? Optional.empty()
                : Optional.of("'" + release.strip() + "' is a release of the project '" + inRelease + "', not of '"
                        + project.strip() + "': give one of them");
    }
}
