package io.jenkins.plugins.aps.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** As much of Jenkins's HTTP as the suite's client meets: crumbs that hold for one session, the queue, a build. */
final class FakeJenkins implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger queueAsked = new AtomicInteger();

    FakeJenkins() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** As a restart does: the sessions are gone. */
    void forgetSessions() {
        sessions.incrementAndGet();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var expected = "Basic " + Base64.getEncoder().encodeToString("devops:right".getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "");
        } else if (path.equals("/crumbIssuer/api/json")) {
            exchange.getResponseHeaders().add("Set-Cookie", "JSESSIONID=" + session() + "; Path=/; HttpOnly");
            answer(exchange, 200, "{\"crumbRequestField\":\"Jenkins-Crumb\",\"crumb\":\"of-" + session() + "\"}");
        } else if (exchange.getRequestMethod().equals("POST") && !hasCrumb(exchange)) {
            answer(exchange, 403, "<h1>No valid crumb was included in the request</h1>");
        } else if (path.equals("/job/forbidden/build")) {
            answer(exchange, 403, "<p>devops is missing the Job/Build permission</p>");
        } else if (path.endsWith("/build")) {
            exchange.getResponseHeaders().add("Location", url() + "queue/item/7/");
            answer(exchange, 201, "");
        } else if (path.equals("/queue/item/7/api/json")) {
            var first = queueAsked.getAndIncrement() == 0;
            answer(
                    exchange,
                    200,
                    first ? "{\"why\":\"waits\"}" : "{\"executable\":{\"url\":\"" + url() + "job/a/3/\"}}");
        } else if (path.equals("/job/a/3/api/json")) {
            answer(exchange, 200, "{\"building\":false,\"result\":\"SUCCESS\"}");
        } else {
            answer(exchange, 404, "");
        }
    }

    private boolean hasCrumb(HttpExchange exchange) {
        var cookie = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Cookie"), "");
        return cookie.contains("JSESSIONID=" + session())
                && ("of-" + session()).equals(exchange.getRequestHeaders().getFirst("Jenkins-Crumb"));
    }

    private String session() {
        return "session" + sessions.get();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
