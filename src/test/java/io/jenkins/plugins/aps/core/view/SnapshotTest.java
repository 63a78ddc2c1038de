package io.jenkins.plugins.aps.core.view;

import static io.jenkins.plugins.aps.core.view.Samples.T;
import static io.jenkins.plugins.aps.core.view.Samples.application;
import static io.jenkins.plugins.aps.core.view.Samples.release;
import static io.jenkins.plugins.aps.core.view.Samples.snapshot;
import static io.jenkins.plugins.aps.core.view.Samples.unread;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private final Snapshot snapshot = snapshot(
            List.of(application("a", Status.RUNNING), application("b", Status.PENDING)),
            List.of(unread("holiday", 2, true), unread("holiday", 1, false)));

    private static ClusterView cluster(Freshness freshness, Status ofB) {
        return new ClusterView("default", List.of(application("a", Status.RUNNING), application("b", ofB)), freshness);
    }

    @Test
    void anotherStatusIsAnotherVersion() {
        var next = snapshot.with(cluster(Freshness.confirmed(T), Status.RUNNING));
        assertThat(next.version()).isEqualTo(2);
        assertThat(next.cluster("")
                        .orElseThrow()
                        .find("b")
                        .orElseThrow()
                        .instance()
                        .status())
                .isEqualTo(Status.RUNNING);
    }

    @Test
    void thatItWasConfirmedOnceMoreIsNoNewVersion() {
        var later = T.plusSeconds(5);
        var next = snapshot.with(cluster(Freshness.confirmed(later), Status.PENDING));
        assertThat(next.version()).isEqualTo(1);
        assertThat(next.cluster("default").orElseThrow().freshness().confirmedAt())
                .isEqualTo(later);
        assertThat(snapshot.with(new RepositoryView(
                                "models", snapshot.repository("").orElseThrow().releases(), Freshness.confirmed(later)))
                        .version())
                .isEqualTo(1);
    }

    @Test
    void aWarningIsANewVersionAndSoIsItsEnd() {
        var warned = Freshness.confirmed(T).warned(T.plusSeconds(9), "cluster 'default' did not answer");
        var down = snapshot.with(cluster(warned, Status.PENDING));
        assertThat(down.version()).isEqualTo(2);
        assertThat(down.clusters().get(0).applications()).hasSize(2);
        assertThat(down.clusters().get(0).freshness().confirmedAt()).isEqualTo(T);
        var still = down.with(cluster(warned.warned(T.plusSeconds(20), warned.warning()), Status.PENDING));
        assertThat(still.version()).isEqualTo(2);
        assertThat(still.clusters().get(0).freshness().since()).isEqualTo(T.plusSeconds(9));
        assertThat(still.with(cluster(Freshness.confirmed(T.plusSeconds(30)), Status.PENDING))
                        .version())
                .isEqualTo(3);
    }

    @Test
    void theFirstReadingIsANewVersionThoughNothingIsThere() {
        var nothing = Freshness.nothingYet(T);
        var empty = new Snapshot(1, List.of(new ClusterView("default", List.of(), nothing)), List.of());
        assertThat(nothing.isCurrent()).isFalse();
        assertThat(empty.with(new ClusterView("default", List.of(), Freshness.confirmed(T)))
                        .version())
                .isEqualTo(2);
    }

    @Test
    void tellsWhereAReleaseRuns() {
        assertThat(snapshot.whereItRuns(release("models", "holiday", 1, false)))
                .extracting(ApplicationEntry::name)
                .containsExactly("a", "b");
        assertThat(snapshot.whereItRuns(release("models", "holiday", 2, true))).isEmpty();
        assertThat(snapshot.whereItRuns(release("other", "holiday", 1, false)))
                .as("of the same name, in another repository")
                .isEmpty();
    }

    @Test
    void oneOfWhichNoDescriptorIsKnownRunsNowhereAndHidesNoOther() {
        var damaged = ApplicationEntry.of(Instance.unreadable("damaged", "default", "its record can't be read"));
        var with = snapshot(List.of(application("a", Status.RUNNING), damaged), List.of());
        assertThat(with.whereItRuns(release("models", "holiday", 1, false)))
                .extracting(ApplicationEntry::name)
                .containsExactly("a");
    }

    @Test
    void findsEachApplicationByItsName() {
        var names = List.of("a", "ab", "b-1", "b-2", "c");
        var view = new ClusterView(
                "default",
                names.stream().map(each -> application(each, Status.RUNNING)).toList(),
                Freshness.confirmed(T));
        assertThat(names)
                .allSatisfy(
                        each -> assertThat(view.find(each).orElseThrow().name()).isEqualTo(each));
        assertThat(List.of("", "aa", "b", "d"))
                .allSatisfy(each -> assertThat(view.find(each)).isEmpty());
    }

    @Test
    void showsThoseOfAllClustersOneAfterTheOther() {
        var two = new Snapshot(
                1,
                List.of(
                        new ClusterView("z", List.of(application("b", Status.RUNNING)), Freshness.confirmed(T)),
                        new ClusterView("a", List.of(application("a", Status.RUNNING)), Freshness.nothingYet(T))),
                List.of());
        assertThat(two.applications()).extracting(ApplicationEntry::name).containsExactly("b", "a");
        assertThat(two.cluster("").orElseThrow().name()).isEqualTo("z");
        assertThat(two.cluster("nowhere")).isEmpty();
    }
}
