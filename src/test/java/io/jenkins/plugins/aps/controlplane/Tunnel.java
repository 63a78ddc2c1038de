package io.jenkins.plugins.aps.controlplane;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/**
 * Stands between the deployer and the API server, without TLS on the deployer's side: keeps the lines of all requests, and
 * can cut every connection, as a proxy or a restart of the API server does.
 */
public final class Tunnel implements AutoCloseable {
    private final ServerSocket listening;
    private final SSLContext tls;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    Tunnel(SSLContext tls, int port) throws IOException {
        this.tls = tls;
        this.port = port;
        listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    /** Method and path of each request, as {@code GET /api/v1/namespaces?limit=500}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Ends every connection there is; new ones are let through. */
    public void cut() {
        open.forEach(Tunnel::close);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                var server = tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
                open.add(client);
                open.add(server);
                daemon(() -> copy(client, server, new Lines(requests)));
                daemon(() -> copy(server, client, new ByteArrayOutputStream(0) {
                    @Override
                    public void write(byte[] bytes, int from, int length) {
                        // Answers are not kept.
                    }
                }));
            } catch (IOException e) {
                // The listener was closed, or nobody listens behind us: the client sees its connection end.
            }
        }
    }

    private void copy(Socket from, Socket to, ByteArrayOutputStream kept) {
        var buffer = new byte[16 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                kept.write(buffer, 0, read);
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One side has ended; so does the other.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "tunnel");
        thread.setDaemon(true);
        thread.start();
    }

    /** Finds the first line of each request in what a client sends; bodies are JSON and have none that looks like one. */
    private static final class Lines extends ByteArrayOutputStream {
        private static final java.util.regex.Pattern REQUEST =
                java.util.regex.Pattern.compile("((?:GET|POST|PUT|PATCH|DELETE) /\\S*) HTTP/1\\.1\r\n");

        private final List<String> found;

        Lines(List<String> found) {
            this.found = found;
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            super.write(bytes, from, length);
            var text = toString(StandardCharsets.ISO_8859_1);
            var match = REQUEST.matcher(text);
            int end = 0;
            while (match.find()) {
                found.add(match.group(1));
                end = match.end();
            }
            // The beginning of a line may be in this buffer and its end in the next one.
            var rest = text.substring(Math.max(end, text.length() - 4096));
            reset();
            super.write(rest.getBytes(StandardCharsets.ISO_8859_1), 0, rest.length());
        }
    }
}
