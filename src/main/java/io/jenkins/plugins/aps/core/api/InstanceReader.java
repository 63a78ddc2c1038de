package io.jenkins.plugins.aps.core.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.jenkins.plugins.aps.core.catalog.Catalogs;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.RecordedOperation;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.descriptor.DescriptorJson;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.HistoryEntry;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Urls;
import io.jenkins.plugins.aps.core.plan.ApplicationUrls;
import io.jenkins.plugins.aps.core.status.ApplicationStatus;
import io.jenkins.plugins.aps.core.status.Patience;
import io.jenkins.plugins.aps.core.status.Services;
import io.jenkins.plugins.aps.core.status.Surroundings;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Applications as they stand: what the record says, and what the cluster shows of their objects. Blocks. */
final class InstanceReader {
    private static final Set<OperationType> MAKE_VERSIONS =
            Set.of(OperationType.DEPLOY, OperationType.UPGRADE, OperationType.ROLLBACK, OperationType.REDEPLOY);

    private final ClusterClient cluster;
    private final ClusterSettings settings;
    private final InstantSource clock;

    InstanceReader(ClusterClient cluster, ClusterSettings settings, InstantSource clock) {
        this.cluster = cluster;
        this.settings = settings;
        this.clock = clock;
    }

    Instance read(String application) {
        var record = cluster.records().find(application);
        return record.map(r -> instance(r, cluster.read(application)))
                .orElseGet(() -> Instance.notDeployed(application, settings.name()));
    }

    List<Instance> readAll() {
        var objects = cluster.readAll();
        return cluster.records().all().stream()
                .map(record -> instance(
                        record,
                        objects.stream()
                                .filter(o -> record.application()
                                        .equals(o.getMetadata().getNamespace()))
                                .toList()))
                .toList();
    }

    private Instance instance(ApplicationRecord record, List<HasMetadata> objects) {
        var surroundings = new Surroundings(
                only(ReplicaSet.class, objects), only(Pod.class, objects), Patience.atOneLook(clock.instant()));
        var last = record.operations().isEmpty() ? null : record.operations().get(0);
        var status = ApplicationStatus.of(
                last == null ? null : last.summary(),
                record.lastGoodVersion() > 0,
                record.inventory().stream().noneMatch(item -> item.uid().isEmpty()),
                objects,
                surroundings);
        var kept = cluster.records().kept(record.application(), record.currentVersion());
        return new Instance(
                record.application(),
                record.application(),
                settings.name(),
                record.project(),
                record.release(),
                record.currentVersion(),
                record.catalog(),
                status.status(),
                status.reason(),
                record.createdAt(),
                record.updatedAt(),
                kept.map(this::urls).orElse(Urls.NONE),
                Services.of(objects, surroundings),
                kept.map(k -> DescriptorJson.read(k.descriptor()).access()).orElse(Access.NONE),
                history(record.operations()),
                last == null ? null : last.summary(),
                List.of(),
                List.of());
    }

    private Urls urls(Kept kept) {
        return ApplicationUrls.of(
                DescriptorJson.read(kept.descriptor()), Catalogs.fromJson(kept.catalog()), settings.gatewayUrl());
    }

    /** A line a version: of the operations that dealt with it, the last one counts. */
    private static List<HistoryEntry> history(List<RecordedOperation> newestFirst) {
        var versions = new LinkedHashMap<Integer, HistoryEntry>();
        for (var operation : newestFirst) {
            var summary = operation.summary();
            if (MAKE_VERSIONS.contains(summary.type())) {
                versions.putIfAbsent(
                        operation.applicationVersion(),
                        new HistoryEntry(
                                operation.applicationVersion(),
                                operation.release(),
                                Optional.ofNullable(summary.endedAt()).orElse(summary.startedAt()),
                                summary.by(),
                                summary.verdict()));
            }
        }
        return List.copyOf(versions.values());
    }

    private static <K> List<K> only(Class<K> kind, List<HasMetadata> objects) {
        return objects.stream()
                .filter(Objects::nonNull)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
