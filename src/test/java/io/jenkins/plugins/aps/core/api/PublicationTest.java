package io.jenkins.plugins.aps.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.view.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PublicationTest {
    private static final Duration LONG = Duration.ofHours(1);
    private final Publication publication = new Publication(snapshot(7));

    private static Snapshot snapshot(long version) {
        return new Snapshot(version, List.of(), List.of());
    }

    @Test
    void whoHasAnOldVersionGetsTheNewOneAtOnce() {
        assertThat(publication.after(6, LONG)).isCompletedWithValue(publication.current());
        assertThat(publication.after(8, LONG)).as("of an earlier process").isCompletedWithValue(publication.current());
        assertThat(publication.waiting()).isZero();
    }

    @Test
    void wakesAllWhoWaitWithTheSameSnapshot() {
        var waiting = IntStream.range(0, 100)
                .mapToObj(each -> publication.after(7, LONG))
                .toList();
        assertThat(waiting).noneMatch(each -> each.isDone());
        publication.publish(before -> snapshot(8));
        assertThat(waiting).allMatch(each -> each.join() == publication.current());
        assertThat(publication.waiting()).isZero();
    }

    @Test
    void whatTellsNothingNewWakesNobody() {
        var waiting = publication.after(7, LONG);
        var confirmed = snapshot(7);
        publication.publish(before -> confirmed);
        assertThat(publication.current()).isSameAs(confirmed);
        assertThat(waiting).isNotDone();
    }

    @Test
    void whoHasWaitedLongEnoughGetsWhatThereIs() throws Exception {
        var waiting = publication.after(7, Duration.ofMillis(1));
        assertThat(waiting.get(1, TimeUnit.MINUTES)).isSameAs(publication.current());
        assertThat(publication.waiting()).isZero();
    }
}
