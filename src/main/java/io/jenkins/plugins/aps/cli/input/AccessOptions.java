package io.jenkins.plugins.aps.cli.input;

import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.PrincipalName;
import io.jenkins.plugins.aps.core.model.Principals;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Who may administer and use an application. */
public final class AccessOptions {
    @Option(
            names = "--admin-user",
            paramLabel = "USER",
            description =
                    "An administrator of the application; at least one user or group. Repeatable: one name each time.")
    private List<String> adminUsers = new ArrayList<>();

    @Option(names = "--admin-group", paramLabel = "GROUP", description = "A group of administrators. Repeatable.")
    private List<String> adminGroups = new ArrayList<>();

    @Option(names = "--user", paramLabel = "USER", description = "A user of the application. Repeatable.")
    private List<String> users = new ArrayList<>();

    @Option(names = "--group", paramLabel = "GROUP", description = "A group of users. Repeatable.")
    private List<String> groups = new ArrayList<>();

    /** Who; what is wrong is added to {@code problems}. */
    public Access access(InputProblems problems) {
        check("--admin-user", adminUsers, problems);
        check("--admin-group", adminGroups, problems);
        check("--user", users, problems);
        check("--group", groups, problems);
        return new Access(new Principals(adminUsers, adminGroups), new Principals(users, groups));
    }

    private static void check(String option, List<String> names, InputProblems problems) {
        names.forEach(name -> problems.add(
                option,
                PrincipalName.problem(name)
                        .map(problem -> name.contains(",") ? problem + ": repeat " + option + " for it" : problem)));
    }
}
