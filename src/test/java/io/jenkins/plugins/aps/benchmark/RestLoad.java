package io.jenkins.plugins.aps.benchmark;

import io.jenkins.plugins.aps.cli.serve.LoadedServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What answers of the REST API cost beside many applications and releases: the server in a process of its own, asked over HTTP
 * at a fixed rate, each answer counted from when it should have been asked for. See docs/benchmarks.md.
 */
final class RestLoad {
    private static final Duration WARM = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(20);
    /** Connections; none of them waits for another. */
    private static final int ASKERS = 4;

    private static final int POLLERS = 100;
    private static final int CHANGES = 10;
    private static final List<String> LISTS = List.of(
            "/v1/applications",
            "/v1/applications?name=app-4&sort=createdAt,desc",
            "/v1/applications?status=RUNNING&skipCount=2000",
            "/v1/releases?skipCount=5000",
            "/v1/releases?search=project-7&sort=createdAt,desc");

    private final LoadedProcess server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    private RestLoad(LoadedProcess server) {
        this.server = server;
        base = server.address() + "/deployment-service";
    }

    /** Lines of a table: what, figure. */
    static List<String> measure(int applications, int releases, List<String> flags) throws Exception {
        try (var server = new LoadedProcess(applications, releases, flags)) {
            return new RestLoad(server).lines();
        }
    }

    private List<String> lines() throws Exception {
        atRate("", 50, WARM);
        var lists = atRate("", 50, MEASURED);
        var etag = get(LISTS.get(0), "").headers().firstValue("ETag").orElseThrow();
        atRate(etag, 500, WARM);
        var cpu = server.ask("cpu");
        var held304 = atRate(etag, 500, MEASURED);
        var share = (server.ask("cpu") - cpu) / (double) MEASURED.toNanos();
        var seen = changes();
        return List.of(
                line("list, 50 a second: p50, ms", lists[lists.length / 2]),
                line("list, 50 a second: p99, ms", lists[lists.length * 99 / 100]),
                line("304, 500 a second: p50, ms", held304[held304.length / 2]),
                line("304, 500 a second: p99, ms", held304[held304.length * 99 / 100]),
                line("304, 500 a second: processors of the server", share * 1e6),
                line("a change until " + POLLERS + " who poll twice a second have it, the slowest, ms", seen),
                line("what is shown, MiB", server.held() / 1.048576),
                line("the server's heap in use, MiB", server.ask("used") / 1.048576));
    }

    private static String line(String what, double millionths) {
        return String.format(Locale.ROOT, "| %s | %.1f |", what, millionths / 1e6);
    }

    /**
     * Nanoseconds of each answer from when it should have been asked for, sorted. With connections that block, as whoever
     * asks shares the processors with whoever answers, and an asynchronous client takes more of them than the server.
     */
    private long[] atRate(String etag, int rate, Duration time) throws Exception {
        var took = new long[(int) (rate * time.toSeconds())];
        var next = new AtomicInteger();
        var start = System.nanoTime();
        var askers = new ArrayList<CompletableFuture<Void>>();
        for (int asker = 0; asker < ASKERS; asker++) {
            var own = new CompletableFuture<Void>();
            askers.add(own);
            new Thread(() -> {
                        try {
                            for (int i = next.getAndIncrement(); i < took.length; i = next.getAndIncrement()) {
                                var due = start + i * 1_000_000_000L / rate;
                                LockSupport.parkNanos(due - System.nanoTime());
                                ask(etag.isEmpty() ? LISTS.get(i % LISTS.size()) : LISTS.get(0), etag);
                                took[i] = System.nanoTime() - due;
                            }
                            own.complete(null);
                        } catch (IOException | RuntimeException e) {
                            own.completeExceptionally(e);
                        }
                    })
                    .start();
        }
        CompletableFuture.allOf(askers.toArray(CompletableFuture[]::new)).get(2, TimeUnit.MINUTES);
        Arrays.sort(took);
        return took;
    }

    private void ask(String path, String etag) throws IOException {
        var connection = (HttpURLConnection) URI.create(base + path).toURL().openConnection();
        if (!etag.isEmpty()) {
            connection.setRequestProperty("If-None-Match", etag);
        }
        if (connection.getResponseCode() != (etag.isEmpty() ? 200 : 304)) {
            throw new IllegalStateException(path + " answered " + connection.getResponseCode());
        }
        if (etag.isEmpty()) {
            try (var body = connection.getInputStream()) {
                body.readAllBytes();
            }
        }
    }

    /** Nanoseconds from a change to the last of all who poll, of the slowest change. */
    private double changes() throws Exception {
        var slowest = new AtomicLong();
        for (int change = 0; change < CHANGES; change++) {
            var etag = get(LISTS.get(0), "").headers().firstValue("ETag").orElseThrow();
            var seen = new CountDownLatch(POLLERS);
            var last = new AtomicLong();
            for (int poller = 0; poller < POLLERS; poller++) {
                poll(etag, poller * 5L, seen, last);
            }
            var at = server.ask("change");
            if (!seen.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException(seen.getCount() + " who poll did not see the change");
            }
            slowest.accumulateAndGet(last.get() - at, Math::max);
        }
        return slowest.get();
    }

    /** Again and again, half a second after each answer, until it is another one. */
    private void poll(String etag, long inMillis, CountDownLatch seen, AtomicLong last) {
        CompletableFuture.delayedExecutor(inMillis, TimeUnit.MILLISECONDS)
                .execute(() -> client.sendAsync(request(LISTS.get(0), etag), BodyHandlers.ofByteArray())
                        .thenAccept(answer -> {
                            if (answer.statusCode() == 304) {
                                poll(etag, 500, seen, last);
                            } else {
                                last.accumulateAndGet(LoadedServer.nanos(), Math::max);
                                seen.countDown();
                            }
                        }));
    }

    private HttpResponse<byte[]> get(String path, String etag) throws IOException, InterruptedException {
        return client.send(request(path, etag), BodyHandlers.ofByteArray());
    }

    private HttpRequest request(String path, String etag) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        return etag.isEmpty()
                ? request.build()
                : request.header("If-None-Match", etag).build();
    }
}
