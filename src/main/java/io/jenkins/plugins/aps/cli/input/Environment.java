package io.jenkins.plugins.aps.cli.input;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the process finds around it.
 *
 * @param variables of the environment
 * @param home the user's folder
 * @param folder the one that relative paths start from
 * @param user who runs the process
 * @param process its id, which no other living process of this machine has
 */
public record Environment(Map<String, String> variables, Path home, Path folder, String user, long process) {
    public Environment {
        variables = Map.copyOf(variables);
    }

    /** That of this process. */
    public static Environment ofThisProcess() {
        return new Environment(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                Path.of("").toAbsolutePath(),
                System.getProperty("user.name"),
                ProcessHandle.current().pid());
    }

    /** A variable, or the empty string. */
    public String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /** Where clones of repositories are kept: {@code $XDG_CACHE_HOME/aps}, or {@code ~/.cache/aps}. */
    public Path cache() {
        var xdg = variable("XDG_CACHE_HOME");
        // The XDG specification says that a relative path is to be ignored.
        var base = !xdg.isEmpty() && Path.of(xdg).isAbsolute() ? Path.of(xdg) : home.resolve(".cache");
        return base.resolve("aps");
    }

    /** A path as typed, made absolute. */
    public Path path(String typed) {
        return folder.resolve(typed).normalize();
    }
}
