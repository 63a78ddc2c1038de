package io.jenkins.plugins.aps.jenkins.security;

import hudson.model.Run;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.security.core.Authentication;

/**
 * Who a build acts as, and by which rule.
 *
 * <p>Pipelines usually run as SYSTEM, for whom every check passes, so that a check of the running thread says nothing.
 * Therefore: the run's own authentication where it isn't SYSTEM; else the users of <i>all</i> its causes (builds that
 * wait in the queue are merged: each must be allowed); else the service identity, where it is for the build's job; else
 * nobody, refused. Where not all causes are known it is nobody: one that is missing could be somebody who may not.
 *
 * <p>Kept with the build: the users' ids and the rule, no more. They are looked up and checked when the step begins and
 * again when it is resumed.
 */
public final class BuildIdentity implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> userIds;
    private final Rule rule;

    /** Why nobody is; null where somebody is, and in builds that were saved before it was kept. */
    private String reason;

    BuildIdentity(Collection<String> userIds, Rule rule) {
        this.userIds = new ArrayList<>(userIds);
        this.rule = rule;
    }

    private BuildIdentity because(String why) {
        reason = why;
        return this;
    }

    /** By which rule it was found. */
    public enum Rule {
        RUN("the user whom this build runs as"),
        CAUSE("started this build"),
        SERVICE("the service identity, as no user started this build"),
        NOBODY("nobody");

        private final String words;

        Rule(String words) {
            this.words = words;
        }
    }

    /**
     * Finds it without asking a directory.
     *
     * @param service who builds without a user act as, and which of them
     */
    public static BuildIdentity of(JenkinsFacade jenkins, Run<?, ?> run, ServiceIdentity service) {
        var caller = jenkins.caller();
        if (!jenkins.isSystem(caller)) {
            var id = jenkins.isAnonymous(caller) ? "" : caller.getName();
            return new BuildIdentity(List.of(id), Rule.RUN);
        }
        var starters = jenkins.startedBy(run);
        if (!starters.users().isEmpty() && starters.complete()) {
            return new BuildIdentity(starters.users(), Rule.CAUSE);
        }
        var refusal = service.refusal(jenkins.nameOf(run).replaceFirst("#[^#]*$", ""), starters);
        return refusal.isPresent()
                ? new BuildIdentity(List.of(), Rule.NOBODY).because(refusal.get())
                : new BuildIdentity(List.of(service.user()), Rule.SERVICE);
    }

    /** The users' ids, for the record and the log. */
    public String by() {
        return String.join(", ", userIds);
    }

    public Rule rule() {
        return rule;
    }

    /** A line for the log: who acts, and by which rule. */
    public String describe() {
        return "Acting as " + by() + " (" + rule.words + ")";
    }

    /**
     * Looks every user up and checks that each may do all of it. May ask a directory.
     *
     * @return who to act as
     * @throws ApsException with every reason against it
     */
    public Authentication check(JenkinsFacade jenkins, ApsAccess access, Set<Right> rights) {
        if (userIds.isEmpty()) {
            throw new ApsException(
                    ErrorCode.NOT_AUTHENTICATED,
                    reason == null ? "No user started this build, and no service identity is for it" : reason);
        }
        var problems = new ArrayList<Problem>();
        Authentication first = null;
        for (var id : userIds) {
            var who = known(jenkins, id, problems);
            if (who != null) {
                lacking(access, id, who, rights, problems);
                first = first == null ? who : first;
            }
        }
        if (!problems.isEmpty()) {
            throw new ApsException(ErrorCode.NOT_ALLOWED, "This build may not do that", problems);
        }
        return first;
    }

    private Authentication known(JenkinsFacade jenkins, String id, List<Problem> problems) {
        if (id.isEmpty()) {
            problems.add(new Problem("user", "somebody who was not logged in is " + rule.words));
            return null;
        }
        var who = jenkins.impersonate(id);
        if (who.isEmpty()) {
            problems.add(new Problem("user " + id, "is not, or no longer, known to the security realm"));
            return null;
        }
        if (jenkins.isSystem(who.get()) || jenkins.isAnonymous(who.get())) {
            problems.add(new Problem("user " + id, "is not a person or service account that can be checked"));
            return null;
        }
        return who.get();
    }

    private static void lacking(
            ApsAccess access, String id, Authentication who, Set<Right> rights, List<Problem> problems) {
        for (var right : rights) {
            if (!access.allows(who, right)) {
                problems.add(
                        new Problem("user " + id, "may not " + right.words() + ": that needs " + access.needed(right)));
            }
        }
    }
}
