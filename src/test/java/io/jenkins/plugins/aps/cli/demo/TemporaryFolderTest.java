package io.jenkins.plugins.aps.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TemporaryFolderTest {
    private static final int WRITERS = 3;

    @RepeatedTest(20)
    void goesThoughOthersWriteIntoIt() throws Exception {
        var folder = new TemporaryFolder();
        var models = Files.createDirectory(folder.path().resolve("models"));
        var writing = new CountDownLatch(WRITERS * 10);
        var pool = Executors.newFixedThreadPool(WRITERS);
        for (int i = 0; i < WRITERS; i++) {
            pool.execute(() -> {
                try {
                    while (true) {
                        Files.createTempFile(models, "object", "");
                        writing.countDown();
                    }
                } catch (NoSuchFileException gone) {
                    // It has gone, as it should.
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        }
        writing.await();
        folder.close();
        pool.shutdown();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS))
                .as("nobody writes any more")
                .isTrue();
        assertThat(folder.path()).doesNotExist();
        assertThat(folder.path().resolveSibling(folder.path().getFileName() + "-ends"))
                .doesNotExist();
    }

    @Test
    void whatATryThatFailedHasLeftGoesToo() throws Exception {
        var folder = new TemporaryFolder();
        var moved = folder.path().resolveSibling(folder.path().getFileName() + "-ends");
        folder.write("kubeconfig", "text");
        Files.createDirectory(moved);
        Files.writeString(moved.resolve("written-late"), "text");
        folder.close();
        assertThat(folder.path()).doesNotExist();
        assertThat(moved).doesNotExist();
    }

    @Test
    void closingItAgainDoesNothing() {
        var folder = new TemporaryFolder();
        folder.write("kubeconfig", "text");
        folder.close();
        folder.close();
        assertThat(folder.path()).doesNotExist();
    }
}
