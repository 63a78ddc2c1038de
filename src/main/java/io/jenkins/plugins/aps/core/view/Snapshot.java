package io.jenkins.plugins.aps.core.view;

import io.jenkins.plugins.aps.core.model.Release;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of all clusters and repositories at one moment. Immutable, so that all answers that are made from it agree;
 * safe for many threads.
 */
public final class Snapshot {
    private final long version;
    private final List<ClusterView> clusters;
    private final List<RepositoryView> repositories;
    private volatile Map<String, List<ApplicationEntry>> byRelease;

    /**
     * @param version another one, and a higher one, whenever what is told changed; also across restarts
     * @param clusters in the order of the settings
     * @param repositories in the order of the settings
     */
    public Snapshot(long version, List<ClusterView> clusters, List<RepositoryView> repositories) {
        this.version = version;
        this.clusters = List.copyOf(clusters);
        this.repositories = List.copyOf(repositories);
    }

    /** For an ETag: two snapshots of one process with the same version tell the same, but for when it was confirmed. */
    public long version() {
        return version;
    }

    public List<ClusterView> clusters() {
        return clusters;
    }

    public List<RepositoryView> repositories() {
        return repositories;
    }

    /** A cluster by its name; the empty string: the first. */
    public Optional<ClusterView> cluster(String name) {
        return clusters.stream()
                .filter(each -> name.isEmpty() || each.name().equals(name))
                .findFirst();
    }

    /** A repository by its name; the empty string: the first. */
    public Optional<RepositoryView> repository(String name) {
        return repositories.stream()
                .filter(each -> name.isEmpty() || each.name().equals(name))
                .findFirst();
    }

    /** Those of all clusters, one cluster after the other. */
    public List<ApplicationEntry> applications() {
        if (clusters.size() == 1) {
            return clusters.get(0).applications();
        }
        var all = new ArrayList<ApplicationEntry>();
        clusters.forEach(each -> all.addAll(each.applications()));
        return all;
    }

    /** Those of all repositories, one repository after the other. */
    public List<ReleaseEntry> releases() {
        if (repositories.size() == 1) {
            return repositories.get(0).releases();
        }
        var all = new ArrayList<ReleaseEntry>();
        repositories.forEach(each -> all.addAll(each.releases()));
        return all;
    }

    /** The applications whose current version is of this release; empty: it waits to be deployed. */
    public List<ApplicationEntry> whereItRuns(Release release) {
        var found = byRelease;
        if (found == null) {
            found = new HashMap<>();
            for (var entry : applications()) {
                if (entry.descriptor().isPresent()) {
                    found.computeIfAbsent(entry.descriptor().get().releaseId(), id -> new ArrayList<>())
                            .add(entry);
                }
            }
            byRelease = found;
        }
        return List.copyOf(found.getOrDefault(release.releaseId(), List.of()));
    }

    /**
     * This with what is known of one cluster now.
     *
     * @return with the same version if that tells nothing new
     */
    public Snapshot with(ClusterView cluster) {
        var changed = false;
        var next = new ArrayList<ClusterView>(clusters.size());
        for (var each : clusters) {
            var same = each.name().equals(cluster.name());
            next.add(same ? cluster : each);
            changed |= same && !each.tellsTheSameAs(cluster);
        }
        return new Snapshot(changed ? version + 1 : version, next, repositories);
    }

    /**
     * This with what is known of one repository now.
     *
     * @return with the same version if that tells nothing new
     */
    public Snapshot with(RepositoryView repository) {
        var changed = false;
        var next = new ArrayList<RepositoryView>(repositories.size());
        for (var each : repositories) {
            var same = each.name().equals(repository.name());
            next.add(same ? repository : each);
            changed |= same && !each.tellsTheSameAs(repository);
        }
        return new Snapshot(changed ? version + 1 : version, clusters, next);
    }
}
