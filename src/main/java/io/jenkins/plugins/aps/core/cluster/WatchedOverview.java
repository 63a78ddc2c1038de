package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Overview;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** All applications: a watch of the records, in the platform namespace, beside those of the objects. */
final class WatchedOverview implements Overview {
    private static final WatchedKind RECORDS = new WatchedKind("v1", "ConfigMap", ConfigMap.class, ConfigMapList.class);

    private final ConfigMapRecords parser;
    private final KindWatch<ConfigMap> records;
    private final Watches watches;
    private final Consumer<String> changed;
    private final String platform;

    WatchedOverview(Connection connection, ConfigMapRecords parser, Watches watches, Consumer<String> changed) {
        this.parser = parser;
        this.watches = watches;
        this.changed = changed;
        this.platform = connection.settings().platformNamespace();
        var scope = new KindWatch.Scope(
                connection.settings().platformNamespace(),
                Map.of(Labels.RECORD, "application"),
                ConfigMapRecords::application);
        records = new KindWatch<>(
                connection,
                ConfigMap.class,
                RECORDS,
                scope,
                new KindWatch.Heard(changed, () -> {}),
                watches.restarts());
        watches.restarts().execute(records::start);
        watches.hear(changed);
    }

    @Override
    public boolean synced() {
        return records.synced()
                && (watches.isOneByOne()
                        || watches.everywhere().map(ScopeWatch::synced).orElse(false));
    }

    @Override
    public String trouble() {
        var trouble = records.trouble();
        return trouble.isEmpty() ? watches.everywhere().map(ScopeWatch::trouble).orElse("") : trouble;
    }

    @Override
    public Set<String> applications() {
        return records.objects().stream().map(ConfigMapRecords::application).collect(Collectors.toSet());
    }

    @Override
    public Set<String> unrecorded() {
        return watches.namespaces().stream()
                .flatMap(scope -> scope.namespaces().stream())
                .filter(this::isOurs)
                .map(Labels::application)
                .filter(application -> records.objects(application).isEmpty())
                .collect(Collectors.toSet());
    }

    @Override
    public boolean isUnrecorded(String application) {
        return records.objects(application).isEmpty()
                && watches.namespaces()
                        .flatMap(scope -> scope.namespace(application))
                        .filter(this::isOurs)
                        .isPresent();
    }

    private boolean isOurs(HasMetadata namespace) {
        return namespace.getMetadata().getDeletionTimestamp() == null
                && UnrecordedApplications.isOf(platform, namespace);
    }

    @Override
    public Optional<RecordStore.Entry> record(String application) {
        return records.objects(application).stream().findFirst().map(parser::entry);
    }

    @Override
    public Optional<List<HasMetadata>> objects(String application) {
        return watches.everywhere().map(scope -> scope.objects(application));
    }

    @Override
    public void close() {
        records.stop();
        watches.forget(changed);
    }
}
