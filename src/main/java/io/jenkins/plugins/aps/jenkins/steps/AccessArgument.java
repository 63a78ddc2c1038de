package io.jenkins.plugins.aps.jenkins.steps;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import io.jenkins.plugins.aps.core.model.Principals;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code apsAccess(users: [], groups: [])}: users and groups by their ids at the identity service. */
public class AccessArgument extends AbstractDescribableImpl<AccessArgument> implements Serializable {
    private static final long serialVersionUID = 1L;

    private ArrayList<String> users = new ArrayList<>();
    private ArrayList<String> groups = new ArrayList<>();

    @DataBoundConstructor
    public AccessArgument() {}

    public List<String> getUsers() {
        return users;
    }

    @DataBoundSetter
    public void setUsers(List<String> users) {
        this.users = filled(users);
    }

    public List<String> getGroups() {
        return groups;
    }

    @DataBoundSetter
    public void setGroups(List<String> groups) {
        this.groups = filled(groups);
    }

    /** A form's empty rows are no users. */
    private static ArrayList<String> filled(List<String> given) {
        var filled = new ArrayList<String>();
        for (var one : given == null ? List.<String>of() : given) {
            if (one != null && !one.isBlank()) {
                filled.add(one.strip());
            }
        }
        return filled;
    }

    static Principals principals(AccessArgument argument) {
        return argument == null ? Principals.NONE : new Principals(argument.users, argument.groups);
    }

    /** Its form. */
    @Extension
    @Symbol("apsAccess")
    public static final class DescriptorImpl extends Descriptor<AccessArgument> {
        @Override
        public String getDisplayName() {
            return Messages.AccessArgument_displayName();
        }
    }
}
