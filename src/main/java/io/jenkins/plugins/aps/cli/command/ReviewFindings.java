package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.input.InputProblems;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the core finds wrong with a deployment, told by the options that say it, and without what follows from a mistake that
 * is told already.
 *
 * @param problems those of the options, to which it is added
 * @param doubtful fields of the request that were said in a way that can't be read, which is told
 * @param release the option that says which release
 * @param repository the option that says where it is read from
 */
record ReviewFindings(InputProblems problems, Set<String> doubtful, String release, String repository) {
    private static final Map<String, List<String>> OPTIONS = Map.of(
            "application", List.of("APPLICATION"),
            "administrators", List.of("--admin-user", "--admin-group"),
            "administrators.users", List.of("--admin-user"),
            "administrators.groups", List.of("--admin-group"),
            "users.users", List.of("--user"),
            "users.groups", List.of("--group"),
            "project", List.of("--project"));

    void add(List<Problem> found) {
        found.forEach(this::add);
    }

    private void add(Problem found) {
        var options =
                switch (found.where()) {
                    case "repository" -> List.of(repository);
                    case "release" -> List.of(release, "--project");
                    default -> OPTIONS.getOrDefault(found.where(), List.of());
                };
        if (options.isEmpty()) {
            if (!doubtful.contains(found.where())) {
                problems.add(found);
            }
        } else if (options.stream().noneMatch(option -> isTold(option, found))) {
            problems.add(options.get(0), found.message());
        }
    }

    /** One option can have several mistakes only where it can be repeated. */
    private boolean isTold(String option, Problem found) {
        return found.where().contains(".")
                ? problems.list().stream()
                        .anyMatch(each ->
                                each.where().equals(option) && each.message().startsWith(found.message()))
                : problems.has(option);
    }
}
