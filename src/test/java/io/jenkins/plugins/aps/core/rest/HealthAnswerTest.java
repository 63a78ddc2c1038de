package io.jenkins.plugins.aps.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.view.ClusterView;
import io.jenkins.plugins.aps.core.view.Freshness;
import io.jenkins.plugins.aps.core.view.RepositoryView;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a server is ready, and what it tells of that. */
class HealthAnswerTest {
    private static final Instant AT = Instant.parse("2026-11-24T08:00:00Z");
    private static final Freshness READ = Freshness.confirmed(AT);
    private static final Freshness REFUSED = Freshness.nothingYet(AT).warned(AT, "refused");

    private static Snapshot snapshot(Freshness east, Freshness west, Freshness repository) {
        return new Snapshot(
                1,
                List.of(new ClusterView("east", List.of(), east), new ClusterView("west", List.of(), west)),
                List.of(new RepositoryView("models", List.of(), repository)));
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void nobodyIsReadyBeforeEveryClusterAndEveryRepositoryWasRead() {
        assertThat(HealthAnswer.readiness(snapshot(READ, REFUSED, READ), true).status())
                .isEqualTo(503);
        assertThat(HealthAnswer.readiness(snapshot(READ, READ, REFUSED), true).status())
                .isEqualTo(503);
        var ready = HealthAnswer.readiness(snapshot(READ, READ, READ), false);
        assertThat(ready.status()).isEqualTo(200);
        assertThat(text(ready)).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void aLaterOutageTakesNobodyOutOfService() {
        var answer = HealthAnswer.readiness(snapshot(READ, READ.warned(AT, "refused"), READ), true);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(answer)).contains("{\"name\":\"west\",\"seen\":true,\"warning\":\"refused\"}");
    }

    @Test
    void whatWasNotReadIsNamedForWhomItIs() {
        var unread = snapshot(READ, REFUSED, READ);

        assertThat(text(HealthAnswer.readiness(unread, true)))
                .startsWith("{\"status\":\"OUT_OF_SERVICE\"")
                .contains("{\"name\":\"west\",\"seen\":false,\"warning\":\"refused\"}", "\"repositories\"");
        assertThat(text(HealthAnswer.readiness(unread, false))).isEqualTo("{\"status\":\"OUT_OF_SERVICE\"}");
    }

    @Test
    void theProcessLivesWhateverCantBeRead() {
        var answer = HealthAnswer.all(snapshot(REFUSED, REFUSED, REFUSED), false);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(answer))
                .isEqualTo("{\"status\":\"UP\",\"components\":{\"liveness\":{\"status\":\"UP\"},"
                        + "\"readiness\":{\"status\":\"OUT_OF_SERVICE\"}}}");
    }
}
