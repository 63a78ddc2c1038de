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
import io.jenkins.plugins.aps.core.run.RecordRecovery;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A cluster's applications, each worked out anew only when something of it changed. Not safe for many threads; blocks where
 * what a version consists of, or whether its deployer lives, is not known yet.
 */
final class ClusterRows {
    /** What time alone may change is looked at again so often. */
    static final Duration RESTLESS = Duration.ofSeconds(5);
    /** However many applications a process works on, its Lease is read once in a while. */
    private static final Duration LEASE_AGE = Duration.ofSeconds(4);

    /** The others, where objects are not watched. */
    static final Duration CALM = Duration.ofSeconds(30);

    private static final Logger LOGGER = Logger.getLogger(ClusterRows.class.getName());

    private final ClusterClient cluster;
    private final ClusterSettings settings;
    private final InstantSource clock;
    private final Versions versions;
    private final Predicate<String> runsHere;
    private final EndDelay ends;
    private final Map<String, Row> rows = new TreeMap<>();

    /** @param runsHere whether this process runs an operation of this id */
    ClusterRows(ClusterClient cluster, ClusterSettings settings, Predicate<String> runsHere, InstantSource clock) {
        this.cluster = cluster;
        this.settings = settings;
        this.clock = clock;
        versions = new Versions(settings.gatewayUrl());
        this.runsHere = runsHere;
        ends = new EndDelay(clock);
    }

    /**
     * @param at when it was worked out
     * @param restless whether time alone may change it: troubles that may heal, a deployer that may have gone
     * @param abandonedAs version of the record that nobody carries on; empty: somebody does, or nothing is at work
     */
    private record Row(ApplicationEntry entry, Instant at, boolean restless, Version version, String abandonedAs) {
        Row adoptable() {
            return new Row(ApplicationEntry.adoptable(entry.instance()), at, restless, version, abandonedAs);
        }

        Instant due() {
            return at.plus(restless ? RESTLESS : CALM);
        }
    }

    Set<String> names() {
        return rows.keySet();
    }

    int size() {
        return rows.size();
    }

    List<ApplicationEntry> entries() {
        return rows.values().stream().map(Row::entry).toList();
    }

    /** When the row was worked out that was not for the longest time; now, where there is none. */
    Instant oldest() {
        return rows.values().stream()
                .map(Row::at)
                .min(Comparator.naturalOrder())
                .orElseGet(clock::instant);
    }

    /** Those that time alone may have changed. */
    List<String> restless() {
        var names = new TreeSet<>(ends.delayed());
        rows.entrySet().stream().filter(row -> row.getValue().restless()).forEach(row -> names.add(row.getKey()));
        return List.copyOf(names);
    }

    /** Those whose time to be read again has come, the longest overdue first. */
    List<String> due(int most) {
        var now = clock.instant();
        return rows.entrySet().stream()
                .filter(row -> !row.getValue().due().isAfter(now))
                .sorted(Comparator.comparing(row -> row.getValue().due()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Works one application out.
     *
     * @param found its record; empty: it is not deployed (any more)
     * @param objects asked for only if they are needed; may block
     * @throws ApsException {@code unreachable} if the cluster does not answer a question; then what was known stays
     */
    void update(String application, Optional<Entry> found, Supplier<List<HasMetadata>> objects) {
        if (found.isEmpty()) {
            rows.remove(application);
            ends.forget(application);
            return;
        }
        var before = rows.get(application);
        var row = row(found.get(), Optional.ofNullable(before), objects);
        if (ends.delays(
                before == null ? null : before.entry().instance(), row.entry().instance())) {
            // What was shown before stays; the watches will tell of the objects in a moment.
            return;
        }
        // The same object where it tells the same: lists are compared often.
        var same = before != null && before.entry().equals(row.entry());
        rows.put(
                application,
                same ? new Row(before.entry(), row.at(), row.restless(), row.version(), row.abandonedAs()) : row);
    }

    /**
     * Works one out that has no record, though its namespace says that it is of our installation. Asks the cluster: watches
     * tell of a record and of a namespace each in its own time.
     */
    void updateUnrecorded(String application) {
        if (cluster.records().look(application).isPresent()) {
            return;
        }
        var why = cluster.unrecorded(application);
        ends.forget(application);
        if (why.isLost()) {
            var entry = ApplicationEntry.adoptable(Instance.unreadable(application, settings.name(), why.sentence()));
            rows.put(application, new Row(entry, clock.instant(), true, Version.NONE, ""));
        } else {
            rows.remove(application);
        }
    }

    private Row row(Entry found, Optional<Row> before, Supplier<List<HasMetadata>> objects) {
        if (found.record().isEmpty()) {
            return unreadable(found.application(), found.problem());
        }
        try {
            return row(found.record().get(), before, objects);
        } catch (ApsException e) {
            if (e.code() == ErrorCode.UNREACHABLE) {
                throw e;
            }
            var record = found.record().get();
            var row = unreadable(found.application(), RecordRecovery.reason(record, e.getMessage()));
            return RecordRecovery.isIncomplete(record) ? row.adoptable() : row;
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "application " + found.application() + " could not be worked out", e);
            return unreadable(found.application(), "it could not be worked out; the log says why");
        }
    }

    private Row unreadable(String application, String why) {
        var instance = Instance.unreadable(application, settings.name(), why);
        return new Row(ApplicationEntry.of(instance), clock.instant(), true, Version.NONE, "");
    }

    private Row row(ApplicationRecord record, Optional<Row> before, Supplier<List<HasMetadata>> objects) {
        var version = version(record, before);
        var abandonedAs = abandonedAs(record, before);
        var now = clock.instant();
        var appraisal = new Appraisal(record, objects.get(), !abandonedAs.isEmpty(), version);
        var instance = appraisal.instance(settings.name(), now, Telling.BRIEF);
        return new Row(
                new ApplicationEntry(
                        instance, version.descriptor(), appraisal.summaries(), RecordRecovery.isIncomplete(record)),
                now,
                isRestless(record, instance, version),
                version,
                abandonedAs);
    }

    /** Versions never change; one that is not there yet, or that is damaged, is looked for again. */
    private Version version(ApplicationRecord record, Optional<Row> before) {
        return before.filter(row -> row.version().descriptor().isPresent())
                .filter(row -> Objects.equals(
                        record.createdAt(), row.entry().instance().createdAt()))
                .filter(row -> record.currentVersion() == row.entry().instance().applicationVersion())
                .map(Row::version)
                .orElseGet(() -> versions.current(record, cluster.records()));
    }

    /** Who has ended its operation since we heard of the record is gone as well: then we will hear of another record. */
    private String abandonedAs(ApplicationRecord record, Optional<Row> before) {
        var owner = record.owner();
        if (owner.operation().isEmpty() || cluster.doors().life(owner, runsHere, LEASE_AGE) != Life.GONE) {
            return "";
        }
        var version = record.resourceVersion();
        var known = before.filter(row -> row.abandonedAs().equals(version)).isPresent();
        return known || cluster.records().isCurrent(record) ? version : "";
    }

    private static boolean isRestless(ApplicationRecord record, Instance instance, Version version) {
        return !record.owner().operation().isEmpty()
                || version.descriptor().isEmpty()
                || !instance.reason().isEmpty()
                || instance.services().stream().anyMatch(service -> service.health() != Health.GREEN);
    }
}
