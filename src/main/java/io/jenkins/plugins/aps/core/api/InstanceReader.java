package io.jenkins.plugins.aps.core.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.jenkins.plugins.aps.core.catalog.Catalogs;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.RecordedOperation;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.Doors.Life;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Entry;
import io.jenkins.plugins.aps.core.descriptor.DescriptorJson;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Health;
import io.jenkins.plugins.aps.core.model.HistoryEntry;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.ServiceHealth;
import io.jenkins.plugins.aps.core.model.Urls;
import io.jenkins.plugins.aps.core.plan.ApplicationUrls;
import io.jenkins.plugins.aps.core.run.DeployOutcome;
import io.jenkins.plugins.aps.core.run.Diagnosis;
import io.jenkins.plugins.aps.core.status.ApplicationStatus;
import io.jenkins.plugins.aps.core.status.Patience;
import io.jenkins.plugins.aps.core.status.Services;
import io.jenkins.plugins.aps.core.status.Surroundings;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Applications as they stand: what the record says, and what the cluster shows of their objects. Blocks. */
final class InstanceReader {
    private static final Telling BRIEF = (workload, health, objects) -> health;

    private final ClusterClient cluster;
    private final ClusterSettings settings;
    private final Predicate<String> runsHere;
    private final InstantSource clock;

    /** @param runsHere whether this process runs an operation of this id */
    InstanceReader(ClusterClient cluster, ClusterSettings settings, Predicate<String> runsHere, InstantSource clock) {
        this.cluster = cluster;
        this.settings = settings;
        this.runsHere = runsHere;
        this.clock = clock;
    }

    /** With the events and the last log lines of the services that don't run. */
    Instance read(String application) {
        return read(application, this::diagnosed);
    }

    /** As in a list. */
    Instance readBrief(String application) {
        return read(application, BRIEF);
    }

    private Instance read(String application, Telling telling) {
        return cluster.records()
                .look(application)
                .map(entry -> entry.record()
                        .map(record -> look(record, cluster.read(application), telling))
                        .orElseGet(() -> unreadable(entry)))
                .orElseGet(() -> Instance.notDeployed(application, settings.name()));
    }

    List<Instance> readAll() {
        List<HasMetadata> objects;
        try {
            objects = cluster.readAll();
        } catch (ApsException e) {
            if (e.code() != ErrorCode.NOT_ALLOWED) {
                throw e;
            }
            return readOneByOne();
        }
        return cluster.records().all().stream()
                .map(entry -> entry.record()
                        .map(record -> look(record, of(record, objects), BRIEF))
                        .orElseGet(() -> unreadable(entry)))
                .toList();
    }

    /** Our account may not list everywhere; what it may not read in one namespace is told there and hides no other. */
    private List<Instance> readOneByOne() {
        return cluster.records().all().stream().map(this::readOne).toList();
    }

    /** For who is about to remove it: what we may not read is no obstacle to that. */
    Instance readToRemove(String application) {
        return cluster.records()
                .look(application)
                .map(entry -> {
                    entry.record().ifPresent(record -> cluster.regainRights(application, record.namespaceUid()));
                    return readOne(entry);
                })
                .orElseGet(() -> Instance.notDeployed(application, settings.name()));
    }

    private Instance readOne(Entry entry) {
        try {
            return entry.record()
                    .map(record -> look(record, cluster.read(record.application()), BRIEF))
                    .orElseGet(() -> unreadable(entry));
        } catch (ApsException e) {
            if (e.code() != ErrorCode.NOT_ALLOWED) {
                throw e;
            }
            return Instance.unreadable(entry.application(), settings.name(), e.getMessage());
        }
    }

    /** As a deployment saw it at its end: nothing that it knows has to be read. */
    Instance of(DeployOutcome.Shown shown, DeployOutcome outcome) {
        var version = new Version(outcome.urls(), outcome.descriptor().access(), "");
        return instance(shown.record(), shown.objects(), false, version, this::diagnosed);
    }

    /** What is told of a service besides its health. */
    private interface Telling {
        ServiceHealth of(HasMetadata workload, ServiceHealth health, List<HasMetadata> objects);
    }

    private ServiceHealth diagnosed(HasMetadata workload, ServiceHealth health, List<HasMetadata> objects) {
        if (health.health() != Health.RED && health.health() != Health.YELLOW) {
            return health;
        }
        var metadata = workload.getMetadata();
        var ref = new ObjectRef(
                workload.getApiVersion(), workload.getKind(), metadata.getNamespace(), metadata.getName());
        var diagnosis = Diagnosis.of(ref, objects, cluster);
        return health.with(diagnosis.events(), diagnosis.log());
    }

