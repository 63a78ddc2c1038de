package io.jenkins.plugins.aps.jenkins.security;

import hudson.model.Cause;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The users behind a build's causes, also behind the builds that started it: whoever starts a job that starts another
 * can't act there as somebody else.
 */
public final class Starters {
    private Starters() {}

    /** Their ids, in order, each once; an empty one is somebody who wasn't logged in. */
    public static List<String> of(List<Cause> causes) {
        return causes.stream().flatMap(Starters::of).distinct().toList();
    }

    private static Stream<String> of(Cause cause) {
        if (cause instanceof Cause.UserIdCause user) {
            return Stream.of(Objects.requireNonNullElse(user.getUserId(), ""));
        }
        if (cause instanceof Cause.UpstreamCause upstream) {
            return upstream.getUpstreamCauses().stream().flatMap(Starters::of);
        }
        return Stream.empty();
    }
}
