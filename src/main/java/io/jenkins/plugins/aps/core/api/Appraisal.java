package io.jenkins.plugins.aps.core.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.RecordedOperation;
import io.jenkins.plugins.aps.core.model.HistoryEntry;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.ServiceHealth;
import io.jenkins.plugins.aps.core.model.Verdict;
import io.jenkins.plugins.aps.core.status.ApplicationStatus;
import io.jenkins.plugins.aps.core.status.Patience;
import io.jenkins.plugins.aps.core.status.Services;
import io.jenkins.plugins.aps.core.status.Surroundings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an application is said to be, from its record and its objects, whoever read them: a status that is asked for and one
 * that is watched can't differ. Pure.
 *
 * @param record as it was found
 * @param objects the application's
 * @param abandoned whether nobody carries out the operation at work any more
 * @param version what is kept of its current version
 */
record Appraisal(ApplicationRecord record, List<HasMetadata> objects, boolean abandoned, Versions.Version version) {

    /** What is told of a service besides its health. */
    interface Telling {
        Telling BRIEF = (workload, health, objects) -> health;

        ServiceHealth of(HasMetadata workload, ServiceHealth health, List<HasMetadata> objects);
    }

    /** At one look. */
    Instance instance(String cluster, Instant now, Telling telling) {
        var surroundings =
                new Surroundings(only(ReplicaSet.class, objects), only(Pod.class, objects), Patience.atOneLook(now));
        var operations = operations();
        var last = operations.isEmpty() ? null : operations.get(0);
        var status = ApplicationStatus.of(
                last == null ? null : last.summary(),
                record.lastGoodVersion() > 0,
                written(last == null ? null : last.summary().verdict()),
                missing(),
                objects,
                surroundings);
        return new Instance(
                record.application(),
                record.application(),
                cluster,
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

    /** Newest first. */
    List<OperationSummary> summaries() {
        return operations().stream().map(RecordedOperation::summary).toList();
    }

    /** While an operation is at work, what it has made is recorded late: then it is seen. */
    private boolean written(Verdict verdict) {
        if (verdict != null) {
            return record.inventory().stream().noneMatch(item -> item.uid().isEmpty());
        }
        var services = services().toList();
        return !services.isEmpty() && services.stream().allMatch(this::isThere);
    }

    /** The services that were made, and that somebody else deleted. */
    private List<String> missing() {
        return services()
                .filter(item -> !item.uid().isEmpty() && !isThere(item))
                .map(item -> item.ref().name())
                .toList();
    }

    private Stream<Item> services() {
        return record.inventory().stream()
                .filter(item -> Services.isWorkload(item.ref().kind()));
    }

    private boolean isThere(Item item) {
        return objects.stream()
                .anyMatch(o -> o.getKind().equals(item.ref().kind())
                        && o.getMetadata().getName().equals(item.ref().name()));
    }

    /** As recorded, but for one that nobody carries out any more: nobody is left to record its end. */
    private List<RecordedOperation> operations() {
        return record.operations().stream()
                .map(o -> abandoned && o.summary().id().equals(record.owner().operation())
                        ? new RecordedOperation(
                                ApplicationStatus.abandoned(o.summary()), o.applicationVersion(), o.release(), o.kept())
                        : o)
                .toList();
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
