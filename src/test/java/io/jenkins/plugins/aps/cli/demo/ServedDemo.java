package io.jenkins.plugins.aps.cli.demo;

import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.cli.serve.ApsServer;
import io.jenkins.plugins.aps.cli.serve.Credentials;
import io.jenkins.plugins.aps.cli.serve.ServeSettings;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.ApsCore;
import io.jenkins.plugins.aps.core.rest.Core;
import io.jenkins.plugins.aps.core.rest.RestApi;
import io.jenkins.plugins.aps.jenkins.Samples;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
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
