package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.RecordedOperation;
import io.jenkins.plugins.aps.core.cluster.Holder;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The changes that operations make to a record; pure. */
final class RecordEdits {
    private RecordEdits() {}

    /** Who begins what. */
    record Beginning(
            String operation, OperationType type, Phase phase, String by, String build, Holder holder, Instant at) {}

    /**
     * What an application is to be.
     *
     * @param kept the digest of what is kept of its version; empty: not told
     */
    record Intent(
            String application,
            String project,
            String release,
            String catalog,
            int version,
            String kept,
            List<Item> inventory) {
        Intent(String application, String project, String release, String catalog, int version, List<Item> inventory) {
            this(application, project, release, catalog, version, "", inventory);
        }
    }

    /** The record as an operation takes it: its owner, and what it intends. An operation that it displaces is ended. */
    static ApplicationRecord begin(Optional<ApplicationRecord> found, Beginning beginning, Intent intent) {
        var startedAt = found.flatMap(r -> operation(r, beginning.operation()))
                .map(o -> o.summary().startedAt())
                .orElse(beginning.at());
        var operation = new RecordedOperation(
                new OperationSummary(
                        beginning.operation(),
                        beginning.type(),
                        beginning.phase(),
                        startedAt,
                        null,
                        null,
                        beginning.by(),
                        beginning.build(),
                        ""),
                intent.version(),
                intent.release(),
                intent.kept());
        var operations = new ArrayList<RecordedOperation>();
        operations.add(operation);
        found.ifPresent(r -> r.operations().stream()
                .filter(o -> !o.summary().id().equals(beginning.operation()))
                .map(o -> displaced(o, beginning))
                .forEach(operations::add));
        return new ApplicationRecord(
                intent.application(),
                found.map(ApplicationRecord::namespaceUid).orElse(""),
                intent.project(),
                intent.release(),
                intent.catalog(),
                intent.version(),
                found.map(ApplicationRecord::lastGoodVersion).orElse(0),
                found.map(ApplicationRecord::createdAt).orElse(beginning.at()),
                beginning.at(),
                new Owner(
                        beginning.holder(),
                        beginning.operation(),
                        found.map(r -> r.owner().epoch()).orElse(0L) + 1),
                limited(operations),
                intent.inventory(),
                found.map(ApplicationRecord::resourceVersion).orElse(""));
    }

    /** An operation goes on to another phase. */
    static ApplicationRecord phase(
            ApplicationRecord record, String namespaceUid, Phase phase, List<Item> inventory, Instant now) {
        var operations = changed(record, o -> withEnd(o, phase, null, null, ""));
        return copy(record, namespaceUid, record.lastGoodVersion(), record.owner(), operations, inventory, now);
    }

    /** The same operation is carried out by another start of its process. */
    static ApplicationRecord heldBy(ApplicationRecord record, Holder holder) {
        return copy(
                record,
                record.namespaceUid(),
                record.lastGoodVersion(),
                new Owner(holder, record.owner().operation(), record.owner().epoch()),
                record.operations(),
                record.inventory(),
                record.updatedAt());
    }

    /** An operation ends; nobody owns the application any more. */
    static ApplicationRecord end(
            ApplicationRecord record,
            String namespaceUid,
            Verdict verdict,
            String reason,
            List<Item> inventory,
            Instant now) {
        var operations = changed(record, o -> withEnd(o, Phase.DONE, now, verdict, reason));
        var good = verdict == Verdict.SUCCEEDED ? record.currentVersion() : record.lastGoodVersion();
        var nobody = new Owner("", "", record.owner().epoch());
        return copy(record, namespaceUid, good, nobody, operations, inventory, now);
    }

    /**
     * An operation has ended badly, and the one that mends it owns the application at once, so that nobody comes in
     * between.
     *
     * @param ended the record with that end
     * @param by the operation that ended
     */
    static ApplicationRecord handOver(ApplicationRecord ended, RecordedOperation by, FollowUp next, Holder holder) {
        var removal = next.type() == OperationType.FORCE_UNDEPLOY;
        var begun = new RecordedOperation(
                new OperationSummary(
                        next.operationId(),
                        next.type(),
                        Phase.WAITING,
                        ended.updatedAt(),
                        null,
                        null,
                        by.summary().by(),
                        by.summary().build(),
                        ""),
                removal ? by.applicationVersion() : nextVersion(ended),
                removal ? by.release() : releaseOf(ended, ended.lastGoodVersion()));
        var operations = new ArrayList<RecordedOperation>();
        operations.add(begun);
        operations.addAll(ended.operations());
        var owner = new Owner(holder, next.operationId(), ended.owner().epoch() + 1);
        return copy(
                ended,
                ended.namespaceUid(),
                ended.lastGoodVersion(),
                owner,
                limited(operations),
                ended.inventory(),
                ended.updatedAt());
    }

