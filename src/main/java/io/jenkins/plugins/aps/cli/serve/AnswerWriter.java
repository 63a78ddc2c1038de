package io.jenkins.plugins.aps.cli.serve;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Writes an answer's body as it is taken, without a thread that waits for who takes it. */
final class AnswerWriter implements WriteListener {
    private final ServletOutputStream out;
    private final byte[] body;
    private final CompletableFuture<Void> written = new CompletableFuture<>();
    private boolean begun;

    private AnswerWriter(ServletOutputStream out, byte[] body) {
        this.out = out;
        this.body = body;
    }

    /** Begins; the request must be asynchronous already. Ends also where nobody takes it any more. */
    static CompletableFuture<Void> write(HttpServletResponse response, byte[] body) {
        try {
            response.setContentLength(body.length);
            var writer = new AnswerWriter(response.getOutputStream(), body);
            response.getOutputStream().setWriteListener(writer);
            return writer.written;
        } catch (IOException e) {
            return CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            if (begun) {
                written.complete(null);
                return;
            }
            begun = true;
            out.write(body);
        }
    }

    @Override
    public void onError(Throwable failure) {
        // Who should have it is gone: there is nobody left to tell.
        written.complete(null);
    }
}
