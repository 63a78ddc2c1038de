package io.jenkins.plugins.aps.jenkins.security;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * As whom builds act that no user started, and which.
 *
 * @param user its id; empty: there is none
 * @param jobs full names of the jobs, and of folders with all that is in them; none: no build
 * @param causes for which it is; none: for each
 */
public record ServiceIdentity(String user, List<String> jobs, Set<CauseKind> causes) {
    public ServiceIdentity(String user, Collection<String> jobs, Collection<CauseKind> causes) {
        this(
                user.strip(),
                jobs.stream().map(ServiceIdentity::name).toList(),
                causes.isEmpty() ? EnumSet.noneOf(CauseKind.class) : EnumSet.copyOf(causes));
    }

    /** Without the slashes that a path may have around it. */
    private static String name(String job) {
        return job.strip().replaceAll("^/+|/+$", "");
    }

    /**
     * Why a build doesn't act as it, as a sentence with what to do; empty: it does.
     *
     * @param job full name of the build's job
     */
    Optional<String> refusal(String job, Starters starters) {
        if (!starters.complete()) {
            return Optional.of(
                    "It can't be told who started this build: its chain of causes was cut by Jenkins, or one of them"
                            + " can't be read. Start it in fewer steps, or let the job run as a user");
        }
        if (user.isEmpty()) {
            return Optional.of(
                    "No user started this build, and no service identity is configured for builds without one");
        }
        var uncovered = uncovered(job, starters);
        if (!uncovered.isEmpty()) {
            return Optional.of("No user started this build, and the service identity is not for " + uncovered
                    + ": an administrator may add it to the jobs of the service identity");
        }
        var others = EnumSet.copyOf(starters.kinds().isEmpty() ? Set.of(CauseKind.OTHER) : starters.kinds());
        others.removeAll(causes);
        if (!causes.isEmpty() && !others.isEmpty()) {
            return Optional.of("No user started this build, and the service identity is not for builds of the cause "
                    + others.stream().map(CauseKind::word).collect(Collectors.joining(", "))
                    + ": an administrator may add it to the causes of the service identity");
        }
        return Optional.empty();
    }

    /** Whoever may change a job that starts this one decides what this one is given: each of them must be named. */
    private String uncovered(String job, Starters starters) {
        if (!covers(job)) {
            return "the job '" + job + "'";
        }
        return starters.upstreamJobs().stream()
                .filter(each -> !covers(each))
                .map(each -> "the job '" + each + "', which led to it")
                .findFirst()
                .orElse("");
    }

    private boolean covers(String job) {
        return jobs.stream().anyMatch(name -> !name.isEmpty() && (job.equals(name) || job.startsWith(name + "/")));
    }
}
