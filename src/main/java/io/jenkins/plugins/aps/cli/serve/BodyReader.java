package io.jenkins.plugins.aps.cli.serve;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a body as it arrives, without a thread that waits for it, and no more of it than is allowed and there is room for.
 * To be closed when what was read is no longer needed.
 */
final class BodyReader implements ReadListener, AutoCloseable {
    private final ServletInputStream in;
    private final int most;
    private final BodyBudget budget;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[8192];
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private int taken;
    private boolean closed;

    /** @param most one byte more than this says that it is too large */
    BodyReader(ServletInputStream in, int most, BodyBudget budget) {
        this.in = in;
        this.most = most;
        this.budget = budget;
    }

    /** Begins; the request must be asynchronous already. Fails with {@link NoRoom} where there is none. */
    CompletableFuture<byte[]> read() {
        in.setReadListener(this);
        return body;
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (in.isReady() && !body.isDone()) {
            int count = in.read(buffer);
            if (count < 0) {
                return;
            }
            if (!take(count)) {
                body.completeExceptionally(new NoRoom());
                return;
            }
            read.write(buffer, 0, Math.min(count, most + 1 - read.size()));
            if (read.size() > most) {
                body.complete(read.toByteArray());
            }
        }
    }

    private synchronized boolean take(int bytes) {
        if (closed || !budget.take(bytes)) {
            return false;
        }
        taken += bytes;
        return true;
    }

    @Override
    public void onAllDataRead() {
        body.complete(read.toByteArray());
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public synchronized void close() {
        closed = true;
        budget.giveBack(taken);
        taken = 0;
    }

    /** Too many bodies are in memory just now. */
    static final class NoRoom extends Exception {
        private static final long serialVersionUID = 1L;

        private NoRoom() {
            super("too many bodies at once", null, false, false);
        }
    }
}
