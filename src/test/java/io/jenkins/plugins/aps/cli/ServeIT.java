package io.jenkins.plugins.aps.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code aps serve} as a user starts it: the packaged program, its answers, its end. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ServeIT {
    private static final Pattern ADDRESS = Pattern.compile("(?m)^Serving (http://127\\.0\\.0\\.1:\\d+)/");

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path temp;

    private HttpResponse<String> get(String url, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String address(String output) {
        var match = ADDRESS.matcher(output);
        assertThat(match.find()).as(output).isTrue();
        return match.group(1);
    }

    @Test
    void answersUntilItIsTerminated() throws Exception {
        Git.init().setDirectory(temp.resolve("models").toFile()).call().close();
        try (var cluster = EmbeddedCluster.start()) {
            Files.writeString(temp.resolve("kubeconfig"), cluster.kubeconfig());
            try (var aps = ApsProcess.aps(
                    temp, List.of("serve", "--kubeconfig", "kubeconfig", "--repository", "models", "--port", "0"))) {
                var told = aps.readTo("Ctrl-C ends it");
                var url = address(told);
                var token = told.replaceFirst("(?s).*#token=([-_A-Za-z0-9]{32})\n.*", "$1");

                assertThat(get(url + "/health").body()).startsWith("{\"status\":\"UP\"");
                assertThat(get(url + "/health/liveness").body()).isEqualTo("{\"status\":\"UP\"}");
                assertThat(get(url + "/deployment-service/v1/applications").statusCode())
                        .as("whoever else is on this machine")
                        .isEqualTo(401);
                assertThat(get(url + "/deployment-service/v1/applications", "Authorization", "Bearer " + token)
                                .statusCode())
                        .isEqualTo(200);
                assertThat(get(url + "/deployment-service/openapi.yaml", "Authorization", "Bearer " + token)
                                .body())
                        .startsWith("openapi:");

                aps.terminate();
                var rest = aps.readToEnd();
                assertThat(aps.exitCode()).isEqualTo(143);
                assertThat(rest).contains(" GET /deployment-service/v1/applications 200 ");
                assertThat(rest).doesNotContain("Exception");
                org.assertj.core.api.Assertions.assertThatThrownBy(() -> get(url + "/health"))
                        .isInstanceOf(ConnectException.class);
            }
        }
    }

    @Test
    void aClusterAndARepositoryThatCantBeReachedAreToldAtTheStartAndKeepItFromBeingReady() throws Exception {
        var closed = closedPort();
        Files.writeString(
                temp.resolve("kubeconfig"),
                """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: u, user: {token: the-secret-token}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """
                        .formatted(closed));
        Files.writeString(temp.resolve("password"), "the-secret-password\n");
        Files.writeString(
                temp.resolve("aps.yaml"),
                """
                serve: {port: 0}
                credentials: [{id: kube, kubeconfig: kubeconfig}, {id: git, user: bot, password: password}]
                clusters: [{name: east, credentialsId: kube}]
                repositories: [{name: models, url: "http://127.0.0.1:%d/models.git", credentialsId: git}]
                """
                        .formatted(closed));
        try (var aps = ApsProcess.aps(temp, List.of("serve", "--config", "aps.yaml", "--no-token"))) {
            var url = address(aps.readTo("Ctrl-C ends it"));
            aps.readTo("has not been read yet: ");
            var output = aps.readTo("has not been read yet: ");

            assertThat(output)
                    .containsPattern("Warning: cluster 'east' has not been read yet: .*127\\.0\\.0\\.1.*")
                    .containsPattern("Warning: repository 'models' has not been read yet: .*127\\.0\\.0\\.1.*");
            assertThat(get(url + "/health").statusCode()).isEqualTo(200);
            assertThat(get(url + "/health/liveness").statusCode()).isEqualTo(200);
            var readiness = get(url + "/health/readiness");
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body())
                    .contains(
                            "\"status\":\"OUT_OF_SERVICE\"",
                            "{\"name\":\"east\",\"seen\":false,",
                            "{\"name\":\"models\",\"seen\":false,");
            aps.terminate();
            assertThat(aps.readToEnd() + readiness.body()).doesNotContain("the-secret");
        }
    }

    private static int closedPort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aConfigurationFileSaysWhoMayAsk() throws Exception {
        try (var cluster = EmbeddedCluster.start()) {
            Files.writeString(temp.resolve("kubeconfig"), cluster.kubeconfig());
            Files.writeString(temp.resolve("token"), "0123456789abcdef\n");
            Files.writeString(
                    temp.resolve("aps.yaml"),
                    """
                    serve: {port: 0, tokens: [{name: screen, file: token, rights: [view]}]}
                    credentials: [{id: kube, kubeconfig: kubeconfig}]
                    clusters: [{name: default, credentialsId: kube}]
                    """);
            try (var aps = ApsProcess.aps(temp, List.of("serve", "--config", "aps.yaml"))) {
                var list = address(aps.readTo("Ctrl-C ends it")) + "/deployment-service/v1/applications";

                assertThat(get(list).statusCode()).isEqualTo(401);
                assertThat(get(list, "Authorization", "Bearer 0123456789abcdef").statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aCatalogThatCantBeReadIsToldAtTheStartAndHidesNoOther() throws Exception {
        try (var cluster = EmbeddedCluster.start()) {
            Files.writeString(temp.resolve("kubeconfig"), cluster.kubeconfig());
            Files.writeString(
                    temp.resolve("aps.yaml"),
                    """
                    serve: {port: 0}
                    credentials: [{id: kube, kubeconfig: kubeconfig}]
                    clusters: [{name: default, credentialsId: kube}]
                    catalogs: [{name: broken, content: "version: ["}]
                    releaseIntervalSeconds: 600
                    """);
            try (var aps = ApsProcess.aps(temp, List.of("serve", "--config", "aps.yaml", "--no-token"))) {
                var output = aps.readTo("Ctrl-C ends it");

                assertThat(output)
                        .contains(
                                "Warning: the configured catalog 'broken' can't be used: ", "it is no YAML at line 1");
                assertThat(get(address(output) + "/deployment-service/v1/applications/runtime-versions")
                                .body())
                        .contains("activiti-7");
            }
        }
    }

    @Test
    void aConfigurationThatWouldBeOpenIsRefused() throws Exception {
        Files.writeString(temp.resolve("aps.yaml"), "serve: {address: 0.0.0.0}\nclusters: [{name: default}]\n");
        try (var aps = ApsProcess.aps(temp, List.of("serve", "--config", "aps.yaml", "--no-token", "--context", "x"))) {
            var output = aps.readToEnd();

            assertThat(aps.exitCode()).isEqualTo(2);
            assertThat(output).contains("serve.tokens: are needed", "--context: belongs into the configuration file");
        }
    }
}
