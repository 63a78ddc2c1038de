package io.jenkins.plugins.aps.core.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that always says a little more, and never comes to an end. */
class SlowServerIT {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String ADVERTISES = "Content-Type: application/x-git-upload-pack-advertisement\r\n\r\n"
            + packet("# service=git-upload-pack\n") + "0000";
    private static final String ID = "a".repeat(40);

    @TempDir
    Path temp;

    /** What it drips. */
    enum Dripping {
        HEADERS,
        REFERENCES,
        PROGRESS
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(20)
    void aFetchEndsThoughTheServerDoesNot(Dripping what) throws Exception {
        var end = new CountDownLatch(1);
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var thread = new Thread(() -> serve(server, what, end), "slow-server");
            thread.setDaemon(true);
            thread.start();
            var url = "http://127.0.0.1:" + server.getLocalPort() + "/models.git";
            var source = new GitReleaseSource(
                    TestRepository.settings(url, null, false), temp.resolve("cache"), Duration.ofSeconds(1));

            assertThatThrownBy(() -> source.releases(true))
                    .isInstanceOfSatisfying(
                            ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE))
                    .hasMessageContaining(url + " could not be read within 1 seconds");
        } finally {
            end.countDown();
        }
    }

    private static void serve(ServerSocket server, Dripping what, CountDownLatch end) {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
                var request = in.readLine();
                for (var line = request; line != null && !line.isEmpty(); ) {
                    line = in.readLine();
                }
                var out = socket.getOutputStream();
                if (what == Dripping.PROGRESS && request.startsWith("GET")) {
                    var lines = packet(ID
                                    + " HEAD\0multi_ack_detailed side-band-64k ofs-delta symref=HEAD:refs/heads/main\n")
                            + packet(ID + " refs/heads/main\n");
                    out.write((OK + "Connection: close\r\n" + ADVERTISES + lines + "0000").getBytes(UTF_8));
                    continue;
                }
                out.write((OK
                                + switch (what) {
                                    case HEADERS -> "";
                                    case REFERENCES -> ADVERTISES;
                                    case PROGRESS ->
                                        "Content-Type: application/x-git-upload-pack-result\r\n\r\n" + packet("NAK\n");
                                })
                        .getBytes(UTF_8));
                for (int i = 0; !end.await(20, TimeUnit.MILLISECONDS); i++) {
                    out.write(drop(what, i).getBytes(UTF_8));
                    out.flush();
                }
            } catch (IOException e) {
                // The other side has had enough.
                continue;
            } catch (InterruptedException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }
    }

    private static String drop(Dripping what, int i) {
        return switch (what) {
            case HEADERS -> "X-" + i + ": x\r\n";
            case REFERENCES -> packet(ID + " refs/heads/m" + i + (i == 0 ? "\0ofs-delta" : "") + "\n");
            case PROGRESS -> packet("\2counting " + i + "\r");
        };
    }

    private static String packet(String text) {
        return String.format("%04x", text.length() + 4) + text;
    }
}
