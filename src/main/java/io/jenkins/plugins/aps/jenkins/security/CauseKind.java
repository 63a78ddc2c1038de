package io.jenkins.plugins.aps.jenkins.security;

import hudson.model.Cause;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a build runs that no user started, as the configuration of the service identity names it. */
public enum CauseKind {
    /** At a time that the job says. */
    TIMER(
            "hudson.triggers.TimerTrigger$TimerTriggerCause",
            "org.jenkinsci.plugins.parameterizedscheduler.ParameterizedTimerTriggerCause"),
    /** Somebody pushed. */
    SCM("hudson.triggers.SCMTrigger$SCMTriggerCause"),
    /** A branch or a pull request was found or changed. */
    BRANCH("jenkins.branch.BranchIndexingCause", "jenkins.branch.BranchEventCause"),
    /** Somebody knows the job's token. */
    REMOTE("hudson.model.Cause$RemoteCause"),
    OTHER;

    private final List<String> classes;

    CauseKind(String... classes) {
        this.classes = List.of(classes);
    }

    /** By its class and those that it extends, as plugins have their own. */
    static CauseKind of(Cause cause) {
        for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
            var name = type.getName();
            var found = Arrays.stream(values())
                    .filter(kind -> kind.classes.contains(name))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        return OTHER;
    }

    /** By its word. */
    public static Optional<CauseKind> of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** As it is configured. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
