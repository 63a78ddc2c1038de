package io.jenkins.plugins.aps.core.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a cluster that was asked has not answered. For one thread at a time. */
final class Silence {
    /** From then on it is told: a cluster that accepts connections and answers none is found out much later. */
    static final Duration LONG = Duration.ofSeconds(10);

    private Instant since;
    private boolean told;

    /** A request was sent. */
    void asked(Instant now) {
        if (since == null) {
            since = now;
        }
    }

    /** @param more whether answers to other requests are still to come */
    void answered(Instant now, boolean more) {
        since = more ? now : null;
        told = false;
    }

    /** How long it lasts; once each, when it has become long. */
    Optional<Duration> toTell(Instant now) {
        if (since == null || told || now.isBefore(since.plus(LONG))) {
            return Optional.empty();
        }
        told = true;
        return Optional.of(Duration.between(since, now));
    }
}
