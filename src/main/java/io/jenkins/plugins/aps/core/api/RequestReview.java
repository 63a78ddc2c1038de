package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.catalog.Catalogs;
import io.jenkins.plugins.aps.core.descriptor.DescriptorFactory;
import io.jenkins.plugins.aps.core.descriptor.DescriptorText;
import io.jenkins.plugins.aps.core.descriptor.ProjectReader;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds everything that is wrong with a request without the cluster: a deployment ends at the first thing without which it
 * can't go on, and whoever corrects that would be told of the next.
 */
final class RequestReview {
    private static final String LATEST = "latest";

    private final Connections connections;
    private final Catalogs catalogs;
    private final List<Problem> found = new ArrayList<>();

    RequestReview(Connections connections, Catalogs catalogs) {
        this.connections = connections;
        this.catalogs = catalogs;
    }

    /** Once for each review. Blocks on the repository. */
    List<Problem> problems(DeployRequest asked) {
        var read = DescriptorText.read(asked);
        found.addAll(read.problems());
        var runtime = DescriptorText.runtimeVersion(asked);
        ofRelease(read.request(), runtime).orElseGet(() -> DescriptorFactory.problems(read.request())).stream()
                // What is left out of a part that can't be read is not missing.
                .filter(each -> read.isSureOfAccess() || !each.where().matches("(administrators|users)\\b.*"))
                .filter(each -> read.isSureOfConnectors() || !each.where().matches("connectors\\b.*"))
                .forEach(found::add);
        return List.copyOf(found);
    }

    /** What is wrong with the request and its release together; empty: one of them can't be read. */
    private Optional<List<Problem>> ofRelease(DeployRequest request, String runtime) {
        var source = tried("repository", () -> connections.repository(request.repository()));
        if (source.isEmpty() || request.project().isBlank()) {
            return Optional.empty();
        }
        boolean named = !request.release().isBlank();
        var known = tried("repository", () -> source.get().releases(false).stream()
                .anyMatch(each -> each.project().equals(request.project())));
        if (known.isEmpty()) {
            return Optional.empty();
        }
        var release = tried(known.get() && named ? "release" : "project", () -> source.get()
                .find(request.project(), named ? request.release() : LATEST));
        var catalog = tried(
                "descriptor.infrastructure.runtimeVersion",
                () -> catalogs.get(connections
                        .clusterSettings(request.cluster())
                        .on(runtime)
                        .catalog()));
        if (!named || release.isEmpty() || catalog.isEmpty()) {
            return Optional.empty();
        }
        return tried(
                        "release",
                        () -> ProjectReader.read(
                                source.get().files(release.get()), release.get().version()))
                .map(project -> DescriptorFactory.problems(request, release.get(), project, catalog.get()));
    }

    /** @param where what is to blame if that is not there */
    private <T> Optional<T> tried(String where, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (ApsException e) {
            boolean there = e.code() == ErrorCode.NOT_FOUND && e.reason() != ErrorReason.NO_REPOSITORY;
            found.add(new Problem(there ? where : "repository", e.getMessage()));
            return Optional.empty();
        }
    }
}
