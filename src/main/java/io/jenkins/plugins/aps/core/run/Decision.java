package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.plan.Plan;
import java.util.Optional;
import java.util.Set;

/**
 * Which version an operation makes, and its plan. The same deployment again keeps its version; anything else is a new
 * one, as a number is never used twice.
 *
 * @param version the application version
 * @param type what the operation does, as it turned out
 * @param kept what is kept of the version
 * @param plan its plan
 */
record Decision(int version, OperationType type, Kept kept, Plan plan) {
    /**
     * Pure, and takes its time.
     *
     * @param found the record
     * @param current what is kept of its current version
     * @param operation the one at work
     * @param order what it brings back, if it does, and whether it takes fields back
     */
    static Decision of(
            Prepared prepared,
            Optional<ApplicationRecord> found,
            Optional<Kept> current,
            String operation,
            DeployOrder order) {
        if (found.isEmpty()) {
            return made(1, OperationType.DEPLOY, prepared, order, Set.of());
        }
        var record = found.get();
        var files = current.filter(
                        kept -> record.release().equals(prepared.descriptor().release()))
                .flatMap(Kept::content)
                .map(Prepared::files)
                .orElse(Set.of());
        var next = RecordEdits.nextVersion(record);
        var own = RecordEdits.operation(record, operation);
        if (own.isPresent()) {
            var type = own.get().summary().type();
            var version = own.get().applicationVersion();
            var again = made(version, type, prepared, order, files);
            // A secret may have another value by now, and what is kept can't be changed.
            var kept = version == record.currentVersion() ? current : Optional.<Kept>empty();
            return kept.isEmpty() || kept.get().agrees(again.kept()) ? again : made(next, type, prepared, order, files);
        }
        var asked = order.recall().map(Recall::type);
        var runs = record.lastGoodVersion() > 0 && record.lastGoodVersion() == record.currentVersion();
        var mayBeSame = runs
                && asked.filter(type -> type == OperationType.ROLLBACK).isEmpty()
                && current.filter(kept -> kept.agrees(prepared.kept())).isPresent();
        if (mayBeSame) {
            var same = made(record.currentVersion(), asked.orElse(OperationType.DEPLOY), prepared, order, files);
            if (current.get().agrees(same.kept())) {
                return same;
            }
        }
        return made(next, asked.orElse(expected(record)), prepared, order, files);
    }

    /** What a deployment is most probably called. */
    static OperationType expected(ApplicationRecord record) {
        return record.lastGoodVersion() > 0 ? OperationType.UPGRADE : OperationType.DEPLOY;
    }

    private static Decision made(
            int version, OperationType type, Prepared prepared, DeployOrder order, Set<String> files) {
        var plan = prepared.plan(version, files);
        return new Decision(
                version,
                type,
                prepared.kept().with(plan.content()).withFiles(plan.files()),
                order.takesFieldsBack() ? plan.forced() : plan);
    }
}
