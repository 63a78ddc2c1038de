package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.KubernetesCluster;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.ClusterOffer;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.GatewayUrl;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.core.source.ArchiveReleaseSource;
import io.jenkins.plugins.aps.core.source.GitReleaseSource;
import io.jenkins.plugins.aps.core.source.ReleaseSource;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The clusters and repositories of the settings, by name; each is opened when it is first asked for. Thread-safe. */
final class Connections implements AutoCloseable {
    /** The cluster that most settings have; its Lease has the plain name, as all had once. */
    private static final String USUAL = "default";

    private static final Pattern PLAIN = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private final ApsSettings settings;
    private final Map<String, ClusterClient> clusters = new HashMap<>();
    private final Map<String, ReleaseSource> repositories = new HashMap<>();

    Connections(ApsSettings settings) {
        this.settings = settings;
    }

    /** Blocks while it is opened for the first time. */
    ClusterClient cluster(String name) {
        var found = clusterSettings(name);
        synchronized (clusters) {
            return clusters.computeIfAbsent(
                    found.name(), n -> KubernetesCluster.open(found, door(n), settings.takeover()));
        }
    }

    /**
     * Each opened cluster has a Lease of its own: two of the settings may be one, at the same address or not, and each knows
     * only what goes on through itself.
     */
    private String door(String cluster) {
        if (cluster.equals(USUAL)) {
            return settings.door();
        }
        var name = PLAIN.matcher(cluster).matches()
                ? cluster
                : UUID.nameUUIDFromBytes(cluster.getBytes(StandardCharsets.UTF_8))
                        .toString();
        return settings.door() + "." + name;
    }

    ReleaseSource repository(String name) {
        var found = repositorySettings(name);
        synchronized (repositories) {
            return repositories.computeIfAbsent(
                    found.name(),
                    n -> ArchiveReleaseSource.isArchive(found)
                            ? new ArchiveReleaseSource(found)
                            : new GitReleaseSource(found, settings.cache()));
        }
    }

    ClusterSettings clusterSettings(String name) {
        return named("cluster", name, settings.clusters(), ClusterSettings::name);
    }

    List<ClusterOffer> offers() {
        return settings.clusters().stream()
                .map(each -> new ClusterOffer(
                        each.name(),
                        each.catalog(),
                        GatewayUrl.safe(each.gatewayUrl()),
                        KubernetesCluster.protectedNamespaces(each)))
                .toList();
    }

    RepositorySettings repositorySettings(String name) {
        return named("repository", name, settings.repositories(), RepositorySettings::name);
    }

    private static <S> S named(String what, String name, List<S> configured, Function<S, String> nameOf) {
        if (configured.isEmpty()) {
            throw new ApsException(ErrorCode.NOT_FOUND, "no " + what + " is configured");
        }
        if (name.isEmpty()) {
            return configured.get(0);
        }
        return configured.stream()
                .filter(s -> nameOf.apply(s).equals(name))
                .findFirst()
                .orElseThrow(() -> new ApsException(
                        ErrorCode.NOT_FOUND,
                        "there is no " + what + " '" + name + "'; configured are: "
                                + String.join(
                                        ", ", configured.stream().map(nameOf).toList())));
    }

    @Override
    public void close() {
        synchronized (clusters) {
            clusters.values().forEach(ClusterClient::close);
            clusters.clear();
        }
    }
}
