package io.jenkins.plugins.aps.cli.output;

import java.util.Set;

/**
 * The command that an error is told of.
 *
 * @param name for example {@code deploy}; empty: none was understood
 * @param application that was typed; empty: none
 * @param options that the command has: a remedy names no others
 */
public record TypedCommand(String name, String application, Set<String> options) {
    /** What was typed is no command. */
    public static final TypedCommand NONE = new TypedCommand("", "", Set.of());

    boolean has(String option) {
        return options.contains(option);
    }
}
