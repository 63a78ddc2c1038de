package io.jenkins.plugins.aps.jenkins.security;

import hudson.model.Cause;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Who and what is behind a build: the users of its causes, also of the builds that started it, as whoever starts a job that
 * starts another can't act there as somebody else.
 *
 * @param users their ids, in order, each once; an empty one is somebody who wasn't logged in
 * @param upstreamJobs full names of the jobs whose builds led to this one
 * @param kinds of the causes that name no user
 * @param complete whether all of it is known: Jenkins keeps no more than ten builds of a chain, and forgets causes of plugins
 *     that are gone
 */
public record Starters(Set<String> users, Set<String> upstreamJobs, Set<CauseKind> kinds, boolean complete) {
    public Starters {
        users = new LinkedHashSet<>(users);
        upstreamJobs = new LinkedHashSet<>(upstreamJobs);
        kinds = kinds.isEmpty() ? EnumSet.noneOf(CauseKind.class) : EnumSet.copyOf(kinds);
    }

    /** Of a build with these causes. */
    public static Starters of(Collection<Cause> causes) {
        var search = new Search();
        search.all(causes);
        return new Starters(
                search.users,
                search.jobs,
                search.kinds,
                search.complete && search.withCauses.containsAll(search.withoutCauses) && !causes.isEmpty());
    }

    private static final class Search {
        private final Set<String> users = new LinkedHashSet<>();
        private final Set<String> jobs = new LinkedHashSet<>();
        private final Set<CauseKind> kinds = EnumSet.noneOf(CauseKind.class);
        /** Builds upstream. One that leads here in two ways has its causes at the first of them only. */
        private final Set<String> withCauses = new LinkedHashSet<>();

        private final Set<String> withoutCauses = new LinkedHashSet<>();
        private boolean complete = true;

        private void all(Collection<Cause> causes) {
            new ArrayList<>(causes).forEach(this::one);
        }

        private void one(Cause cause) {
            if (cause instanceof Cause.UserIdCause user) {
                users.add(Objects.requireNonNullElse(user.getUserId(), ""));
            } else if (cause instanceof Cause.UpstreamCause upstream) {
                var job = Objects.requireNonNullElse(upstream.getUpstreamProject(), "");
                var causes = Objects.requireNonNullElse(upstream.getUpstreamCauses(), List.<Cause>of());
                jobs.add(job);
                (causes.isEmpty() ? withoutCauses : withCauses).add(job + "#" + upstream.getUpstreamBuild());
                all(causes);
            } else if (cause == null
                    || cause instanceof Cause.UpstreamCause.DeeplyNestedUpstreamCause
                    || cause instanceof Cause.UserCause) {
                // The last has a name, which anybody may have, and no id.
                complete = false;
            } else {
                kinds.add(CauseKind.of(cause));
            }
        }
    }
}
