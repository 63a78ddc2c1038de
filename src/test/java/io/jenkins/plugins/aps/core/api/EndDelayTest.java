package io.jenkins.plugins.aps.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.cluster.RecordStore.Entry;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The record tells of the end of an operation before the watch of its objects tells of its effect, or after it. */
class EndDelayTest {
    private static final Instant END = LoadedApplication.T.plusSeconds(60);

    private final LoadedApplication application = new LoadedApplication(0);
    private final LoadedCluster cluster = new LoadedCluster();
    private Instant now = END;
    private final ClusterRows rows = new ClusterRows(
            cluster.client(),
            new ClusterSettings(
                    "default", "", "", ClusterCredential.ServiceAccount::new, "aps-platform", "", "activiti-7"),
            operation -> true,
            () -> now);

    EndDelayTest() {
        cluster.add(application);
    }

    private void seen(Entry record) {
        rows.update(application.name(), Optional.of(record), application::objects);
    }

    private Optional<Instance> shown() {
        return rows.entries().stream().map(entry -> entry.instance()).findFirst();
    }

    @Test
    void anEndIsShownTogetherWithItsEffect() {
        application.toggle();
        seen(application.record(null));
        assertThat(shown().orElseThrow().operation().verdict()).isNull();

        seen(application.record());
        assertThat(shown().orElseThrow().operation().verdict())
                .as("a service is not shown yet")
                .isNull();
        assertThat(rows.restless()).contains(application.name());

        application.toggle();
        seen(application.record());
        assertThat(shown().orElseThrow().operation().verdict()).isEqualTo(Verdict.SUCCEEDED);
        assertThat(shown().orElseThrow().status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void whatIsNotShownForLongIsToldAsItIs() {
        application.toggle();
        seen(application.record(null));
        seen(application.record());
        assertThat(shown().orElseThrow().operation().verdict()).isNull();
        assertThat(rows.restless()).containsExactly(application.name());

        now = now.plus(EndDelay.LONGEST);
        seen(application.record());

        assertThat(shown().orElseThrow().status()).isEqualTo(Status.UNKNOWN);
        assertThat(shown().orElseThrow().reason()).contains("does not exist any more");
    }

    /** Whatever its end and our clock say: they are of two machines. */
    @Test
    void whatIsSeenForTheFirstTimeIsShownAtOnce() {
        application.toggle();

        seen(application.record());

        assertThat(shown().orElseThrow().status()).isEqualTo(Status.UNKNOWN);
    }
}
