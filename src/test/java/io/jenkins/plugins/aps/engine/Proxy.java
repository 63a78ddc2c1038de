package io.jenkins.plugins.aps.engine;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.net.SocketFactory;

/**
 * What lies between a deployer and its API server: plain HTTP on loopback, which passes each request on as it
 * is, unless its rule says what else becomes of it. It can be shut, as if the API server were
 * gone, and opened again at the same address.
 */
final class Proxy implements AutoCloseable {
    private final URI target;
    private final SocketFactory upstream;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final int port;
    private final String token;
    private volatile Function<ProxyRequest, Fate> rule = request -> Fate.PASS;
    private volatile ServerSocket door;

    Proxy(String kubeconfig) throws Exception {
        var config = Config.fromKubeconfig(kubeconfig);
        target = URI.create(config.getMasterUrl());
        token = Optional.ofNullable(config.getAutoOAuthToken()).orElse("none");
        upstream = target.getScheme().equals("https")
                ? SSLUtils.sslContext(config).getSocketFactory()
                : SocketFactory.getDefault();
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = door.getLocalPort();
        listen(door);
    }

    /** A kubeconfig that leads here, with another token. */
    String kubeconfig(String token) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: proxied, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: proxied, user: {token: "%s"}}]
                contexts: [{name: proxied, context: {cluster: proxied, user: proxied}}]
                current-context: proxied
                """
                .formatted(port, token);
    }

    /** The same that it was made with, but that it leads here. */
    String kubeconfig() {
        return kubeconfig(token);
    }

    /** What becomes of requests from now on; asked by many threads. */
    void rule(Function<ProxyRequest, Fate> rule) {
        this.rule = rule;
    }

    /** Nobody is let in, and who is in is thrown out. */
    void shut() throws IOException {
        door.close();
        cut();
    }

    void open() throws IOException {
        var again = new ServerSocket();
        again.setReuseAddress(true);
        again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        door = again;
        listen(again);
    }

    /** Every connection ends here and now, watches too. */
    void cut() {
        connections.forEach(Proxy::close);
    }

    private void listen(ServerSocket listening) {
        start("accept", () -> {
            while (!listening.isClosed()) {
                var socket = listening.accept();
                connections.add(socket);
                start("serve", () -> serve(socket, listening));
            }
        });
    }

    /** @param listening where it came in: whoever is in when it closes is thrown out, wherever they have got to */
    private void serve(Socket client, ServerSocket listening) throws IOException {
        Socket server = null;
        try {
            var in = new BufferedInputStream(client.getInputStream());
            var lose = new AtomicBoolean();
            for (var request = ProxyRequest.read(in); request != null; request = ProxyRequest.read(in)) {
                if (listening.isClosed()) {
                    return;
                }
                var fate = rule.apply(request);
                if (fate instanceof Fate.Answer answer) {
                    client.getOutputStream().write(answer.bytes());
                    continue;
                }
                if (fate instanceof Fate.Cut) {
                    return;
                }
                if (server == null) {
                    server = upstream.createSocket(target.getHost(), target.getPort());
                    connections.add(server);
                    var answers = server;
                    start("answer", () -> answer(answers, client, lose));
                }
                // There is one request at a time, so the next answer is this one's.
                lose.set(fate instanceof Fate.Lose);
                server.getOutputStream().write(request.bytes());
                server.getOutputStream().flush();
                if (request.upgrades()) {
                    in.transferTo(server.getOutputStream());
                    return;
                }
            }
        } finally {
            connections.remove(client);
            close(client);
            if (server != null) {
                connections.remove(server);
                close(server);
            }
        }
    }

    private static void answer(Socket server, Socket client, AtomicBoolean lose) throws IOException {
        try {
            var in = server.getInputStream();
            var out = client.getOutputStream();
            var buffer = new byte[16 * 1024];
            for (int count = in.read(buffer); count >= 0 && !lose.get(); count = in.read(buffer)) {
                out.write(buffer, 0, count);
                out.flush();
            }
        } finally {
            close(client);
            close(server);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** A thread a direction: tests have but few connections. */
    private static void start(String name, Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        // One of both sides has gone, as they do here: nobody is left to tell.
                    }
                },
                "proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed either way.
        }
    }

    @Override
    public void close() throws IOException {
        shut();
    }
}
