package io.jenkins.plugins.aps.engine;

import com.fasterxml.jackson.databind.DeserializationFeature;
import io.jenkins.plugins.aps.cli.serve.ApsServer;
import io.jenkins.plugins.aps.cli.serve.Credentials;
import io.jenkins.plugins.aps.cli.serve.ServeSettings;
import io.jenkins.plugins.aps.client.ApiClient;
import io.jenkins.plugins.aps.client.api.ApplicationsApi;
import io.jenkins.plugins.aps.client.api.DescriptorsApi;
import io.jenkins.plugins.aps.client.api.OperationsApi;
import io.jenkins.plugins.aps.client.api.ReleasesApi;
import io.jenkins.plugins.aps.client.api.ServiceApi;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.rest.Core;
import io.jenkins.plugins.aps.core.rest.RestApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * {@code aps serve} in this process, and a client that was generated from {@code openapi.yaml}: a field or a word in an
 * answer that is not specified fails.
 */
final class RestDoor implements AutoCloseable {
    private final ApsServer server;
    private final String base;
    final ApplicationsApi applications;
    final DescriptorsApi descriptors;
    final OperationsApi operations;
    final ReleasesApi releases;
    final ServiceApi service;

    RestDoor(Aps aps) {
        aps.readModel();
        var settings = ServeSettings.local(0);
        var core = Core.lasting(aps);
        var api = new RestApi(() -> core, settings.limits(), InstantSource.system());
        server = ApsServer.start(settings, api, "dora", Credentials.none(), line -> {});
        var strict = ApiClient.createDefaultObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        var client = new ApiClient().setObjectMapper(strict);
        base = "http://127.0.0.1:" + server.port() + RestApi.BASE;
        client.updateBaseUri(base);
        applications = new ApplicationsApi(client);
        descriptors = new DescriptorsApi(client);
        operations = new OperationsApi(client);
        releases = new ReleasesApi(client);
        service = new ServiceApi(client);
    }

    /** Sends a file as it is, for what the generated client sends as JSON only. */
    HttpResponse<String> send(String path, String type, Path file) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(base + path))
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofFile(file))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
    }
}
