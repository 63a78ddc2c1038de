package io.jenkins.plugins.aps.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import io.jenkins.plugins.aps.acceptance.GitServer;
import io.jenkins.plugins.aps.cli.ApsProcess;
import io.jenkins.plugins.aps.engine.Place;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * What the dashboard is looked at on: {@code aps serve} as a user starts it, over a cluster and a Git server, and a browser.
 * Of the sample project there are three releases; the last one lacks the connector {@code erp}.
 */
final class Stage implements AutoCloseable {
    static final String PROJECT = "holiday";

    private static final Pattern ADDRESS = Pattern.compile("(?m)^Serving (http://127\\.0\\.0\\.1:\\d+)/");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Place place;
    private final Browser browser;
    private final GitServer repository;
    private final ApsProcess server;
    private final String address;
    private final String token;
    private final HttpClient http = HttpClient.newHttpClient();

    Stage(Place place, Browser browser, Path folder) throws Exception {
        this(place, browser, folder, "", "");
    }

    /**
     * @param more of the part {@code serve} of the configuration
     * @param token what this class itself asks with; empty: nothing is needed
     */
    Stage(Place place, Browser browser, Path folder, String more, String token) throws Exception {
        this.place = place;
        this.token = token;
        this.browser = browser;
        repository = new GitServer(folder.resolve("git"));
        repository.releaseWithoutErp("3");
        Files.writeString(folder.resolve("kubeconfig"), place.kubeconfig());
        Files.writeString(folder.resolve("smtp"), "s3cret");
        Files.writeString(folder.resolve("aps.yaml"), configuration(place, repository, more));
        var open = List.of("serve", "--config", "aps.yaml", "--no-token");
        server = ApsProcess.aps(folder, token.isEmpty() ? open : open.subList(0, 3));
        address = address(server.readTo("Ctrl-C ends it"));
        // Nobody else reads what it prints of each request, and a full pipe would stop it.
        var reader = new Thread(this::drain, "aps-serve-output");
        reader.setDaemon(true);
        reader.start();
        until("the releases are known", () -> get("/v1/releases").contains("\"version\":3"));
    }

    private static String configuration(Place place, GitServer repository, String more) {
        return """
                serve: {port: 0%s}
                credentials:
                  - {id: kube, kubeconfig: kubeconfig}
                  - {id: smtp, secret: smtp}
                clusters: [{name: default, credentialsId: kube, platformNamespace: "%s", gatewayUrl: "https://gateway.example.org"}]
                repositories: [{name: default, url: "%s"}]
                """
                .formatted(more.isEmpty() ? "" : ", " + more, place.platform(), repository.url());
    }

    private static String address(String printed) {
        var match = ADDRESS.matcher(printed);
        assertThat(match.find()).as(printed).isTrue();
        return match.group(1);
    }

    private void drain() {
        try {
            server.readToEnd();
        } catch (java.io.IOException e) {
            // It has ended.
        }
    }

    GitServer repository() {
        return repository;
    }

    String address() {
        return address;
    }

    /** A name that no other test class uses. */
    String name(String end) {
        return place.name(end);
    }

    Visit visit() {
        return visit(1280, 900, ColorScheme.LIGHT);
    }

    Visit visit(int width, int height, ColorScheme scheme) {
        return new Visit(
                browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(scheme)
                        .setLocale("en-GB")
                        .setTimezoneId("Europe/Vienna")),
                address);
    }

    /** Deploys beside the browser, as somebody else would, and returns when it runs. */
    void deploy(String application, String release, String image) {
        begin(application, release, image);
        until(application + " runs", () -> get("/v1/applications/" + application)
                .contains("\"status\":\"Running\""));
    }

    /** As somebody does who deletes the wrong ConfigMap. */
    void loseRecord(String application) {
        try (var client = place.client()) {
            client.configMaps()
                    .inNamespace(place.platform())
                    .withName("app-" + application)
                    .delete();
        }
    }

    /** As {@code kubectl set image} does. */
    void changeImage(String application, String deployment, String image) {
        try (var client = place.client()) {
            client.apps()
                    .deployments()
                    .inNamespace(application)
                    .withName(deployment)
                    .edit(live -> {
                        live.getSpec()
                                .getTemplate()
                                .getSpec()
                                .getContainers()
                                .get(0)
                                .setImage(image);
                        return live;
                    });
        }
    }

    /** Begins to. */
    void begin(String application, String release, String image) {
        var answer = send(request("/v1/applications").POST(body(application, release, image, "ada")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    /** Upgrades beside the browser, and returns when it runs: from now on this user is its administrator. */
    void upgrade(String application, String release, String image, String administrator) {
        var answer =
                send(request("/v1/applications/" + application).PUT(body(application, release, image, administrator)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var operation = answer.headers().firstValue("Aps-Operation").orElseThrow();
        until(application + " is upgraded", () -> get("/v1/operations/" + operation)
                .contains("\"verdict\":\"succeeded\""));
    }

    private static HttpRequest.BodyPublisher body(
            String application, String release, String image, String administrator) {
        var erp = release.equals("3") ? "" : "\"erp\": {\"image\": \"" + image + "\"}";
        return BodyPublishers.ofString(
                """
                {"name": "%s", "projectName": "holiday", "releaseVersion": "%s",
                 "security": [{"role": "ACTIVITI_ADMIN", "users": ["%s"]}, {"role": "ACTIVITI_USER", "groups": ["staff"]}],
                 "infrastructure": {"connectors": {%s}},
                 "variables": {"connectors": {"email": {"EMAIL_HOST": "smtp.example.org"}}},
                 "secrets": {"connectors": {"email": {"EMAIL_PASSWORD": {"credentialsId": "smtp"}}}}}
                """
                        .formatted(application, release, administrator, erp));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + "/deployment-service" + path))
                .header("Content-Type", "application/json");
    }

    String get(String path) {
        return send(HttpRequest.newBuilder(URI.create(address + "/deployment-service" + path)))
                .body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks until it is so; there is nothing that would tell. */
    static void until(String what, java.util.function.BooleanSupplier reached) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain until " + what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Override
    public void close() throws Exception {
        server.close();
        repository.close();
        place.close();
    }
}
