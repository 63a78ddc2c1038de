package io.jenkins.plugins.aps.core.source;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/**
 * The end of a fetch, however much the server still has to say: one that sends a line a second is never silent, and would
 * hold a thread for ever.
 *
 * <p>JGit asks a monitor only while it receives objects, so connections are closed, and streams end, as well. Safe for many
 * threads.
 */
final class TimeLimit extends EmptyProgressMonitor implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TimeLimit.class.getName());

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final List<Closeable> open = new ArrayList<>();
    private volatile boolean over;
    private volatile boolean closed;

    /** Begins now. */
    TimeLimit(Duration longest) {
        // Closing may wait for a reader, which the JDK's one timer must not.
        var unused = done.orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS).whenCompleteAsync((ended, late) -> {
            if (late != null) {
                cut();
            }
        });
    }

    /** Whether the time ran out; what failed since then failed for that. */
    boolean over() {
        return over;
    }

    @Override
    public boolean isCancelled() {
        return over;
    }

    /** Closes it when the time runs out. */
    void closing(Closeable connection) throws IOException {
        synchronized (open) {
            open.add(connection);
            if (!over) {
                return;
            }
        }
        connection.close();
        throw new IOException("the time is over");
    }

    /** A stream that ends with the time, even if the one who reads holds its lock again and again. */
    InputStream within(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int read() throws IOException {
                check();
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                check();
                return super.read(bytes, offset, length);
            }
        };
    }

    private void check() throws IOException {
        if (over) {
            throw new IOException("the time is over");
        }
    }

    private void cut() {
        if (closed) {
            return;
        }
        over = true;
        List<Closeable> left;
        synchronized (open) {
            left = List.copyOf(open);
        }
        for (var each : left) {
            try {
                each.close();
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.FINE, "A connection that took too long was closed already", e);
            }
        }
        // What was just being opened has not been closed.
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(this::cut);
    }

    /** Ends it: nothing is closed from now on. */
    @Override
    public void close() {
        closed = true;
        done.complete(null);
    }
}
