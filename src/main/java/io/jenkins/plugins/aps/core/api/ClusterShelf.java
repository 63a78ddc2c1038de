package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.cluster.DescriptorStore.Stored;
import io.jenkins.plugins.aps.core.descriptor.DescriptorText;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApplicationName;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.StoredDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** {@link DescriptorShelf}, in ConfigMaps of the clusters. */
final class ClusterShelf implements DescriptorShelf {
    static final Duration KEPT = Duration.ofSeconds(3);

    private final Connections connections;
    private final LastKnown<List<StoredDescriptor>> listings;

    ClusterShelf(Connections connections, LongSupplier nanoTime) {
        this.connections = connections;
        this.listings = new LastKnown<>(KEPT, nanoTime);
    }

    @Override
    public List<StoredDescriptor> all(String cluster) {
        var name = connections.clusterSettings(cluster).name();
        return listings.of(name, () -> connections.cluster(name).descriptors().all().stream()
                .map(ClusterShelf::told)
                .toList());
    }

    @Override
    public Optional<StoredDescriptor> find(String cluster, String name) {
        return all(cluster).stream().filter(each -> each.name().equals(name)).findFirst();
    }

    @Override
    public StoredDescriptor keep(String cluster, String json, String by) {
        var read = DescriptorText.merge(request(json));
        ApplicationName.problem(read.application()).ifPresent(problem -> {
            throw new ApsException(
                    ErrorCode.INVALID_REQUEST,
                    "the descriptor can't be used",
                    List.of(new Problem("descriptor.name", problem)));
        });
        var release = connections.repository(read.repository()).find(read.project(), read.release());
        if (!read.commit().isEmpty() && !read.commit().equals(release.commit())) {
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    "the descriptor is of commit " + read.commit() + ", but release " + release.id()
                            + " of repository '" + release.repository() + "' is commit " + release.commit()
                            + ": its tag was moved, or it is another repository");
        }
        var stored = connections.cluster(cluster).descriptors().create(read.application(), json, by);
        forget(cluster);
        return told(stored);
    }

    @Override
    public void remove(String cluster, String name) {
        connections.cluster(cluster).descriptors().delete(name);
        forget(cluster);
    }

    private void forget(String cluster) {
        listings.forget(connections.clusterSettings(cluster).name());
    }

    /** Somebody may have written there by hand: what can't be read is told by its name alone. */
    private static StoredDescriptor told(Stored stored) {
        try {
            var read = DescriptorText.merge(request(stored.json()));
            return new StoredDescriptor(
                    stored.name(),
                    stored.json(),
                    read.project(),
                    read.release(),
                    read.repository(),
                    stored.createdAt(),
                    stored.by());
        } catch (ApsException e) {
            return new StoredDescriptor(stored.name(), "", "", "", "", stored.createdAt(), stored.by());
        }
    }

    private static DeployRequest request(String json) {
        return new DeployRequest(
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                json,
                Access.NONE,
                List.of(),
                Duration.ZERO,
                Duration.ZERO,
                true,
                FailurePolicy.LEAVE,
                IfRunning.FAIL);
    }
}
