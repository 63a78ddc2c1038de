package io.jenkins.plugins.aps.core.model;

import java.util.List;

/** Users and groups, by their ids at the platform's identity service, in the order given. */
public record Principals(List<String> users, List<String> groups) {
    public static final Principals NONE = new Principals(List.of(), List.of());

    public Principals {
        users = List.copyOf(users);
        groups = List.copyOf(groups);
    }

    public boolean isEmpty() {
        return users.isEmpty() && groups.isEmpty();
    }
}
