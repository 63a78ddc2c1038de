package io.jenkins.plugins.aps.engine;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.aps.acceptance.GitServer;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.ApsCore;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.CatalogSettings;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The deployer as its hosts use it, at one place, with a repository of three releases, of which the third lacks
 * the connector {@code erp}. Closes all that it opened. */
final class Engine implements AutoCloseable {
    /** Longer than what lies between two signs of life of a door, and else as short as possible. */
    static final Duration TAKEOVER = Duration.ofSeconds(7);

    private static final String GATEWAY = "https://gateway.example.org";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Place place;
    private final Path folder;
    private final GitServer repository;
    private final KubernetesClient client;
    private final Aps aps;
    private final Queue<Aps> opened = new ConcurrentLinkedQueue<>();
    private final Map<String, Set<String>> made = new ConcurrentHashMap<>();

    Engine(Place place, Path folder) throws Exception {
        this.place = place;
        this.folder = folder;
        repository = new GitServer(folder.resolve("git"));
        repository.releaseWithoutErp(Ask.WITHOUT_ERP);
        client = place.client();
        aps = open("main");
    }

    Place place() {
        return place;
    }

    /** The door that most use. */
    Aps aps() {
        return aps;
    }

    KubernetesClient client() {
        return client;
    }

    String repository() {
        return repository.url();
    }

    String name(String end) {
        return place.name(end);
    }

    /** Another door: another process, as far as the cluster can tell. */
    Aps open(String door) {
        return open(door, place::kubeconfig);
    }

    /** Another door, with platform versions of its own. */
    Aps open(String door, List<CatalogSettings> catalogs) {
        return open(door, place::kubeconfig, catalogs);
    }

    /** Another door, with a kubeconfig that is asked for whenever the core asks for the credential. */
    Aps open(String door, Supplier<String> kubeconfig) {
        return open(door, kubeconfig, List.of());
    }

    /** Another door, which keeps its records in another platform namespace. */
    Aps openAt(String platform) {
        return open("at-" + platform, place::kubeconfig, List.of(), platform, GATEWAY, repository.url());
    }

    /** Another door, whose cluster has no gateway. */
    Aps openWithoutGateway(String door) {
        return open(door, place::kubeconfig, List.of(), place.platform(), "", repository.url());
    }

    /** The same, and its repository is away, of which it has read nothing. */
    Aps openWithoutRepository(String door) {
        return open(door, place::kubeconfig, List.of(), place.platform(), "", "http://127.0.0.1:9/" + door + ".git");
    }

    private Aps open(String door, Supplier<String> kubeconfig, List<CatalogSettings> catalogs) {
        return open(door, kubeconfig, catalogs, place.platform(), GATEWAY, repository.url());
    }

    private Aps open(
            String door,
            Supplier<String> kubeconfig,
            List<CatalogSettings> catalogs,
            String platform,
            String gatewayUrl,
            String repositoryUrl) {
        var core = ApsCore.open(new ApsSettings(
                List.of(new ClusterSettings(
                        "default",
                        "",
                        "",
                        () -> new ClusterCredential.Kubeconfig(new SecretValue(kubeconfig.get()), "", false),
                        platform,
                        gatewayUrl,
                        "activiti-7")),
                List.of(new RepositorySettings(
                        "default",
                        repositoryUrl,
                        GitCredential.Anonymous::new,
                        "main",
                        RepositorySettings.DEFAULT_TAG_PATTERN,
                        "**",
                        false)),
                folder.resolve("cache"),
                door,
                TAKEOVER,
                ApsSettings.DEFAULT_RELEASE_INTERVAL,
                catalogs));
        opened.add(core);
        return core;
    }

    /** What the first who asks for it makes; others wait for that. */
    Set<String> once(String name, Callable<Set<String>> make) {
        return made.computeIfAbsent(name, absent -> {
            try {
                return make.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Returns when it is so; for what nobody tells of. */
    void until(String what, BooleanSupplier condition) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Override
    public void close() throws Exception {
        opened.forEach(Aps::close);
        client.close();
        repository.close();
        place.close();
    }
}
