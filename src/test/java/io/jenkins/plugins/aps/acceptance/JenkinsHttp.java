package io.jenkins.plugins.aps.acceptance;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * Jenkins as one user, over HTTP: password by the Authorization header, session by cookie, and the crumb of that session
 * with each POST (a crumb holds for its session only). Follows no redirect, as what Jenkins made is in Location.
 */
final class JenkinsHttp {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final URI base;
    private final String authorization;
    private final HttpClient client;
    private String crumbField = "";
    private String crumb = "";

    /** @param base with a slash at its end */
    JenkinsHttp(URI base, String user, String password) {
        this.base = base;
        authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    Reply postXml(String path, String xml) throws IOException, InterruptedException {
        return post(path, "application/xml; charset=utf-8", xml);
    }

    Reply postForm(String path, String form) throws IOException, InterruptedException {
        return post(path, "application/x-www-form-urlencoded", form);
    }

    /** A crumb that was refused is fetched anew, once: its session may have ended with a restart. */
    private Reply post(String path, String type, String body) throws IOException, InterruptedException {
        if (crumb.isEmpty()) {
            fetchCrumb();
        }
        var reply = sendPost(path, type, body);
        if (reply.status() == 403 && reply.body().contains("No valid crumb")) {
            fetchCrumb();
            reply = sendPost(path, type, body);
        }
        return reply;
    }

    private Reply sendPost(String path, String type, String body) throws IOException, InterruptedException {
        var request =
                request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (!crumb.isEmpty()) {
            request.header(crumbField, crumb);
        }
        return send(request.build());
    }

    private void fetchCrumb() throws IOException, InterruptedException {
        var json = get("crumbIssuer/api/json").json();
        crumbField = json.path("crumbRequestField").asText();
        crumb = json.path("crumb").asText();
    }

    private HttpRequest.Builder request(String path) {
        var uri = URI.create(path.startsWith("http") ? path : base + path.replaceFirst("^/", ""));
        if (!uri.getAuthority().equals(base.getAuthority())) {
            throw new AssertionError("Jenkins pointed to another server, " + uri.getAuthority() + ": not followed");
        }
        return HttpRequest.newBuilder(uri).timeout(LIMIT).header("Authorization", authorization);
    }

    private Reply send(HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Reply(
                request.method() + " " + request.uri().getPath(),
                response.statusCode(),
                response.headers().firstValue("Location").orElse(""),
                response.body());
    }
}
