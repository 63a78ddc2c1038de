package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** An API server on loopback that lists Deployments, lets watch, and fails when it is told to. */
final class WatchApi implements AutoCloseable {
    private final MockWebServer server = new MockWebServer();
    private final ExecutorService pool = Executors.newCachedThreadPool(new DaemonThreads("watch-api"));
    private final Runnable watched;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<WebSocket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> deployments = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<Asked> fault = request -> 0;

    /**
     * A request as it came.
     *
     * @param path without the query
     * @param query empty: none
     */
    record Asked(String path, String query, String token) {}

    /** @param watched told whenever a watch began */
    WatchApi(Runnable watched) throws IOException {
        this.watched = watched;
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    Connection connect(Supplier<ClusterCredential> credential) {
        var url = "http://127.0.0.1:" + server.getPort();
        var settings = new ClusterSettings("test", url, "", credential, "aps-platform", "", "activiti-7");
        var quick = new Backoff(1, Duration.ofMillis(1), Duration.ofMillis(1), () -> 0);
        return new Connection(
                settings, (each, faults) -> ClientFactory.open(each, pool, faults), quick, Connection.LONGEST);
    }

    /** From now on requests fail with the code that this gives; 0: they don't. */
    void fail(ToIntFunction<Asked> fault) {
        this.fault = fault;
    }

    /** Shown by the next lists; no watch tells of it. */
    void deployment(String application, String name) {
        deployments.add("{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"" + name
                + "\",\"namespace\":\"" + application + "\",\"uid\":\"" + application + name
                + "\",\"resourceVersion\":\"5\",\"labels\":{\"app.kubernetes.io/managed-by\":\"aps-deployer\","
                + "\"app.kubernetes.io/part-of\":\"" + application + "\"}}}");
    }

    /** As where the version that a watch began from is no longer known. */
    void expireWatches() {
        sockets.forEach(each -> {
            each.send(
                    "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\","
                            + "\"reason\":\"Expired\",\"message\":\"too old resource version\",\"code\":410}}");
            each.close(1000, "");
        });
        sockets.clear();
    }

    void endWatches() {
        sockets.forEach(each -> each.close(1000, ""));
        sockets.clear();
    }

    /** Whether every kind is being watched. */
    boolean watched() {
        return sockets.size() >= WatchedKind.ALL.size();
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    private MockResponse answer(RecordedRequest request) {
        var path = request.getPath().replaceFirst("\\?.*", "");
        var question = new Asked(
                path,
                request.getPath().substring(path.length()),
                String.valueOf(request.getHeader("Authorization")).replaceFirst("Bearer ", ""));
        asked.add(question);
        var code = fault.applyAsInt(question);
        if (code != 0) {
            return json(
                    code,
                    "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"told to fail\",\"code\":"
                            + code + "}");
        }
        return question.query().contains("watch=true") ? watch() : list(question);
    }

    private MockResponse watch() {
        return new MockResponse().withWebSocketUpgrade(new WebSocketListener() {
            @Override
            public void onOpen(WebSocket opened, Response response) {
                sockets.add(opened);
                watched.run();
            }

            @Override
            public void onClosing(WebSocket closing, int code, String reason) {
                closing.close(1000, "");
            }
        });
    }

    private MockResponse list(Asked question) {
        var path = question.path();
        var kind = WatchedKind.ALL.stream()
                .filter(each -> path.endsWith("/" + ApiPath.plural(each.kind())))
                .findFirst()
                .orElseThrow();
        var namespace = path.contains("/namespaces/") ? path.replaceFirst(".*/namespaces/([^/]*)/.*", "$1") : "";
        var items = deployments.stream()
                .filter(each -> kind.kind().equals("Deployment"))
                .filter(each -> namespace.isEmpty() || each.contains("\"namespace\":\"" + namespace + "\""))
                .toList();
        return json(
                200,
                "{\"kind\":\"" + kind.kind() + "List\",\"apiVersion\":\"" + kind.apiVersion()
                        + "\",\"metadata\":{\"resourceVersion\":\"5\"},\"items\":["
                        + String.join(",", items) + "]}");
    }

    private static MockResponse json(int code, String body) {
        return new MockResponse()
                .setResponseCode(code)
                .setHeader("Content-Type", "application/json")
                .setBody(body);
    }

    @Override
    public void close() throws IOException {
        server.close();
        pool.shutdownNow();
    }
}
