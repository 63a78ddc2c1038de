package io.jenkins.plugins.aps.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.source.ProjectFiles;
import io.jenkins.plugins.aps.core.source.ReleaseSource;
import io.jenkins.plugins.aps.core.view.Freshness;
import io.jenkins.plugins.aps.core.view.ReleaseEntry;
import io.jenkins.plugins.aps.core.view.RepositoryView;
import io.jenkins.plugins.aps.core.view.Samples;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepositoryFeedTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> read = new CopyOnWriteArrayList<>();
    private volatile List<Release> releases = List.of(
            Samples.release("models", "holiday", 2, true),
            Samples.release("models", "holiday", 1, false),
            Samples.release("models", "travel", 1, true));
    private volatile RuntimeException failure;
    private volatile String broken = "";
    private final AtomicLong now = new AtomicLong(1);

    private final Publication publication = new Publication(new Snapshot(
            1, List.of(), List.of(new RepositoryView("models", List.of(), Freshness.nothingYet(Instant.EPOCH)))));
    private RepositoryFeed feed;

    private void start(Duration interval) {
        feed = new RepositoryFeed(
                "models",
                Source::new,
                ReleaseValidatorTest.ofTheBuiltIn(),
                interval,
                publication,
                Thread::new,
                InstantSource.system(),
                now::get);
        feed.start();
    }

    @AfterEach
    void close() {
        feed.close();
    }

    private final class Source implements ReleaseSource {
        @Override
        public List<Release> releases(boolean refresh) {
            asked.add(refresh ? "wanted" : "in turn");
            if (failure != null) {
                throw failure;
            }
            return releases;
        }

        @Override
        public Release find(String project, String version) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ProjectFiles files(Release release) {
            read.add(release.id());
            if (broken.equals(release.id())) {
                throw new ApsException(ErrorCode.UNREACHABLE, "can't be read");
            }
            return new ProjectFiles() {
                @Override
                public List<Entry> list() {
                    return List.of(
                            new Entry(release.project() + ".json", 10, Kind.FILE),
                            new Entry("processes/p.bpmn", 10, Kind.FILE));
                }

                @Override
                public byte[] read(Entry entry) {
                    var text = entry.path().endsWith(".json")
                            ? "{\"name\": \"" + release.project() + "\"}"
                            : "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='t'>"
                                    + "<process id='p'><startEvent id='s'/></process></definitions>";
                    return text.getBytes(StandardCharsets.UTF_8);
                }
            };
        }
    }

    private RepositoryView await(Predicate<RepositoryView> reached) throws Exception {
        var until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        var snapshot = publication.current();
        while (!reached.test(snapshot.repositories().get(0))) {
            assertThat(System.nanoTime())
                    .as("%s", snapshot.repositories().get(0))
                    .isLessThan(until);
            snapshot =
                    publication.after(snapshot.version(), Duration.ofMillis(50)).get(1, TimeUnit.MINUTES);
        }
        return snapshot.repositories().get(0);
    }

    private static long known(RepositoryView view) {
        return view.releases().stream()
                .filter(each -> each.project().isPresent())
                .count();
    }

    @Test
    void listsReleasesAndThenReadsTheLatestFirst() throws Exception {
        start(Duration.ofHours(1));
        var view = await(each -> known(each) == 3);
        assertThat(view.releases()).extracting(ReleaseEntry::release).containsExactlyElementsOf(releases);
        assertThat(view.freshness().isCurrent()).isTrue();
        assertThat(read).containsExactly("holiday/2", "travel/1", "holiday/1");
    }

    @Test
    void readsEachCommitOnceHoweverOftenItIsListed() throws Exception {
        start(Duration.ofMillis(5));
        await(each -> known(each) == 3);
        var seen = asked.size();
        releases = List.of(
                Samples.release("models", "holiday", 3, true),
                Samples.release("models", "holiday", 2, false),
                Samples.release("models", "holiday", 1, false));
        await(view ->
                view.releases().size() == 3 && view.releases().get(0).release().version() == 3 && known(view) == 3);
        assertThat(asked.size()).isGreaterThan(seen);
        assertThat(read).containsExactlyInAnyOrder("holiday/2", "travel/1", "holiday/1", "holiday/3");
    }

    @Test
    void aReleaseThatCanNotBeReadHidesNoOtherAndIsNotTriedAgainAndAgain() throws Exception {
        broken = "holiday/2";
        start(Duration.ofMillis(5));
        await(view -> known(view) == 2);
        var seen = asked.size();
        await(view -> asked.size() > seen + 3);
        assertThat(read).containsOnlyOnce("holiday/2");
        broken = "";
        var entry = publication.current().releases().get(0);
        assertThat(feed.complete(entry).deployable()).contains(true);
    }

    @Test
    void aRepositoryThatIsAwayIsShownAsItWasWithAWarning() throws Exception {
        start(Duration.ofMillis(5));
        await(view -> known(view) == 3);
        failure = new ApsException(ErrorCode.UNREACHABLE, "the repository 'models' does not answer");
        var away = await(view -> !view.freshness().isCurrent());
        assertThat(away.releases()).hasSize(3);
        assertThat(away.freshness().warning()).isEqualTo("the repository 'models' does not answer");
        assertThat(away.freshness().confirmedAt()).isNotNull();
        failure = new IllegalStateException("a fault of ours");
        await(view -> view.freshness().warning().contains("the log says why"));
        failure = null;
        await(view -> view.freshness().isCurrent());
    }

    @Test
    void isNotAskedMoreOftenHoweverManyWantIt() throws Exception {
        start(Duration.ofHours(1));
        await(view -> known(view) == 3);
        for (int i = 0; i < 100; i++) {
            feed.refresh();
        }
        feed.refresh().get(1, TimeUnit.MINUTES);
        assertThat(asked).containsExactly("in turn");
    }

    @Test
    void isAskedWhenSomebodyWantsItAndItWasNotAskedJustNow() throws Exception {
        failure = new ApsException(ErrorCode.UNREACHABLE, "the repository 'models' does not answer");
        start(Duration.ofHours(1));
        await(view -> view.freshness().warning().contains("does not answer"));
        failure = null;
        now.addAndGet(RepositoryFeed.SHORTEST.toNanos());
        feed.refresh();
        await(view -> known(view) == 3);
        assertThat(asked).containsExactly("in turn", "wanted");
    }
}
