package io.jenkins.plugins.aps.core.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.api.Appraisal.Telling;
import io.jenkins.plugins.aps.core.api.Versions.Version;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.Doors.Life;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Entry;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Health;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.ServiceHealth;
import io.jenkins.plugins.aps.core.run.DeployOutcome;
import io.jenkins.plugins.aps.core.run.Diagnosis;
import io.jenkins.plugins.aps.core.run.RecordRecovery;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Applications as they stand: what the record says, and what the cluster shows of their objects. Blocks. */
final class InstanceReader {
    private static final int DIAGNOSED = 20;

    private final ClusterClient cluster;
    private final ClusterSettings settings;
    private final Predicate<String> runsHere;
    private final InstantSource clock;
    private final Versions versions;

    /** @param runsHere whether this process runs an operation of this id */
    InstanceReader(ClusterClient cluster, ClusterSettings settings, Predicate<String> runsHere, InstantSource clock) {
        this.cluster = cluster;
        this.settings = settings;
        this.runsHere = runsHere;
        this.clock = clock;
        this.versions = new Versions(settings.gatewayUrl());
    }

    /** With the events and the last log lines of the services that don't run. */
    Instance read(String application) {
        return read(application, diagnosing());
    }

    /** As in a list. */
    Instance readBrief(String application) {
        return read(application, Telling.BRIEF);
    }

    private Instance read(String application, Telling telling) {
        return cluster.records()
                .look(application)
                .map(entry -> entry.record()
                        .map(record -> readRecorded(record, telling))
                        .orElseGet(() -> unreadable(entry)))
                .orElseGet(() -> unrecorded(application));
    }

    /** The rights that an adoption gives us back may be lacking still. */
    private Instance readRecorded(ApplicationRecord record, Telling telling) {
        try {
            return look(record, cluster.read(record.application()), telling);
        } catch (ApsException e) {
            if (e.code() != ErrorCode.NOT_ALLOWED || !RecordRecovery.isIncomplete(record)) {
                throw e;
            }
            return Instance.unreadable(
                    record.application(), settings.name(), RecordRecovery.reason(record, e.getMessage()));
        }
    }

    /** Without a record it is not deployed, unless its namespace says otherwise. */
    private Instance unrecorded(String application) {
        var found = cluster.unrecorded(application);
        return found.application()
                ? Instance.unreadable(application, settings.name(), found.sentence())
                : Instance.notDeployed(application, settings.name(), found.sentence());
    }

    List<Instance> readAll() {
        List<HasMetadata> objects;
        try {
            objects = cluster.readAll();
        } catch (ApsException e) {
            if (e.code() != ErrorCode.NOT_ALLOWED && e.code() != ErrorCode.FAILED) {
                throw e;
            }
            return readOneByOne();
        }
        return withUnrecorded(entry -> entry.record()
                .map(record -> look(record, of(record, objects), Telling.BRIEF))
                .orElseGet(() -> unreadable(entry)));
    }

    /** Those that are recorded, and those of our installation that have lost their record. */
    private List<Instance> withUnrecorded(Function<Entry, Instance> reading) {
        // Namespaces first: a deployment writes its record before it makes one.
        var namespaces = cluster.namespacesOfOurs();
        var entries = cluster.records().all();
        var recorded = entries.stream().map(Entry::application).collect(Collectors.toSet());
        var lost = namespaces.stream()
                .distinct()
                .filter(application -> !recorded.contains(application))
                .filter(application -> cluster.unrecorded(application).isLost())
                .map(this::unrecorded);
        return Stream.concat(entries.stream().map(reading), lost)
                .sorted(Comparator.comparing(Instance::application))
                .toList();
    }

    /**
     * Our account may not list everywhere, or there is too much: what can't be read in one namespace is told there and
     * hides no other.
     */
    private List<Instance> readOneByOne() {
        return withUnrecorded(this::readOne);
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
                    .map(record -> look(record, cluster.read(record.application()), Telling.BRIEF))
                    .orElseGet(() -> unreadable(entry));
        } catch (ApsException e) {
            if (e.code() != ErrorCode.NOT_ALLOWED && e.code() != ErrorCode.FAILED) {
                throw e;
            }
            var why = entry.record()
                    .map(record -> RecordRecovery.reason(record, e.getMessage()))
                    .orElse(e.getMessage());
            return Instance.unreadable(entry.application(), settings.name(), why);
        }
    }

    /** As a deployment saw it at its end: nothing that it knows has to be read. */
    Instance of(DeployOutcome.Shown shown, DeployOutcome outcome) {
        var descriptor = outcome.descriptor();
        var version = new Version(Optional.of(descriptor), outcome.urls(), descriptor.access(), "");
        return new Appraisal(shown.record(), shown.objects(), false, version)
                .instance(settings.name(), clock.instant(), diagnosing());
    }

    /** Of the first that don't run: each costs requests, and who may label workloads decides how many there are. */
    private Telling diagnosing() {
        var asked = new AtomicInteger();
        return (workload, health, objects) ->
                runs(health) || asked.incrementAndGet() > DIAGNOSED ? health : diagnosed(workload, health, objects);
    }

    private static boolean runs(ServiceHealth health) {
        return health.health() != Health.RED && health.health() != Health.YELLOW;
    }

    private ServiceHealth diagnosed(HasMetadata workload, ServiceHealth health, List<HasMetadata> objects) {
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
        return gone && !cluster.records().isCurrent(record)
                ? read(record.application(), telling)
                : new Appraisal(record, objects, gone, versions.current(record, cluster.records()))
                        .instance(settings.name(), clock.instant(), telling);
    }
}
