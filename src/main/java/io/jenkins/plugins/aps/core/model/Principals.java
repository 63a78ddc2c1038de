package io.jenkins.plugins.aps.core.model;

import java.util.List;

/** Users and groups, by their ids at the platform's identity service, in the order given. */
public record Principals(List<String> users, List<String> groups) {
    public static final Principals NONE = new Principals(List.of(), List.of());

    public Principals {
        users = List.copyOf(users);
        groups = List.copyOf(groups);
    }

    /** Those of these that are not of the others. */
    public Principals without(Principals others) {
        return new Principals(
                users.stream().filter(each -> !others.users.contains(each)).toList(),
                groups.stream().filter(each -> !others.groups.contains(each)).toList());
    }

    public boolean isEmpty() {
        return users.isEmpty() && groups.isEmpty();
    }
}
