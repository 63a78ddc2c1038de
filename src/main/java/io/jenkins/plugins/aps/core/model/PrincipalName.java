package io.jenkins.plugins.aps.core.model;

import java.util.Optional;

/** The id of a user or a group, as it is given to an application. */
public final class PrincipalName {
    private PrincipalName() {}

    /**
     * What is wrong with it, if anything. A comma is never part of one: models separate candidates by commas, so that
     * nothing in a process could name it.
     */
    public static Optional<String> problem(String name) {
        if (name == null || name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("a name is empty or holds control characters");
        }
        if (name.indexOf(',') >= 0) {
            return Optional.of(
                    "'" + OneLine.of(name, 100) + "' holds a comma: each user, and each group, is given by itself");
        }
        return Optional.empty();
    }
}
