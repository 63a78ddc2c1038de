package io.jenkins.plugins.aps.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.cli.serve.ServeSettings.Token;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.rest.Limits;
import io.jenkins.plugins.aps.core.rest.RestWorld;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server on loopback, over an API that a test plays. */
class ApsServerIT {
    private static final Limits LIMITS = new Limits(20_000, 20, 100, 10, Duration.ofSeconds(1));
    private static final String LIST = "/deployment-service/v1/applications";

    @TempDir
    private Path folder;

    private final RestWorld world = new RestWorld(LIMITS).shows(RestWorld.running("holiday"));
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private ApsServer server;

    private void start(Token... tokens) {
        var settings = new ServeSettings(
                "127.0.0.1",
                0,
                Set.of("aps.example.org"),
                List.of(tokens),
                Optional.empty(),
                LIMITS,
                Duration.ofSeconds(2),
                2_000,
                Duration.ofSeconds(20),
                Duration.ofSeconds(5));
        server = ApsServer.start(settings, world.api(), "tester", Credentials.none(), log::add);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String raw(String head, String... headers) throws IOException {
        return RawHttp.once(
                server.port(), head + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n");
    }

    @Test
    void everyAnswerHasTheHeadersThatKeepABrowserSafe() throws Exception {
        start();
        for (var path : List.of(LIST, "/health", "/elsewhere", LIST + "/none", "/deployment-service/openapi.yaml")) {
            var headers = get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy -> assertThat(policy).contains("script-src 'self';", "base-uri 'none'"));
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("Server")).isEmpty();
        }
    }

    @Test
    void listsAreAnsweredAndNotAgainToWhoHasThem() throws Exception {
        start();
        var first = get(LIST);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).contains("\"name\":\"holiday\"");

