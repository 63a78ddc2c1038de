package io.jenkins.plugins.aps.core.view;

import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.Principals;
import java.util.Set;

/**
 * For whom a list is made.
 *
 * @param user id of the user; empty: nobody in particular
 * @param groups those that the user is in
 * @param all whether all applications may be seen (ACTIVITI_DEVOPS); else only those whose access names the user or one of
 *     the groups
 */
public record Viewer(String user, Set<String> groups, boolean all) {
    /** Who may see all, by this name. */
    public static Viewer ofAll(String user) {
        return new Viewer(user, Set.of(), true);
    }

    public Viewer {
        groups = Set.copyOf(groups);
    }

    /** Whether an application is in this viewer's lists. */
    public boolean sees(ApplicationEntry entry) {
        var access = entry.instance().access();
        return all || isAdministrator(access) || isUser(access);
    }

    boolean isAdministrator(Access access) {
        return isOneOf(access.administrators());
    }

    boolean isUser(Access access) {
        return isOneOf(access.users());
    }

    private boolean isOneOf(Principals principals) {
        return principals.users().contains(user) || principals.groups().stream().anyMatch(groups::contains);
    }
}
