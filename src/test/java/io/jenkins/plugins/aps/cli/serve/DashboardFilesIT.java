package io.jenkins.plugins.aps.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.cli.serve.ServeSettings.Token;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page and its files, from a server that asks for tokens. */
class DashboardFilesIT {
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private ApsServer server;

    @BeforeEach
    void start() throws IOException {
        var token = new Token("ci", Files.writeString(folder.resolve("token"), "s3cret"), Set.of(Right.values()));
        var settings = new ServeSettings(
                "127.0.0.1",
                0,
                Set.of("aps.example.org"),
                List.of(token),
                Optional.empty(),
                Limits.DEFAULT,
                Duration.ofSeconds(2),
                2_000,
                Duration.ofSeconds(20),
                Duration.ofSeconds(5));
        server = ApsServer.start(settings, new RestWorld().api(), "tester", Credentials.none(), line -> {});
    }

    @AfterEach
    void stop() {
        server.close();
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
    void thePageIsAShellWithoutSecretsForWhoeverAsks() throws Exception {
        var page = get("/", "Accept-Language", "fr, en;q=0.5");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.headers().firstValue("Vary").orElse("")).contains("Accept-Language");
        assertThat(page.body())
                .contains(
                        "<html lang=\"en\">", "<title>APS Deployer</title>", "name=\"viewport\"", "data-host=\"alone\"")
                .contains("data-texts=\"{&quot;")
                .doesNotContain("s3cret", "<style", "<script>", " style=");
    }

    @Test
    void filesHaveTheirTypesAndAreNotSentAgain() throws Exception {
        var script = get("/dashboard/main.js");
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("Content-Type")).hasValue("text/javascript;charset=utf-8");
        assertThat(script.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(get("/dashboard/aps.css").headers().firstValue("Content-Type"))
                .hasValue("text/css;charset=utf-8");
        assertThat(get("/dashboard/lib/lit-html/lit-html.js").statusCode()).isEqualTo(200);
        assertThat(get("/dashboard/lib/lit-html/LICENSE").body()).contains("BSD 3-Clause");

        var etag = script.headers().firstValue("ETag").orElseThrow();
        for (var held : List.of(etag, "\"other\", " + etag, "*")) {
            var again = get("/dashboard/main.js", "If-None-Match", held);
            assertThat(again.statusCode()).as(held).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
        assertThat(get("/dashboard/main.js", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
        assertThat(get(
                                "/",
                                "If-None-Match",
                                get("/").headers().firstValue("ETag").orElseThrow())
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void whatIsSentLargeIsPacked() throws Exception {
        assertThat(get("/dashboard/lib/lit-html/lit-html.js", "Accept-Encoding", "gzip")
                        .headers()
                        .firstValue("Content-Encoding"))
                .hasValue("gzip");
        for (var other : List.of("identity", "gzip;q=0", "gzip; q=0.0, br")) {
            assertThat(get("/dashboard/lib/lit-html/lit-html.js", "Accept-Encoding", other)
                            .headers()
                            .firstValue("Content-Encoding"))
                    .as(other)
                    .isEmpty();
        }
    }

    @Test
    void noPathLeadsOutOfTheFolder() throws Exception {
        for (var path : List.of(
                "/dashboard/",
                "/dashboard/none.js",
                "/dashboard/lib",
                "/dashboard/../META-INF/LICENSE",
                "/dashboard/..%2fMETA-INF%2fLICENSE",
                "/dashboard/%2e%2e/META-INF/LICENSE",
                "/dashboard/lib/../main.js",
                "/dashboard/./main.js",
                "/dashboard//main.js",
                "/dashboard/main.js;x=y",
                "/dashboard/main%2ejs",
                "/dashboard/MAIN.JS",
                "/META-INF/LICENSE",
                "/index.jelly")) {
            assertThat(raw("GET " + path, "Host: localhost")).as(path).matches("(?s)HTTP/1\\.1 40[04] .*");
        }
    }

    @Test
    void itIsReadAndNothingElse() throws Exception {
        var head = raw("HEAD /dashboard/main.js", "Host: localhost");
        assertThat(head).startsWith("HTTP/1.1 200").contains("ETag: ").endsWith("\r\n\r\n");
        assertThat(raw("POST /", "Host: localhost", "Content-Length: 0"))
                .startsWith("HTTP/1.1 405")
                .contains("Allow: GET, HEAD");
        assertThat(raw("DELETE /dashboard/main.js", "Host: localhost")).startsWith("HTTP/1.1 405");
    }

    /** A link in a mail or a chat may lead to the page; to the API it may not. */
    @Test
    void linksFromElsewhereLeadToItButOtherHostsDoNot() throws Exception {
        assertThat(raw("GET /", "Host: aps.example.org", "Sec-Fetch-Site: cross-site"))
                .startsWith("HTTP/1.1 200");
        assertThat(raw("GET /", "Host: evil.example.com")).startsWith("HTTP/1.1 403");
        assertThat(raw("GET /dashboard/main.js", "Host: evil.example.com")).startsWith("HTTP/1.1 403");
        assertThat(raw("GET /deployment-service/v1/releases", "Host: localhost", "Sec-Fetch-Site: cross-site"))
                .startsWith("HTTP/1.1 403");
    }
}
