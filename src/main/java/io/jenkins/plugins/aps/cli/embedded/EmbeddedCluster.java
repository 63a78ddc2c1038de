package io.jenkins.plugins.aps.cli.embedded;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A cluster in this process: an API server in memory on loopback and a free port, and simulated controllers. Everybody may
 * do everything; nothing is kept. Safe for many threads and many clients. What it can't show (admission plug-ins, quotas,
 * rights, real images, networks) needs a real control plane.
 *
 * <p>Images with certain marks in their names fail, see {@link ImageMark}.
 */
public final class EmbeddedCluster implements AutoCloseable {
    // Its logger would write a line a request; kept here, or the level would be collected with the logger.
    private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());
    private static final Duration DEFAULT_PACE = Duration.ofMillis(40);

    private final MockWebServer server = new MockWebServer();
    private final ExecutorService sender = Executors.newSingleThreadExecutor(thread("aps-embedded-watches"));
    private final Simulation simulation;

    private EmbeddedCluster(Duration pace) {
        SERVER_LOG.setLevel(Level.WARNING);
        Store store = new Store();
        Writes writes = new Writes(store);
        Deletions deletions = new Deletions(store);
        simulation = new Simulation(store, writes, deletions, pace);
        ApiServer api = new ApiServer(store, writes, deletions, sender, simulation::log);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                // The server keeps every request for tests that ask; here they would only pile up.
                server.reset();
                return api.dispatch(request);
            }
        });
    }

    /** Starts one whose pods are ready about 40 ms after they were scheduled. */
    public static EmbeddedCluster start() {
        return start(DEFAULT_PACE);
    }

    /** @param pace how long each step in the life of a pod takes */
    public static EmbeddedCluster start(Duration pace) {
        EmbeddedCluster cluster = new EmbeddedCluster(pace);
        cluster.simulation.start();
        try {
            cluster.server.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
        return cluster;
    }

    /** {@code http://127.0.0.1:port}. */
    public String serverUrl() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** A kubeconfig (YAML) with one context, {@code embedded}. */
    public String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: embedded
                  cluster: {server: "%s"}
                users:
                - name: embedded
                  user: {token: "embedded"}
                contexts:
                - name: embedded
                  context: {cluster: embedded, user: embedded, namespace: default}
                current-context: embedded
                """
                .formatted(serverUrl());
    }

    /** A new client; the caller closes it. */
    public KubernetesClient client() {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(serverUrl())
                .withNamespace("default")
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    @Override
    public void close() {
        simulation.close();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            sender.shutdownNow();
        }
    }

    static ThreadFactory thread(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
