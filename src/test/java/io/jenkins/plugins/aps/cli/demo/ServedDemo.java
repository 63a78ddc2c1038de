package io.jenkins.plugins.aps.cli.demo;

import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.cli.serve.ApsServer;
import io.jenkins.plugins.aps.cli.serve.Credentials;
import io.jenkins.plugins.aps.cli.serve.ServeSettings;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.ApsCore;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.ConnectorSecret;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.rest.Core;
import io.jenkins.plugins.aps.core.rest.RestApi;
import io.jenkins.plugins.aps.jenkins.Samples;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@code aps serve} over the embedded cluster and the sample repository. */
public final class ServedDemo implements AutoCloseable {
    private final EmbeddedCluster cluster = EmbeddedCluster.start();
    private final Aps aps;
    private final ApsServer server;
    private final List<String> log = new CopyOnWriteArrayList<>();

    /** @param folder an empty one */
    public ServedDemo(Path folder) {
        var models = folder.resolve("models");
        new SampleRepository(models, Clock.systemUTC()).create();
        aps = ApsCore.open(Samples.settings(cluster.kubeconfig(), models.toString(), folder, "serve"));
        aps.readModel();
        var settings = ServeSettings.local(0);
        var core = Core.lasting(aps);
        var api = new RestApi(() -> core, settings.limits(), Clock.systemUTC());
        server = ApsServer.start(settings, api, "ada", Credentials.none(), log::add);
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Deploys the sample project's first release as the demo does, and waits until it runs. */
    void deploy(String application) {
        var secret = new SecretValue("an example");
        aps.deploy(
                        new DeployRequest(
                                "op-" + application,
                                "ada",
                                "",
                                application,
                                "",
                                "",
                                "holiday",
                                "1",
                                "",
                                new Access(new Principals(List.of("ada"), List.of()), Principals.NONE),
                                List.of(
                                        new ConnectorRequest(
                                                "calendar", "", "registry.example.org/calendar:1", "", Map.of()),
                                        new ConnectorRequest(
                                                "email",
                                                "",
                                                "",
                                                "",
                                                Map.of("EMAIL_PASSWORD", new ConnectorSecret("file", secret))),
                                        new ConnectorRequest(
                                                "slack",
                                                "",
                                                "",
                                                "",
                                                Map.of("SLACK_XOXB", new ConnectorSecret("file", secret)))),
                                Duration.ofMinutes(2),
                                Duration.ofMinutes(1),
                                false,
                                FailurePolicy.LEAVE,
                                IfRunning.FAIL),
                        event -> {})
                .result()
                .join();
    }

    Status status(String application) {
        return aps.status("", application).status();
    }

    /** The access log. */
    public List<String> log() {
        return log;
    }

    @Override
    public void close() {
        server.close();
        aps.close();
        cluster.close();
    }
}
