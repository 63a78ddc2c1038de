package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Sends a request, and reads its answer only as far as memory shall hold it: how long it is, others decide. */
final class BoundedAnswer {
    /** Bytes: hundreds of times what a page of a list has. */
    static final int LONGEST = 64 * 1024 * 1024;

    private final CompletableFuture<Read> result = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private final int longest;

    private BoundedAnswer(int longest) {
        this.longest = longest;
    }

    /** An answer with its body. */
    record Read(HttpResponse<?> response, String body) {}

    /** The answer is longer. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException(int longest) {
            super("the answer has more than " + longest / 1024 / 1024 + " MiB");
        }
    }

    /** Cancelled, it stops reading. */
    static CompletableFuture<Read> of(HttpClient http, HttpRequest request) {
        return of(http, request, LONGEST);
    }

    /** @param longest in bytes */
    static CompletableFuture<Read> of(HttpClient http, HttpRequest request, int longest) {
        var answer = new BoundedAnswer(longest);
        var sent = http.consumeBytes(request, answer::take);
        sent.whenComplete((response, error) -> {
            if (error == null) {
                answer.read(response);
            } else {
                answer.fail(error);
            }
        });
        answer.result.whenComplete((read, error) -> {
            if (error != null) {
                sent.cancel(true);
                sent.thenAccept(response -> response.body().cancel());
            }
        });
        return answer.result;
    }

    private void take(List<ByteBuffer> buffers, AsyncBody body) {
        for (var buffer : buffers) {
            if (bytes.size() + buffer.remaining() > longest) {
                result.completeExceptionally(new TooLongException(longest));
                body.cancel();
                return;
            }
            var part = new byte[buffer.remaining()];
            buffer.get(part);
            bytes.write(part, 0, part.length);
        }
        body.consume();
    }

    private void read(HttpResponse<AsyncBody> response) {
        response.body().done().whenComplete((nothing, error) -> {
            if (error == null) {
                result.complete(new Read(response, bytes.toString(StandardCharsets.UTF_8)));
            } else {
                fail(error);
            }
        });
        response.body().consume();
    }

    private void fail(Throwable error) {
        var cause = error;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        result.completeExceptionally(cause);
    }
}
