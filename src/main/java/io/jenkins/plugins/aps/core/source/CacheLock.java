package io.jenkins.plugins.aps.core.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds one cache folder against the other threads of this process and against other processes.
 *
 * <p>A file lock belongs to the whole process, so threads need a lock of their own before it. The system lets go of a file
 * lock when its process dies; the empty lock file stays.
 */
final class CacheLock implements AutoCloseable {
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();
    private static final long POLL_MILLIS = 50;

    private final ReentrantLock threads;
    private final FileChannel channel;

    private CacheLock(ReentrantLock threads, FileChannel channel) {
        this.threads = threads;
        this.channel = channel;
    }

    /** @throws IOException if somebody else holds it for that long, or the file can't be made */
    static CacheLock take(Path file, Duration longest) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        var threads = THREADS.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new ReentrantLock());
        long end = System.nanoTime() + longest.toNanos();
        if (!threads.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            throw busy(longest);
        }
        FileChannel channel = null;
        FileLock held = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            held = channel.tryLock();
            while (held == null) {
                if (System.nanoTime() - end > 0) {
                    throw busy(longest);
                }
                Thread.sleep(POLL_MILLIS);
                held = channel.tryLock();
            }
            return new CacheLock(threads, channel);
        } finally {
            if (held == null) {
                threads.unlock();
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static IOException busy(Duration longest) {
        return new IOException(
                "another operation has been using the same cache for more than " + longest.toSeconds() + " seconds");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            threads.unlock();
        }
    }
}