        var again =
                get(LIST, "If-None-Match", first.headers().firstValue("ETag").orElseThrow());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void otherHostsAndOriginsAreRefused() throws Exception {
        start();
        assertThat(raw("GET " + LIST, "Host: evil.example.com")).startsWith("HTTP/1.1 403");
        assertThat(raw("GET " + LIST, "Host: 127.0.0.1.evil.example.com")).startsWith("HTTP/1.1 403");
        assertThat(raw("GET " + LIST, "Host: APS.example.org:8443")).startsWith("HTTP/1.1 200");
        assertThat(raw("GET " + LIST, "Host: localhost:1")).startsWith("HTTP/1.1 200");
        assertThat(raw("GET " + LIST, "Host: [::1]:8080")).startsWith("HTTP/1.1 200");
        assertThat(raw("DELETE " + LIST + "/holiday", "Host: localhost", "Origin: https://evil.example.com"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET " + LIST, "Host: localhost", "Origin: null")).startsWith("HTTP/1.1 403");
        assertThat(raw("GET " + LIST, "Host: localhost", "Origin: http://localhost:3000"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET " + LIST, "Host: localhost", "Sec-Fetch-Site: cross-site"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET " + LIST, "Host: localhost:90", "Origin: http://localhost:90"))
                .startsWith("HTTP/1.1 200");
        assertThat(raw("GET /health", "Host: 10.0.0.7"))
                .startsWith("HTTP/1.1 200")
                .contains("{\"status\":\"UP\",\"components\":");
    }

    @Test
    void aProbeOfAnyHostNameSeesLivenessAndReadinessButNoNames() throws Exception {
        world.hasReadNothing();
        start();
        assertThat(raw("GET /health/liveness", "Host: 10.0.0.7"))
                .startsWith("HTTP/1.1 200")
                .endsWith("{\"status\":\"UP\"}");
        assertThat(raw("GET /health/readiness", "Host: 10.0.0.7"))
                .startsWith("HTTP/1.1 503")
                .endsWith("{\"status\":\"OUT_OF_SERVICE\"}");
        assertThat(raw("GET /health/readiness", "Host: localhost", "Origin: https://evil.example.com"))
                .doesNotContain("\"clusters\"");
        assertThat(get("/health/readiness").body())
                .contains("{\"name\":\"default\",\"seen\":false,\"warning\":\"it is being read for the first time\"}");
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/health/else").statusCode()).isEqualTo(404);

        world.shows();
        assertThat(get("/health/readiness").statusCode()).isEqualTo(503);
        world.readsRepository();
        assertThat(get("/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void whereThereAreTokensReasonsAreForWhoMayView() throws Exception {
        var look = Files.writeString(folder.resolve("look"), "look-token");
        world.hasReadNothing();
        start(new Token("screen", look, Set.of(Right.VIEW)));

        for (var path : List.of("/health", "/health/readiness")) {
            assertThat(get(path).body()).contains("OUT_OF_SERVICE").doesNotContain("default");
            assertThat(get(path, "Authorization", "Bearer look-token").body()).contains("\"name\":\"default\"");
        }
    }

    @Test
    void whereThereAreTokensOneIsNeeded() throws Exception {
        var all = Files.writeString(folder.resolve("all"), "0123456789abcdef\n");
        var look = Files.writeString(folder.resolve("look"), "look-token");
        start(new Token("ci", all, Set.of(Right.values())), new Token("screen", look, Set.of(Right.VIEW)));

        assertThat(get(LIST).statusCode()).isEqualTo(401);
        assertThat(get(LIST).headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(get(LIST, "Authorization", "Bearer 0123456789abcde").statusCode())
                .isEqualTo(401);
        assertThat(get(LIST, "Authorization", "Basic 0123456789abcdef").statusCode())
                .isEqualTo(401);
        assertThat(get(LIST, "Authorization", "Bearer ").statusCode()).isEqualTo(401);
        assertThat(get(LIST, "Authorization", "Bearer 0123456789abcdef").statusCode())
                .isEqualTo(200);
        assertThat(get(LIST, "Authorization", "bearer look-token").statusCode()).isEqualTo(200);
        assertThat(raw("DELETE " + LIST + "/holiday", "Host: localhost", "Authorization: Bearer look-token"))
                .startsWith("HTTP/1.1 403");
        assertThat(get("/health").statusCode()).isEqualTo(200);

        Files.writeString(all, "another-one");
        assertThat(get(LIST, "Authorization", "Bearer 0123456789abcdef").statusCode())
                .isEqualTo(401);
        Files.delete(look);
        assertThat(get(LIST, "Authorization", "Bearer look-token").statusCode()).isEqualTo(401);
        assertThat(log).noneMatch(line -> line.contains("look-token") || line.contains("0123456789abcdef"));
    }

    @Test
    void theLogSaysWhoDidWhatAndNothingSecret() throws Exception {
        var file = Files.writeString(folder.resolve("token"), "s3cret");
        start(new Token("ci", file, Set.of(Right.VIEW)));

        get(LIST + "?name=hunter2", "Authorization", "Bearer s3cret", "Cookie", "a=hunter2");
        get(LIST);

        // A request is logged when its answer has been taken.
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (log.size() < 2 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(log.get(0)).matches("ci GET " + LIST + " 200 \\d+ ms");
        assertThat(log.get(1)).matches("- GET " + LIST + " 401 \\d+ ms");
    }

    @Test
    void bodiesThatAreTooLargeAreRefusedAnnouncedOrNot() throws Exception {
        start();
        assertThat(raw("POST " + LIST, "Host: localhost", "Content-Length: 20001"))
                .startsWith("HTTP/1.1 413");
        var chunk = "3e8\r\n" + "x".repeat(1000) + "\r\n";
        assertThat(RawHttp.once(
                        server.port(),
                        "POST " + LIST + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
                                + "Connection: close\r\n\r\n" + chunk.repeat(21) + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void nothingIsReadOfWhatNobodySends() throws Exception {
        start(new Token("ci", Files.writeString(folder.resolve("all"), "0123456789abcdef"), Set.of(Right.values())));

        // Without a byte of the body that it announces: an answer can't have waited for it.
        assertThat(raw("POST " + LIST, "Host: localhost", "Content-Length: 10000", "Content-Type: application/json"))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void noBodyIsReadThatItsSenderMayNotSendOrThatNobodyWants() throws Exception {
        start(
                new Token("screen", Files.writeString(folder.resolve("look"), "0123456789abcdef"), Set.of(Right.VIEW)),
                new Token("ci", Files.writeString(folder.resolve("all"), "fedcba9876543210"), Set.of(Right.values())));
        // Without a byte of the body that they announce: an answer can't have waited for it.
        assertThat(bodiless("POST " + LIST, "0123456789abcdef")).startsWith("HTTP/1.1 403");
        assertThat(bodiless("POST /deployment-service/v1/unicorns", "fedcba9876543210"))
                .startsWith("HTTP/1.1 404");
        assertThat(bodiless("PATCH " + LIST, "fedcba9876543210")).startsWith("HTTP/1.1 405");
        assertThat(bodiless("GET " + LIST, "0123456789abcdef")).startsWith("HTTP/1.1 200");
    }

    private String bodiless(String head, String token) throws IOException {
        return raw(
                head,
                "Host: localhost",
                "Authorization: Bearer " + token,
                "Content-Length: 10000",
                "Content-Type: application/json");
    }

    @Test
    void slowBodiesAreEndedAndHoldNothingUp() throws Exception {
        start();
        var slow = new ArrayList<RawHttp>();
        // More of them than the server has threads.
        for (int i = 0; i < 100; i++) {
            slow.add(new RawHttp(server.port())
                    .send("POST " + LIST + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 100\r\n\r\n{"));
        }

        assertThat(get(LIST).statusCode()).isEqualTo(200);
        for (var each : slow) {
            assertThat(each.all()).startsWith("HTTP/1.1 408").contains("took longer than 2 seconds");
            each.close();
        }
    }

    @Test
    void aBodyThatEndsTooEarlyLeavesTheServerAsItWas() throws Exception {
        start();
        try (var cut = new RawHttp(server.port())) {
            cut.send("POST " + LIST + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{");
        }
        assertThat(get(LIST).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNoHttpIsToldInOurShape() throws Exception {
        start();
        assertThat(RawHttp.once(server.port(), "nonsense\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("\"code\":\"invalidRequest\"");
        assertThat(raw("GET " + LIST, "Host: localhost", "X-Long: " + "x".repeat(20_000)))
                .startsWith("HTTP/1.1 431")
                .contains("\"code\":\"invalidRequest\"");
        assertThat(raw("GET " + LIST + "?a=%zz", "Host: localhost"))
                .startsWith("HTTP/1.1 400")
                .contains("\"code\":\"invalidRequest\"");
    }

    @Test
    void methodsThatNobodyKnowsAreToldInOurShape() throws Exception {
        start();
        assertThat(raw("BREW " + LIST, "Host: localhost"))
                .startsWith("HTTP/1.1 405")
                .contains("Allow: GET, POST");
        assertThat(raw("TRACE " + LIST, "Host: localhost")).startsWith("HTTP/1.1 405");
        assertThat(raw("OPTIONS " + LIST, "Host: localhost")).startsWith("HTTP/1.1 405");
    }

    @Test
    void anAddressThatIsTakenIsToldWithIt() {
        start();
        var taken = ServeSettings.local(server.port());

        assertThatThrownBy(() -> ApsServer.start(taken, world.api(), "tester", Credentials.none(), log::add))
                .isInstanceOf(ApsException.class)
                .hasMessageContaining("can't listen at 127.0.0.1 port " + server.port());
    }
}
