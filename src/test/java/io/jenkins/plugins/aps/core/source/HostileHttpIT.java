package io.jenkins.plugins.aps.core.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server of Git's old, dumb protocol that names another server to read from. */
class HostileHttpIT {
    private static final String ID = "abcdefabcdefabcdefabcdefabcdefabcdefabcd";

    @TempDir
    Path temp;

    private final List<String> strangers = new CopyOnWriteArrayList<>();
    private HttpServer stranger;
    private HttpServer server;
    private String refs;

    @BeforeEach
    void start() throws IOException {
        stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.createContext("/", exchange -> {
            strangers.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, 404, "");
        });
        stranger.start();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::dumb);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        stranger.stop(0);
    }

    private void dumb(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"models\"");
            answer(exchange, 401, "");
        } else if (path.endsWith("/info/refs")) {
            answer(exchange, 200, refs);
        } else if (path.endsWith("/HEAD")) {
            answer(exchange, 200, "ref: refs/heads/main\n");
        } else if (path.endsWith("objects/info/http-alternates")) {
            answer(exchange, 200, "http://127.0.0.1:" + stranger.getAddress().getPort() + "/objects/\n");
        } else {
            answer(exchange, 404, "");
        }
    }

    private static void answer(HttpExchange exchange, int code, String text) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "text/plain");
            exchange.sendResponseHeaders(code, text.isEmpty() ? -1 : text.length());
            if (!text.isEmpty()) {
                exchange.getResponseBody().write(text.getBytes(UTF_8));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ID + "\trefs/heads/main\n", ID + "\tHEAD\n" + ID + "\trefs/heads/main\n"})
    void aServerOfTheDumbProtocolIsRefusedSoThatNoPasswordGoesAstray(String offered) {
        refs = offered;
        var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/models.git";
        var credential = new GitCredential.UserPassword("ci", new SecretValue("s3cret"));
        var source = new GitReleaseSource(TestRepository.settings(url, credential, false), temp.resolve("cache"));

        assertThatThrownBy(() -> source.releases(true))
                .isInstanceOfSatisfying(
                        ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE))
                .hasMessageContaining(url)
                .hasMessageContaining("speaks no smart HTTP");
        assertThat(strangers).isEmpty();
    }
}
