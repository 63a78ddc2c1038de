package io.jenkins.plugins.aps.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import io.jenkins.plugins.aps.core.view.ClusterView;
import io.jenkins.plugins.aps.core.view.Freshness;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of the snapshot when watches tell something, break, or a question is not answered. */
class ClusterFeedTest {
    private final LoadedCluster cluster = new LoadedCluster();
    private final Publication publication = new Publication(new Snapshot(
            1, List.of(new ClusterView("default", List.of(), Freshness.nothingYet(Instant.EPOCH))), List.of()));
    private final ClusterSettings settings = new ClusterSettings(
            "default", "", "", ClusterCredential.ServiceAccount::new, "aps-platform", "", "activiti-7");
    private final ClusterFeed feed = new ClusterFeed(
            "default",
            cluster::client,
            client -> new ClusterRows(client, settings, operation -> false, InstantSource.system()),
            publication,
            Thread::new,
            InstantSource.system());

    @AfterEach
    void close() {
        feed.close();
    }

    private void show(int applications) throws Exception {
        for (int i = 0; i < applications; i++) {
            cluster.add(new LoadedApplication(i));
        }
        feed.start();
    }

    private ClusterView await(Predicate<ClusterView> reached) throws Exception {
        var until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        var snapshot = publication.current();
        while (!reached.test(snapshot.clusters().get(0))) {
            assertThat(System.nanoTime()).as("%s", snapshot.clusters().get(0)).isLessThan(until);
            snapshot =
                    publication.after(snapshot.version(), Duration.ofMillis(50)).get(1, TimeUnit.MINUTES);
        }
        return snapshot.clusters().get(0);
    }

    private static boolean isCurrent(ClusterView view, int applications) {
        return view.freshness().isCurrent() && view.applications().size() == applications;
    }

    private static Status status(ClusterView view, String application) {
        return view.find(application).orElseThrow().instance().status();
    }

    @Test
    void showsAllAndThenWhatChanged() throws Exception {
        show(3);
        var first = await(view -> isCurrent(view, 3));
        assertThat(first.applications())
                .extracting(ApplicationEntry::name)
                .containsExactly("application-0", "application-1", "application-2");
        assertThat(first.applications()).allMatch(each -> each.instance().status() == Status.RUNNING);
        cluster.get("application-1").toggle();
        cluster.tell("application-1");
        var second = await(view -> status(view, "application-1") == Status.UNKNOWN);
        assertThat(second.applications().get(0)).isSameAs(first.applications().get(0));
    }

    @Test
    void readsAVersionOnceHoweverOftenItsApplicationChanges() throws Exception {
        show(3);
        await(view -> isCurrent(view, 3));
        for (var expected : List.of(Status.UNKNOWN, Status.RUNNING, Status.UNKNOWN)) {
            cluster.get("application-1").toggle();
            cluster.tell("application-1");
            await(view -> status(view, "application-1") == expected);
        }
        assertThat(cluster.versionsRead()).isEqualTo(3);
    }

    @Test
    void oneThatCanNotBeWorkedOutHidesNoOther() throws Exception {
        cluster.asked = application -> {
            if (application.equals("application-0")) {
                throw new IllegalStateException("a fault of ours");
            }
        };
        show(3);
        var view = await(each -> isCurrent(each, 3));
        assertThat(status(view, "application-0")).isEqualTo(Status.UNKNOWN);
        assertThat(view.applications().get(0).instance().reason()).contains("could not be worked out");
        assertThat(status(view, "application-2")).isEqualTo(Status.RUNNING);
    }

    @Test
    void oneThatMayNotBeReadIsToldAndHidesNoOther() throws Exception {
        cluster.asked = application -> {
            if (application.equals("application-1")) {
                throw new ApsException(ErrorCode.NOT_ALLOWED, "our account cannot get it");
            }
        };
        show(3);
        var view = await(each -> isCurrent(each, 3));
        assertThat(view.applications().get(1).instance().reason()).isEqualTo("our account cannot get it");
        assertThat(status(view, "application-2")).isEqualTo(Status.RUNNING);
    }

    @Test
    void whatTheClusterDoesNotAnswerIsToldAndAskedAgain() throws Exception {
        var away = new ApsException(ErrorCode.UNREACHABLE, "cluster 'default' did not answer");
        cluster.asked = application -> {
            throw away;
        };
        show(2);
        var warned = await(view -> view.freshness().warning().equals(away.getMessage()));
        assertThat(warned.freshness().confirmedAt()).isNull();
        cluster.asked = application -> {};
        await(view -> isCurrent(view, 2));
    }

    @Test
    void whileAWatchIsBrokenWhatWasShownStaysAndAfterwardsWhatVanishedGoes() throws Exception {
        show(3);
        await(view -> isCurrent(view, 3));
        cluster.trouble = "watching pods failed: HTTP 503";
        cluster.remove("application-2");
        cluster.tell("");
        var broken = await(view -> !view.freshness().isCurrent());
        assertThat(broken.freshness().warning())
                .isEqualTo("cluster 'default' can't be watched: watching pods failed: HTTP 503");
        assertThat(broken.applications()).hasSize(3);
        cluster.trouble = "";
        cluster.tell("");
        await(view -> isCurrent(view, 2));
    }
}
