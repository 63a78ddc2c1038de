package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Written;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Urls;
import io.jenkins.plugins.aps.core.plan.Plan;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a deployment knows so far, and what it has done. For one thread at a time. */
final class Deployment {
    private final List<Change> changes = new ArrayList<>();
    private Prepared prepared;
    private OperationType type;
    private int version = 1;
    private boolean ran;
    private boolean alreadyKept;
    private int before;
    private Plan plan;
    private Kept kept;
    /** Of the current version; what it points to may not be told there, so that it is another than of what agrees. */
    private String keptAs = "";

    private Set<ObjectRef> garbage = Set.of();
    private Inventory inventory = new Inventory(List.of(), Set.of());
    private String namespaceUid = "";

    Deployment(OperationType type) {
        this.type = type;
    }

    /** Null until the release was read. */
    Prepared prepared() {
        return prepared;
    }

    void prepared(Prepared good) {
        prepared = good;
    }

    /** Nobody may be told of these either. */
    void hide(List<SecretValue> secrets) {
        if (!secrets.isEmpty()) {
            prepared = prepared.hiding(secrets);
        }
    }

    OperationType type() {
        return type;
    }

    /** Whether it changes an application that is there, rather than making one: so its status is told. */
    boolean updates() {
        return ran || type == OperationType.UPGRADE || type == OperationType.ROLLBACK;
    }

    /** The application version that it makes or keeps. */
    int version() {
        return version;
    }

    /** Whether what is deployed is kept as this version already. */
    boolean isKept() {
        return alreadyKept;
    }

    /** Null until it is made. */
    Plan plan() {
        return plan;
    }

    /** What is kept of its version; null until that is known. */
    Kept kept() {
        return kept;
    }

    /** What it would do, as far as the record tells. */
    List<DeployEvent.PlannedWave> intentions() {
        return Intentions.of(plan, inventory, garbage);
    }

    /** What is no longer wanted, when all else is current. */
    List<Item> unwanted() {
        return inventory.unwanted(plan, garbage);
    }

    Inventory inventory() {
        return inventory;
    }

    /** Empty until the namespace exists. */
    String namespaceUid() {
        return namespaceUid;
    }

    /** What it begins with, as the record tells: whatever ends it from then on is recorded with that. */
    void begin(ApplicationRecord record, Optional<OperationType> asked) {
        type = asked.orElse(Decision.expected(record));
        ran = record.lastGoodVersion() > 0;
        before = record.currentVersion();
        version = before;
        namespaceUid = record.namespaceUid();
        inventory = Inventory.of(record);
    }

    /**
     * What it makes.
     *
     * @param current what is kept of the current version
     * @param unused content that no recorded version points to any more
     */
    void decide(Decision decision, Optional<Kept> current, Set<ObjectRef> unused) {
        alreadyKept = decision.version() == before
                && current.filter(decision.kept()::agrees).isPresent();
        keptAs = current.map(Kept::digest).orElse("");
        version = decision.version();
        type = decision.type();
        kept = decision.kept();
        plan = decision.plan();
        garbage = unused;
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
                alreadyKept ? keptAs : kept.digest(),
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
        return (int) changes.stream()
                .filter(c -> c.action() != Change.Action.UNCHANGED && c.action() != Change.Action.SKIPPED)
                .count();
    }

    void written(PlannedObject object, int waveIndex, Written written) {
        hide(written.secrets());
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
        return outcome(prepared.descriptor(), status, plan.urls(), intentions);
    }

    DeployOutcome outcome(Descriptor descriptor, Status status, Urls urls, List<List<Change>> intentions) {
        return new DeployOutcome(descriptor, status, version, urls, changes, intentions);
    }
}
