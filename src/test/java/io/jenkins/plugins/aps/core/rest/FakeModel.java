package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.api.ReadModel;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import io.jenkins.plugins.aps.core.view.ReleaseEntry;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A read model that shows what a test gave it, and counts how often it is asked for details. */
final class FakeModel implements ReadModel {
    volatile Snapshot snapshot = new Snapshot(7, List.of(), List.of());
    Map<String, List<DeployEvent>> events = new HashMap<>();
    final List<String> refreshed = new ArrayList<>();
    int detailed;
    /** What comes after the snapshot; null: nothing, time is up at once. */
    CompletableFuture<Snapshot> next;

    @Override
    public Snapshot snapshot() {
        return snapshot;
    }

    @Override
    public CompletableFuture<Snapshot> after(long version, Duration timeout) {
        return next == null ? CompletableFuture.completedFuture(snapshot) : next;
    }

    @Override
    public Optional<Instance> instance(String cluster, String application) {
        return snapshot.cluster(cluster).flatMap(view -> view.find(application)).map(entry -> entry.instance());
    }

    @Override
    public CompletableFuture<Optional<ApplicationEntry>> details(String cluster, String application) {
        detailed++;
        return CompletableFuture.completedFuture(snapshot.cluster(cluster).flatMap(view -> view.find(application)));
    }

    @Override
    public Optional<ReleaseEntry> release(String repository, String project, String version) {
        return snapshot.releases().stream()
                .filter(entry -> entry.release().project().equals(project))
                .filter(entry -> version.equals(String.valueOf(entry.release().version()))
                        || version.equals("latest") && entry.release().latest())
                .findFirst();
    }

    @Override
    public void refreshReleases(String repository) {
        refreshed.add(repository);
    }

    @Override
    public Optional<Tail> events(String operation) {
        return Optional.ofNullable(events.get(operation)).map(list -> new Tail(0, list));
    }
}
