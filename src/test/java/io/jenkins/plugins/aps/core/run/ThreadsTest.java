package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    @Test
    void aRepositoryThatHangsDoesNotKeepOthersFromBeingRead() throws Exception {
        var never = new CountDownLatch(1);
        var read = new CountDownLatch(1);
        try (var threads = new Threads(ThreadsTest::daemon)) {
            for (int i = 0; i < 20; i++) {
                threads.readers("hangs").execute(() -> awaitQuietly(never));
            }
            threads.readers("works").execute(read::countDown);
            assertThat(read.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