    private Instance unreadable(Entry entry) {
        return Instance.unreadable(entry.application(), settings.name(), entry.problem());
    }

    private static List<HasMetadata> of(ApplicationRecord record, List<HasMetadata> objects) {
        return objects.stream()
                .filter(o -> record.application().equals(o.getMetadata().getNamespace()))
                .toList();
    }

    /** Who has ended its operation since the record was read is gone as well: then the end is on record now. */
    private Instance look(ApplicationRecord record, List<HasMetadata> objects, Telling telling) {
        var owner = record.owner();
        var gone = !owner.operation().isEmpty() && cluster.doors().life(owner, runsHere) == Life.GONE;
        return gone && !isCurrent(record)
                ? read(record.application(), telling)
                : instance(record, objects, gone, version(record), telling);
    }

    private boolean isCurrent(ApplicationRecord record) {
        return cluster.records()
                .look(record.application())
                .flatMap(Entry::record)
                .filter(now -> now.resourceVersion().equals(record.resourceVersion()))
                .isPresent();
    }

    private Instance instance(
            ApplicationRecord record, List<HasMetadata> objects, boolean abandoned, Version version, Telling telling) {
        var surroundings = new Surroundings(
                only(ReplicaSet.class, objects), only(Pod.class, objects), Patience.atOneLook(clock.instant()));
        var operations = operations(record, abandoned);
        var last = operations.isEmpty() ? null : operations.get(0);
        var status = ApplicationStatus.of(
                last == null ? null : last.summary(),
                record.lastGoodVersion() > 0,
                record.inventory().stream().noneMatch(item -> item.uid().isEmpty()),
                missing(record, objects),
                objects,
                surroundings);
        return new Instance(
                record.application(),
                record.application(),
                settings.name(),
                record.project(),
                record.release(),
                record.currentVersion(),
                record.catalog(),
                status.status(),
                Stream.of(status.reason(), version.problem())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("; ")),
                record.createdAt(),
                record.updatedAt(),
                version.urls(),
                Services.of(objects, surroundings, (workload, health) -> telling.of(workload, health, objects)),
                version.access(),
                history(operations),
                last == null ? null : last.summary(),
                List.of(),
                List.of());
    }

    /** The services that were made, and that somebody else deleted. */
    private static List<String> missing(ApplicationRecord record, List<HasMetadata> objects) {
        return record.inventory().stream()
                .filter(item ->
                        !item.uid().isEmpty() && Services.isWorkload(item.ref().kind()))
                .filter(item -> objects.stream()
                        .noneMatch(o -> o.getKind().equals(item.ref().kind())
                                && o.getMetadata().getName().equals(item.ref().name())))
                .map(item -> item.ref().name())
                .toList();
    }

    /** As recorded, but for one that nobody carries out any more: nobody is left to record its end. */
    private static List<RecordedOperation> operations(ApplicationRecord record, boolean abandoned) {
        return record.operations().stream()
                .map(o -> abandoned && o.summary().id().equals(record.owner().operation())
                        ? new RecordedOperation(
                                ApplicationStatus.abandoned(o.summary()), o.applicationVersion(), o.release(), o.kept())
                        : o)
                .toList();
    }

    /** What is kept of the current version; one that is damaged takes nothing from what else is told. */
    private record Version(Urls urls, Access access, String problem) {
        static final Version NONE = new Version(Urls.NONE, Access.NONE, "");
    }

    private Version version(ApplicationRecord record) {
        try {
            return cluster.records()
                    .kept(record.application(), record.currentVersion())
                    .map(kept -> {
                        var descriptor = DescriptorJson.read(kept.descriptor());
                        var catalog = Catalogs.fromJson(kept.catalog());
                        var urls = ApplicationUrls.of(descriptor, catalog, settings.gatewayUrl());
                        return new Version(urls, descriptor.access(), "");
                    })
                    .orElse(Version.NONE);
        } catch (ApsException e) {
            if (e.code() == ErrorCode.FAILED || e.code() == ErrorCode.INTERNAL) {
                return new Version(Urls.NONE, Access.NONE, e.getMessage());
            }
            throw e;
        }
    }

    /** A line a version: of the operations that dealt with it, the last one counts. */
    private static List<HistoryEntry> history(List<RecordedOperation> newestFirst) {
        var versions = new LinkedHashMap<Integer, HistoryEntry>();
        for (var operation : newestFirst) {
            var summary = operation.summary();
            if (summary.type().makesVersion()) {
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
