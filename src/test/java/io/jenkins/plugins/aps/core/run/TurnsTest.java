package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void runsInOrderOneAtATimeOnSeveralThreads() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            var turns = new Turns(threads);
            List<Integer> seen = new ArrayList<>(); // not thread-safe on purpose: turns must not overlap
            var done = new CountDownLatch(1);
            IntStream.range(0, 1000).forEach(i -> turns.execute(() -> seen.add(i)));
            turns.execute(done::countDown);
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(seen).isEqualTo(IntStream.range(0, 1000).boxed().toList());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void goesOnAfterATurnThatFails() throws Exception {
        var threads = Executors.newFixedThreadPool(1, work -> {
            var thread = new Thread(work);
            thread.setUncaughtExceptionHandler((failed, error) -> {});
            return thread;
        });
        try {
            var turns = new Turns(threads);
            var done = new CountDownLatch(1);
            turns.execute(() -> {
                throw new NoClassDefFoundError("gone");
            });
            turns.execute(done::countDown);
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }
}
