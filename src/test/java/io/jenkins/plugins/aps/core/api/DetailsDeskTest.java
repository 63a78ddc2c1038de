package io.jenkins.plugins.aps.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.Instance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DetailsDeskTest {
    private final List<String> read = new ArrayList<>();
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final AtomicLong now = new AtomicLong();
    private final DetailsDesk desk = new DetailsDesk(this::read, work::add, now::get);

    private Instance read(String cluster, String application) {
        read.add(cluster + "/" + application);
        if (application.equals("broken")) {
            throw new IllegalStateException("can't be read");
        }
        return Instance.notDeployed(application, cluster);
    }

    private void workAll() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    @Test
    void readsOnceForAllWhoAskWithinAFewSeconds() {
        var first = desk.of("default", "holiday");
        var second = desk.of("default", "holiday");
        workAll();
        assertThat(first.join()).isEqualTo(second.join());
        now.addAndGet(DetailsDesk.KEPT.toNanos() - 1);
        assertThat(desk.of("default", "holiday")).isCompleted();
        assertThat(read).containsExactly("default/holiday");
        now.incrementAndGet();
        var later = desk.of("default", "holiday");
        assertThat(later).isNotDone();
        workAll();
        assertThat(later).isCompleted();
        assertThat(read).hasSize(2);
    }

    @Test
    void anApplicationOfAnotherClusterIsAnother() {
        desk.of("default", "holiday");
        desk.of("other", "holiday");
        workAll();
        assertThat(read).containsExactly("default/holiday", "other/holiday");
    }

    @Test
    void aReadingThatTakesLongIsNotBegunTwice() {
        desk.of("default", "holiday");
        now.addAndGet(10 * DetailsDesk.KEPT.toNanos());
        desk.of("default", "holiday");
        workAll();
        assertThat(read).hasSize(1);
    }

    @Test
    void whoGivesUpTakesNothingFromTheOthers() {
        var impatient = desk.of("default", "holiday");
        var patient = desk.of("default", "holiday");
        impatient.cancel(true);
        workAll();
        assertThat(patient).isCompleted();
    }

    @Test
    void aFailureIsToldToAllAndTriedAgainLater() {
        var failed = desk.of("default", "broken");
        workAll();
        assertThat(failed).isCompletedExceptionally();
        now.addAndGet(DetailsDesk.KEPT.toNanos());
        desk.of("default", "broken");
        workAll();
        assertThat(read).hasSize(2);
    }
}
