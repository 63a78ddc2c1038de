package io.jenkins.plugins.aps.core.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.Interceptor;

/** An API server on loopback that gives prepared answers, and keeps what it was asked. */
final class StubApi implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService pool = Executors.newCachedThreadPool(new DaemonThreads("stub"));
    private final Function<Asked, Reply> answers;
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    /** Gives answers in order, the last one for ever. */
    StubApi(Reply... replies) {
        this(inOrder(new ArrayDeque<>(Arrays.asList(replies))));
    }

    /** Answers by what it is asked, on as many threads as there are requests. */
    StubApi(Function<Asked, Reply> answers) {
        this.answers = answers;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(pool);
        server.createContext("/", this::answer);
        server.start();
    }

    static Reply reply(int code, String body, String... headers) {
        return new Reply(code, body, List.of(headers));
    }

    /** Takes the request and hangs up. */
    static Reply hangUp() {
        return new Reply(0, "", List.of());
    }

    static Reply status(int code, String reason, String message) {
        return reply(
                code,
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"" + reason
                        + "\",\"message\":\"" + message + "\",\"code\":" + code + "}");
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    ClusterSettings settings() {
        return settings(() -> new ClusterCredential.Token(new SecretValue("t0")));
    }

    ClusterSettings settings(Supplier<ClusterCredential> credential) {
        return new ClusterSettings("test", url(), "", credential, "aps-platform", "", "activiti-7");
    }

    Connection connect() {
        return connect(settings());
    }

    Connection connect(ClusterSettings settings) {
        return connect(settings, null);
    }

    /** Through something of the test's. */
    Connection connect(Interceptor between) {
        return connect(settings(), between);
    }

    private Connection connect(ClusterSettings settings, Interceptor between) {
        var quick = new Backoff(4, Duration.ofMillis(1), Duration.ofSeconds(2), () -> 0);
        return new Connection(
                settings,
                (each, faults) -> ClientFactory.open(each, pool, between == null ? faults : between),
                quick,
                Connection.LONGEST);
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    List<String> lines() {
        return asked().stream().map(each -> each.method() + " " + each.path()).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        pool.shutdownNow();
    }

    private static Function<Asked, Reply> inOrder(Deque<Reply> replies) {
        return asked -> {
            synchronized (replies) {
                return replies.size() > 1 ? replies.poll() : replies.peek();
            }
        };
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders();
        var question = new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                String.valueOf(headers.getFirst("Content-Type")),
                String.valueOf(headers.getFirst("Authorization")),
                String.valueOf(headers.getFirst("Accept")),
                body,
                System.nanoTime());
        asked.add(question);
        var reply = answers.apply(question);
        if (reply.code() == 0) {
            exchange.close();
            return;
        }
        for (int i = 0; i + 1 < reply.headers().size(); i += 2) {
            exchange.getResponseHeaders()
                    .add(reply.headers().get(i), reply.headers().get(i + 1));
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.code(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** A prepared answer; headers are names and values in turn. */
    record Reply(int code, String body, List<String> headers) {}

    /** A request as it came. */
    record Asked(
            String method,
            String path,
            String contentType,
            String authorization,
            String accept,
            String body,
            long nanos) {}
}
