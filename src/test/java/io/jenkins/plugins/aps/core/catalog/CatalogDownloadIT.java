package io.jenkins.plugins.aps.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.aps.core.ForwardProxy;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ProxyChoice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over HTTP, from a server on this machine. */
class CatalogDownloadIT {
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/fine", 200, "version: größer".getBytes(StandardCharsets.UTF_8));
        serve("/large", 200, new byte[1024 * 1024 + 1]);
        serve("/binary", 200, new byte[] {(byte) 0xff, (byte) 0xfe});
        serve("/gone", 404, new byte[0]);
        serve("/moved", 302, new byte[0]);
        server.start();
    }

    private void serve(String path, int status, byte[] body) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Location", url("/fine"));
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Test
    void aTextIsGotAsItIs() {
        assertThat(CatalogDownload.get(url("/fine"), ProxyChoice.none()).join()).isEqualTo("version: größer");
    }

    @Test
    void aProxyIsUsedWhereThereIsOne() throws Exception {
        try (var proxy = new ForwardProxy("")) {
            assertThat(CatalogDownload.get(url("/fine"), proxy.choice("", "")).join())
                    .isEqualTo("version: größer");
            assertThat(proxy.asked).containsExactly("GET " + url("/fine"));
        }
    }

    @Test
    void aProxyThatWantsToKnowWhoAsksIsTold() throws Exception {
        try (var proxy = new ForwardProxy("ada:s3cret")) {
            assertThat(CatalogDownload.get(url("/fine"), proxy.choice("ada", "s3cret"))
                            .join())
                    .isEqualTo("version: größer");
            assertThatThrownBy(() -> CatalogDownload.get(url("/fine"), proxy.choice("", ""))
                            .join())
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void whatCantBeACatalogIsToldWhy() {
        refused("/large", ErrorCode.FAILED, "it is larger than 1 MiB");
        refused("/binary", ErrorCode.FAILED, "it is not text in UTF-8");
        refused("/gone", ErrorCode.UNREACHABLE, "its address answers 404");
        refused("/moved", ErrorCode.UNREACHABLE, "its address answers 302");
        var url = url("/fine");
        server.stop(0);
        assertThatThrownBy(() -> CatalogDownload.get(url, ProxyChoice.none()).join())
                .cause()
                .hasMessage("its address does not answer (ConnectException)");
    }

    /** Bytes that come one by one end the reading all the same. */
    @Test
    void oneThatNeverEndsIsNotWaitedFor() {
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                while (true) {
                    out.write('#');
                    out.flush();
                    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                }
            }
        });

        refused("/endless", ErrorCode.UNREACHABLE, "its address took longer than 10 seconds");
    }

    private void refused(String path, ErrorCode code, String message) {
        assertThatThrownBy(
                        () -> CatalogDownload.get(url(path), ProxyChoice.none()).join())
                .cause()
                .hasMessage(message)
                .asInstanceOf(type(ApsException.class))
                .extracting(ApsException::code)
                .isEqualTo(code);
    }
}
