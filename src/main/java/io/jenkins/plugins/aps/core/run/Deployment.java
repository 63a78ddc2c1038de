package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Written;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.plan.Plan;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a deployment knows so far, and what it has done. For one thread at a time. */
final class Deployment {
    private final String operation;
    private final List<Change> changes = new ArrayList<>();
    private Prepared prepared;
    private OperationType type = OperationType.DEPLOY;
    private int version = 1;
    private boolean kept;
    private Plan plan;
    private Inventory inventory = new Inventory(List.of(), Set.of());
    private String namespaceUid = "";

    Deployment(String operation) {
        this.operation = operation;
    }

    /** Null until the release was read. */
    Prepared prepared() {
        return prepared;
    }

    void prepared(Prepared good) {
        prepared = good;
    }

    OperationType type() {
        return type;
    }

    /** The application version that it makes or keeps. */
    int version() {
        return version;
    }

    /** Whether what is deployed is kept as this version already. */
    boolean isKept() {
        return kept;
    }

    /** Null until it is made. */
    Plan plan() {
        return plan;
    }

    void plan(Plan made) {
        plan = made;
    }

    Inventory inventory() {
        return inventory;
    }

    /** Empty until the namespace exists. */
    String namespaceUid() {
        return namespaceUid;
    }

    /** The same deployment again keeps its version; anything else is a new one, as a number is never used twice. */
    void decide(ApplicationRecord record, Optional<Kept> current, boolean resumed) {
        var asKept = current.filter(prepared.kept()::equals).isPresent();
        var same = record.lastGoodVersion() == record.currentVersion() && asKept;
        version = resumed || same ? record.currentVersion() : record.currentVersion() + 1;
        kept = asKept && version == record.currentVersion();
        type = record.lastGoodVersion() > 0 && !same ? OperationType.UPGRADE : OperationType.DEPLOY;
        namespaceUid = record.namespaceUid();
        inventory = Inventory.of(record);
        if (resumed) {
            RecordEdits.operation(record, operation)
                    .ifPresent(o -> type = o.summary().type());
        }
    }

    /** It has ended already, as the record tells. */
    void ended(ApplicationRecord.RecordedOperation recorded) {
        type = recorded.summary().type();
        version = recorded.applicationVersion();
    }

    /** What the record says from now on. */
    RecordEdits.Intent intent() {
        var descriptor = prepared.descriptor();
        return new RecordEdits.Intent(
                descriptor.name(),
                descriptor.projectName(),
                descriptor.release(),
                descriptor.runtimeVersion(),
                version,
                inventory.items());
    }

    boolean isLast(Plan.Wave which) {
        return plan.waves().get(plan.waves().size() - 1).equals(which);
    }

    /** An object was written, removed, or needed neither. */
    void changed(Change change) {
        changes.add(change);
    }

    int unchanged() {
        return (int) changes.stream()
                .filter(c -> c.action() == Change.Action.UNCHANGED)
                .count();
    }

    boolean removedSomething() {
        return changes.stream().anyMatch(c -> c.action() == Change.Action.REMOVED);
    }

    int changed() {
        return changes.size() - unchanged();
    }

    void written(PlannedObject object, int waveIndex, Written written) {
        if (object.ref().kind().equals("Namespace")) {
            namespaceUid = written.uid();
            if (written.outcome() == Written.Outcome.CREATED) {
                inventory.forget();
                inventory.intend(plan);
            }
        }
        inventory.written(object, waveIndex, written);
    }

    DeployOutcome outcome(Status status, List<List<Change>> intentions) {
        return new DeployOutcome(prepared.descriptor(), status, version, plan.urls(), changes, intentions);
    }
}
