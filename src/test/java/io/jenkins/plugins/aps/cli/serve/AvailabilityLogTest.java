package io.jenkins.plugins.aps.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.view.ClusterView;
import io.jenkins.plugins.aps.core.view.Freshness;
import io.jenkins.plugins.aps.core.view.RepositoryView;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the log of a server tells of clusters and repositories. */
class AvailabilityLogTest {
    private static final Instant AT = Instant.parse("2026-11-24T08:00:00Z");
    private static final Freshness NOTHING = Freshness.nothingYet(AT);
    private static final Freshness READ = Freshness.confirmed(AT);

    private final List<String> lines = new ArrayList<>();
    private final AvailabilityLog log = new AvailabilityLog(lines::add);

    private static Snapshot snapshot(Freshness cluster, Freshness repository) {
        return new Snapshot(
                1,
                List.of(new ClusterView("east", List.of(), cluster)),
                List.of(new RepositoryView("models", List.of(), repository)));
    }

    @Test
    void whatWasNeverReadIsToldWithItsReason() {
        log.see(snapshot(NOTHING.warned(AT, "refused"), NOTHING.warned(AT, "unknown host")), false);

        assertThat(lines)
                .containsExactly(
                        "Warning: cluster 'east' has not been read yet: refused",
                        "Warning: repository 'models' has not been read yet: unknown host");
    }

    @Test
    void aFirstReadingIsToldOnceAndOnlyWhereItTakesLong() {
        log.see(snapshot(NOTHING, READ), false);
        assertThat(lines).isEmpty();

        log.see(snapshot(NOTHING, READ), true);
        log.see(snapshot(NOTHING.warned(AT, "cluster 'east' is being read for the first time: 2 of 9"), READ), true);
        assertThat(lines)
                .containsExactly("Warning: cluster 'east' has not been read yet: it is being read for the first time");

        log.see(snapshot(READ, READ), true);
        assertThat(lines).endsWith("cluster 'east' can be read now").hasSize(2);
    }

    @Test
    void aLaterOutageIsToldOnceForEachReasonAndSoIsItsEnd() {
        log.see(snapshot(READ, READ), true);
        for (var reason : List.of("refused", "refused", "no route", "refused")) {
            log.see(snapshot(READ.warned(AT, reason), READ), true);
        }
        log.see(snapshot(READ, READ), true);
        log.see(snapshot(READ.warned(AT, "refused"), READ), true);

        assertThat(lines)
                .containsExactly(
                        "Warning: what is shown of cluster 'east' may be old: refused",
                        "Warning: what is shown of cluster 'east' may be old: no route",
                        "cluster 'east' can be read now",
                        "Warning: what is shown of cluster 'east' may be old: refused");
    }
}