    /** A failed operation was mended: the last good version runs again. */
    static ApplicationRecord rolledBack(ApplicationRecord record, String failed) {
        var operations = record.operations().stream()
                .map(o -> o.summary().id().equals(failed) && o.summary().verdict() == Verdict.FAILED
                        ? withEnd(
                                o,
                                Phase.DONE,
                                o.summary().endedAt(),
                                Verdict.ROLLED_BACK,
                                o.summary().reason())
                        : o)
                .toList();
        return copy(
                record,
                record.namespaceUid(),
                record.lastGoodVersion(),
                record.owner(),
                operations,
                record.inventory(),
                record.updatedAt());
    }

    private static String releaseOf(ApplicationRecord record, int version) {
        return record.operations().stream()
                .filter(o -> o.applicationVersion() == version)
                .map(RecordedOperation::release)
                .findFirst()
                .orElse("");
    }

    /** The number of a version that nobody began yet: one that failed before it was recorded as current has used its own. */
    static int nextVersion(ApplicationRecord record) {
        var highest = record.operations().stream()
                .mapToInt(RecordedOperation::applicationVersion)
                .reduce(record.currentVersion(), Math::max);
        if (highest >= ApplicationRecord.HIGHEST_VERSION) {
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    "application '" + record.application() + "' has had version " + highest
                            + ", and there is no higher number: undeploy it and deploy it anew");
        }
        return 1 + highest;
    }

    /** Whether the last operation is this one, or one that it started: nobody came after it. */
    static boolean isLast(ApplicationRecord record, String operation) {
        return record.operations().stream()
                .findFirst()
                .filter(o -> o.summary().isOf(operation))
                .isPresent();
    }

    /**
     * Whoever undoes what an operation did, undoes nothing else.
     *
     * @param operation the one that is undone
     * @param own the one that undoes it, which may be entered again
     * @throws ApsException {@code conflict} if another one came after it
     */
    static void refuseUnlessLast(ApplicationRecord record, String operation, String own) {
        if (operation.isEmpty() || isLast(record, operation) || isLast(record, own)) {
            return;
        }
        var last = record.operations().stream().map(RecordedOperation::summary).findFirst();
        throw new ApsException(
                ErrorCode.CONFLICT,
                "nothing is undone: the last operation on it is another one"
                        + last.map(o -> " (" + o.type().json() + " by " + o.by() + ")")
                                .orElse(""));
    }

    /** Whether the operation at work is the first one ever: before it there was nothing. */
    static boolean isFirst(ApplicationRecord record) {
        return record.operations().size() == 1
                && record.operationIds().contains(record.owner().operation());
    }

    static Optional<RecordedOperation> operation(ApplicationRecord record, String id) {
        return record.operations().stream()
                .filter(o -> o.summary().id().equals(id))
                .findFirst();
    }

    static boolean endedBadly(RecordedOperation operation) {
        return operation.summary().phase() == Phase.DONE && operation.summary().verdict() != Verdict.SUCCEEDED;
    }

    private static RecordedOperation displaced(RecordedOperation operation, Beginning by) {
        return operation.summary().phase() == Phase.DONE
                ? operation
                : withEnd(
                        operation,
                        Phase.DONE,
                        by.at(),
                        Verdict.SUPERSEDED,
                        "operation " + by.operation() + " took its place");
    }

    private static List<RecordedOperation> changed(
            ApplicationRecord record, java.util.function.UnaryOperator<RecordedOperation> change) {
        var id = record.owner().operation();
        return record.operations().stream()
                .map(o -> o.summary().id().equals(id) ? change.apply(o) : o)
                .toList();
    }

    private static RecordedOperation withEnd(
            RecordedOperation operation, Phase phase, Instant endedAt, Verdict verdict, String reason) {
        var s = operation.summary();
        return new RecordedOperation(
                new OperationSummary(
                        s.id(), s.type(), phase, s.startedAt(), endedAt, verdict, s.by(), s.build(), reason),
                operation.applicationVersion(),
                operation.release(),
                operation.kept());
    }

    private static ApplicationRecord copy(
            ApplicationRecord record,
            String namespaceUid,
            int lastGoodVersion,
            Owner owner,
            List<RecordedOperation> operations,
            List<Item> inventory,
            Instant now) {
        return new ApplicationRecord(
                record.application(),
                namespaceUid,
                record.project(),
                record.release(),
                record.catalog(),
                record.currentVersion(),
                lastGoodVersion,
                record.createdAt(),
                now,
                owner,
                operations,
                inventory,
                record.resourceVersion());
    }

    /** The oldest that says nothing of its version that a newer one doesn't; else the oldest: history is of versions. */
    private static int dispensable(List<RecordedOperation> newestFirst) {
        for (int i = newestFirst.size() - 1; i > 0; i--) {
            var old = newestFirst.get(i);
            var repeated = newestFirst.subList(0, i).stream()
                    .anyMatch(o -> o.applicationVersion() == old.applicationVersion()
                            && o.summary().verdict() == old.summary().verdict());
            if (repeated) {
                return i;
            }
        }
        return newestFirst.size() - 1;
    }

    private static List<RecordedOperation> limited(List<RecordedOperation> operations) {
        var kept = new ArrayList<>(operations);
        while (kept.size() > ApplicationRecord.KEPT_OPERATIONS) {
            kept.remove(dispensable(kept));
        }
        return kept;
    }
}
