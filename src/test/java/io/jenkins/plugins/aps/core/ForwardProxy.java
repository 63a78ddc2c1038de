package io.jenkins.plugins.aps.core;

import io.jenkins.plugins.aps.core.model.ProxyChoice;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP proxy on loopback that tells where it was sent: tunnels for encrypted addresses, requests for others. */
public final class ForwardProxy implements AutoCloseable {
    /** What was asked for, as {@code CONNECT host:port} or {@code GET http://...}. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    private final ServerSocket listening;
    private final String authorization;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** @param user whom it wants to know, as {@code user:password}; empty: nobody */
    public ForwardProxy(String user) throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        authorization = user.isEmpty()
                ? ""
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        threads.execute(this::accept);
    }

    /** Everything goes through it. */
    public ProxyChoice choice(String user, String password) {
        return address -> Optional.of(
                new ProxyChoice.HttpProxy("127.0.0.1", listening.getLocalPort(), user, new SecretValue(password)));
    }

    public String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var client = listening.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            var head = head(client.getInputStream());
            while (!authorization.isEmpty() && head.stream().noneMatch(this::isAuthorized)) {
                client.getOutputStream()
                        .write(bytes("HTTP/1.1 407 Proxy Authentication Required\r\n"
                                + "Proxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n"));
                head = head(client.getInputStream());
            }
            var words = head.get(0).split(" ");
            asked.add(words[0] + " " + words[1]);
            var tunnel = words[0].equals("CONNECT");
            var target = tunnel ? URI.create("https://" + words[1]) : URI.create(words[1]);
            try (var server = new Socket(target.getHost(), target.getPort())) {
                open.add(server);
                if (tunnel) {
                    client.getOutputStream().write(bytes("HTTP/1.1 200 Connection established\r\n\r\n"));
                } else {
                    server.getOutputStream().write(bytes(request(words, target, head)));
                }
                threads.submit(() -> copy(client.getInputStream(), server.getOutputStream()));
                // Who was answered to the end gets another connection for what else is wanted.
                copy(server.getInputStream(), client.getOutputStream());
            }
        } catch (Exception e) {
            // Either side has gone.
        }
    }

    private boolean isAuthorized(String line) {
        return line.equalsIgnoreCase("Proxy-Authorization: " + authorization);
    }

    private static String request(String[] words, URI target, List<String> head) {
        var request = new StringBuilder(words[0] + " " + target.getRawPath()
                + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery()) + " HTTP/1.1\r\n");
        head.stream()
                .skip(1)
                .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("proxy-")
                        && !line.toLowerCase(Locale.ROOT).startsWith("connection:"))
                .forEach(line -> request.append(line).append("\r\n"));
        // One request a connection: the next may be for another server.
        return request + "Connection: close\r\n\r\n";
    }

    private static List<String> head(InputStream in) throws IOException {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                if (line.isEmpty()) {
                    return lines;
                }
                lines.add(line.toString());
                line.setLength(0);
            } else if (c != '\r') {
                line.append((char) c);
            }
        }
        throw new IOException("it ended in the middle of a head");
    }

    private static Void copy(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            out.flush();
        }
        return null;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (var each : open) {
            each.close();
        }
        threads.shutdownNow();
    }
}
