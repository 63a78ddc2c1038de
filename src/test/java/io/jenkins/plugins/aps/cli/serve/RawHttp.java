package io.jenkins.plugins.aps.cli.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** HTTP as a hostile client may write it: bytes, not messages. */
final class RawHttp implements AutoCloseable {
    private final Socket socket;

    RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
    }

    RawHttp send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Until the server closes the connection. */
    String all() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    static String once(int port, String text) throws IOException {
        try (var http = new RawHttp(port)) {
            return http.send(text).all();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
