package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.IgnoredTag;
import io.jenkins.plugins.aps.core.model.Nearest;
import io.jenkins.plugins.aps.core.source.TagPattern.Named;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Collects the tags that were most likely meant as releases. A repository may have many others, of which nothing is told: a
 * tag counts only if it names a project that there is, or nearly.
 */
final class IgnoredTags {
    private static final int MOST = 100;
    /** Projects that names are compared with. */
    private static final int COMPARED = 200;
    /** A shorter name is near to too many. */
    private static final int SHORTEST = 4;

    private static final Pattern NUMBERED = Pattern.compile("(.*?)v?0*([1-9][0-9]{0,8})");

    private final TagPattern pattern;
    private final List<IgnoredTag> ignored = new ArrayList<>();
    private final List<IgnoredTag> homeless = new ArrayList<>();
    private final Set<String> claimed = new HashSet<>();

    IgnoredTags(TagPattern pattern) {
        this.pattern = pattern;
    }

    /** A tag of the right form. The branch must not bring what it names: that would be other content, without a word. */
    void add(String tag, Named named, String reason) {
        claimed.add(named.project() + "/" + named.version());
        tell(new IgnoredTag(tag, named.project(), named.version(), reason));
    }

    /** A tag of the right form whose commit does not have its project: told where it nearly names another. */
    void homeless(String tag, Named named) {
        claimed.add(named.project() + "/" + named.version());
        homeless.add(new IgnoredTag(
                tag,
                named.project(),
                named.version(),
                "no folder of its commit has a "
                        + (named.project().isEmpty() ? "manifest" : named.project() + ".json")));
    }

    /** Whether a tag names this version of a project, or of all projects. */
    boolean claims(String project, int version) {
        return claimed.contains(project + "/" + version) || claimed.contains("/" + version);
    }

    /**
     * When all projects are known.
     *
     * @param others names of tags that are not of the right form
     */
    void compare(Collection<String> projects, List<String> others) {
        var compared = projects.stream().limit(COMPARED).toList();
        for (var each : homeless) {
            Nearest.typo(each.project(), compared)
                    .ifPresent(project -> tell(new IgnoredTag(
                            each.tag(),
                            each.project(),
                            each.version(),
                            each.reason() + "; did you mean " + pattern.name(project, each.version()) + "?")));
        }
        for (var tag : others) {
            var numbered = NUMBERED.matcher(tag.toLowerCase(Locale.ROOT));
            if (ignored.size() < MOST && numbered.matches()) {
                form(tag, letters(numbered.group(1)), Integer.parseInt(numbered.group(2)), compared);
            }
        }
    }

    private void form(String tag, String letters, int version, List<String> projects) {
        for (var project : pattern.namesProject() ? projects : List.of("")) {
            var meant = letters(NUMBERED.matcher(pattern.name(project, 1)).replaceFirst("$1"));
            if (meant.equals(letters)
                    || project.length() >= SHORTEST
                            && Nearest.typo(letters, List.of(meant)).isPresent()) {
                tell(new IgnoredTag(
                        tag, project, version, "a release's tag is named like " + pattern.name(project, version)));
                return;
            }
        }
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private void tell(IgnoredTag tag) {
        if (ignored.size() < MOST) {
            ignored.add(tag);
        }
    }

    /** Those to be told with a list. */
    List<IgnoredTag> told() {
        return List.copyOf(ignored);
    }

    /** Those, and what else may explain that a release is not found. */
    List<IgnoredTag> all() {
        var all = new ArrayList<>(ignored);
        all.addAll(homeless);
        return List.copyOf(all);
    }
}
