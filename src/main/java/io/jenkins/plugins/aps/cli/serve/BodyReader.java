package io.jenkins.plugins.aps.cli.serve;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Reads a body as it arrives, without a thread that waits for it, and no more of it than is allowed. */
final class BodyReader implements ReadListener {
    private final ServletInputStream in;
    private final int most;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[8192];
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();

    private BodyReader(ServletInputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    /** Begins; the request must be asynchronous already. One byte more than {@code most} says that it is too large. */
    static CompletableFuture<byte[]> read(ServletInputStream in, int most) {
        var reader = new BodyReader(in, most);
        in.setReadListener(reader);
        return reader.body;
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (in.isReady() && !body.isDone()) {
            int count = in.read(buffer);
            if (count < 0) {
                return;
            }
            read.write(buffer, 0, Math.min(count, most + 1 - read.size()));
            if (read.size() > most) {
                body.complete(read.toByteArray());
            }
        }
    }

    @Override
    public void onAllDataRead() {
        body.complete(read.toByteArray());
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }
}
