package io.jenkins.plugins.aps.core.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** Serves one repository by Git's smart HTTP protocol at {@code /models.git}, on loopback. */
final class HttpGit implements AutoCloseable {
    /** What callers sent as Authorization; the empty string where nothing. */
    final List<String> authorizations = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private final Repository repository;
    private final String expected;
    private final String redirect;

    /**
     * @param expected the Authorization that is let in; empty: everybody
     * @param redirect where all are sent who were let in; empty: served here
     */
    HttpGit(Repository repository, String expected, String redirect) throws IOException {
        this.repository = repository;
        this.expected = expected;
        this.redirect = redirect;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/models.git";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var sent = exchange.getRequestHeaders().getFirst("Authorization");
            authorizations.add(sent == null ? "" : sent);
            if (!expected.isEmpty() && !expected.equals(sent)) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"models\"");
                exchange.sendResponseHeaders(401, -1);
            } else if (!redirect.isEmpty()) {
                exchange.getResponseHeaders()
                        .add(
                                "Location",
                                redirect + exchange.getRequestURI().toString().substring("/models.git".length()));
                exchange.sendResponseHeaders(302, -1);
            } else if (!exchange.getRequestURI().getPath().startsWith("/models.git/")) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                serve(exchange);
            }
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        var pack = new UploadPack(repository);
        pack.setBiDirectionalPipe(false);
        if (exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-advertisement");
            exchange.sendResponseHeaders(200, 0);
            var lines = new PacketLineOut(exchange.getResponseBody());
            lines.writeString("# service=git-upload-pack\n");
            lines.end();
            pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
        } else {
            exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-result");
            exchange.sendResponseHeaders(200, 0);
            var zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            var body = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
            pack.upload(body, exchange.getResponseBody(), null);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
