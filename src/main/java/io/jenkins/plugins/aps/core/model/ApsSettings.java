package io.jenkins.plugins.aps.core.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a door is configured with.
 *
 * @param clusters at least one; requests that name none mean the first
 * @param repositories at least one for deployments; requests that name none mean the first
 * @param cache folder for clones; made when needed
 * @param door who we are among the doors that share a cluster: unique for each process that lives
 * @param takeover how long another door's silence is watched before its operation is taken over
 * @param releaseInterval how often the read model asks each repository for its releases
 * @param catalogs platform versions beside those that we ship; one of the same name wins
 * @param proxies which proxies catalogs are reached through; clusters and repositories have their own
 */
public record ApsSettings(
        List<ClusterSettings> clusters,
        List<RepositorySettings> repositories,
        Path cache,
        String door,
        Duration takeover,
        Duration releaseInterval,
        List<CatalogSettings> catalogs,
        ProxyChoice proxies) {
    public static final Duration DEFAULT_TAKEOVER = Duration.ofSeconds(30);
    public static final Duration DEFAULT_RELEASE_INTERVAL = Duration.ofSeconds(60);

    public ApsSettings {
        clusters = List.copyOf(clusters);
        repositories = List.copyOf(repositories);
        catalogs = List.copyOf(catalogs);
    }

    /** All reached directly, but for clusters and repositories that say otherwise. */
    public ApsSettings(
            List<ClusterSettings> clusters,
            List<RepositorySettings> repositories,
            Path cache,
            String door,
            Duration takeover,
            Duration releaseInterval,
            List<CatalogSettings> catalogs) {
        this(clusters, repositories, cache, door, takeover, releaseInterval, catalogs, ProxyChoice.none());
    }

    /** The same, with everything reached through these. */
    public ApsSettings through(ProxyChoice others) {
        return new ApsSettings(
                clusters.stream().map(each -> each.through(others)).toList(),
                repositories.stream().map(each -> each.through(others)).toList(),
                cache,
                door,
                takeover,
                releaseInterval,
                catalogs,
                others);
    }

    /** With the default interval, and the platform versions that we ship. */
    public ApsSettings(
            List<ClusterSettings> clusters,
            List<RepositorySettings> repositories,
            Path cache,
            String door,
            Duration takeover) {
        this(clusters, repositories, cache, door, takeover, DEFAULT_RELEASE_INTERVAL, List.of());
    }
}
