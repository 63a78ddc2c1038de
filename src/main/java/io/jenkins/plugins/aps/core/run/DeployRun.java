package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Watched;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Written;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.cluster.RecordStore.StaleRecordException;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Verdict;
import io.jenkins.plugins.aps.core.plan.Plan;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * Brings an application to run: prepare, claim the record, plan, wave by wave write and wait, prune, conclude. Each
 * method below is a turn and names the next one.
 */
public final class DeployRun extends ClusterRun<DeployOutcome> {
    private final DeployOrder order;
    private final Callable<Instance> status;
    private final List<Change> changes = new ArrayList<>();
    private Prepared prepared;
    private OperationType type = OperationType.DEPLOY;
    private int version = 1;
    private Plan plan;
    private Inventory inventory = new Inventory(List.of(), Set.of());
    private String namespaceUid = "";
    private Watched view;
    private WaveWork wave;
    private boolean told;
    private volatile boolean planned;

    /** @param status tells how the application stands; blocks */
    public DeployRun(
            DeployOrder order,
            Callable<Instance> status,
            ClusterClient cluster,
            Predicate<String> runsHere,
            Threads threads,
            DeployListener listener,
            InstantSource clock) {
        super(order.operationId(), order.application(), order.timeout(), cluster, runsHere, threads, listener, clock);
        this.order = order;
        this.status = status;
    }

    @Override
    void enter() {
        waitFor("the release to be read");
        read(order.preparation(), this::checkRights);
    }

    /** Nothing waits for it: an operation that is to end does so, and what is read then is of no use any more. */
    private void read(Callable<Prepared> reading, Runnable next) {
        act(
                threads().readers(order.repository()),
                reading,
                good -> {
                    if (!halted()) {
                        prepared = good;
                        next.run();
                    }
                },
                error -> {
                    if (!halted()) {
                        fail(error);
                    }
                });
    }

    private void checkRights() {
        waitFor("the cluster to tell what we may do there");
        ask(() -> cluster().missingRights(application()), missing -> {
            if (!missing.isEmpty()) {
                throw new ApsException(
                        ErrorCode.NOT_ALLOWED,
                        "the account that is used at cluster '" + cluster().name() + "' lacks "
                                + (missing.size() == 1 ? "a right" : missing.size() + " rights"),
                        missing);
            }
            findRecord();
        });
    }

    /** What the record says now. */
    private record Found(Optional<ApplicationRecord> record, Optional<Kept> current, Claim claim) {}

    private void findRecord() {
        ask(
                () -> {
                    if (!order.dryRun()) {
                        cluster().doors().open();
                    }
                    var found = cluster().records().find(application());
                    var kept = found.flatMap(r -> cluster().records().kept(application(), r.currentVersion()));
                    var claim = Claim.of(found, id(), order.ifRunning(), this::life);
                    if (order.dryRun() || claim instanceof Claim.Take) {
                        prepared.admit(cluster(), id(), found);
                    }
                    return new Found(found, kept, claim);
                },
                this::claim);
    }

    @Override
    void timeUp() {
        throw new ApsException(
                ErrorCode.TIMED_OUT,
                "it did not run within " + told(order.timeout()) + "; it still waited for " + waitingFor());
    }

    private void claim(Found found) {
        found.record().ifPresent(this::adopt);
        if (order.dryRun()) {
            plan(found, false, this::concludeDryRun);
        } else if (found.claim() instanceof Claim.Take take) {
            take(found, take.resumed());
        } else if (found.claim() instanceof Claim.Wait wait) {
            persist();
            tellStart(false);
            if (!waitingFor().equals(wait.reason())) {
                waitFor(wait.reason());
                emit(new DeployEvent.Waiting(now(), application(), id(), wait.reason()));
            }
            againLater(this::findRecord);
        } else if (found.claim() instanceof Claim.Displaced) {
            throw superseded();
        } else if (found.claim() instanceof Claim.Refuse refuse) {
            throw new ApsException(ErrorCode.CONFLICT, refuse.reason());
        } else if (found.claim() instanceof Claim.Ended ended) {
            repeatEnd(ended);
        }
    }

    /** The same deployment again keeps its version; anything else is a new one, as a number is never used twice. */
    private void plan(Found found, boolean resumed, Runnable next) {
        found.record().ifPresent(record -> {
            var same = record.lastGoodVersion() == record.currentVersion()
                    && found.current().filter(prepared.kept()::equals).isPresent();
            version = resumed || same ? record.currentVersion() : record.currentVersion() + 1;
            type = record.lastGoodVersion() > 0 && !same ? OperationType.UPGRADE : OperationType.DEPLOY;
            namespaceUid = record.namespaceUid();
            inventory = Inventory.of(record);
            if (resumed) {
                RecordEdits.operation(record, id())
                        .ifPresent(o -> type = o.summary().type());
            }
        });
        tellStart(resumed);
        tell(Status.CREATE_DESCRIPTOR);
        waitFor("the plan to be made");
        ask(() -> prepared.plans().apply(version), made -> {
            plan = made;
            next.run();
        });
    }

    /** An interrupted operation goes on with what it recorded: what it was told may mean another release by now. */
    private void take(Found found, boolean resumed) {
        var kept = found.current().filter(other -> resumed && !other.equals(prepared.kept()));
        if (kept.isPresent()) {
            waitFor("the release to be read again");
            read(() -> order.again().apply(kept.get()), this::findRecord);
        } else {
            plan(found, resumed, () -> record(found));
        }
    }

    private void record(Found found) {
        var intentions = Intentions.of(plan, inventory);
        inventory.intend(plan);
        var descriptor = prepared.descriptor();
        var beginning = new RecordEdits.Beginning(
                id(),
                type,
                Phase.PLANNED,
                order.by(),
                order.build(),
                cluster().doors().self(),
                now());
        var intent = new RecordEdits.Intent(
                application(),
                descriptor.projectName(),
                descriptor.release(),
                descriptor.runtimeVersion(),
                version,
                inventory.items());
        var taken = RecordEdits.begin(found.record(), beginning, intent);
        waitFor("the record to be written");
        ask(
                () -> {
                    checkLease();
                    var records = cluster().records();
                    try {
                        return Optional.of(found.record().isPresent() ? records.update(taken) : records.create(taken));
                    } catch (StaleRecordException e) {
                        return Optional.<ApplicationRecord>empty();
                    }
                },
                written -> {
                    if (written.isEmpty()) {
                        findRecord();
                        return;
                    }
                    adopt(written.get());
                    guard();
                    keep(intentions);
                });
    }

    private void keep(List<DeployEvent.PlannedWave> intentions) {
        ask(
                () -> {
                    cluster().records().keep(application(), version, prepared.kept());
                    return version;
                },
                kept -> {
                    tell(Status.DESCRIPTOR_CREATED);
                    planned = true;
                    emit(new DeployEvent.Planned(
                            now(), application(), id(), prepared.descriptor().release(), version, intentions));
                    view = cluster().watch(application(), this::somethingChanged);
                    startWave(0);
                });
    }

    @Override
    void look() {
        if (wave != null) {
            wave.look();
        }
    }

    private void startWave(int next) {
        if (next == plan.waves().size()) {
            prune();
            return;
        }
        waitFor("wave " + plan.waves().get(next).name());
        ask(this::stillOurs, ours -> {
            if (!ours) {
                throw superseded();
            }
            if (next == 0) {
                tell(type == OperationType.UPGRADE ? Status.UPDATE_APP : Status.DEPLOY_STARTED);
            }
            wave = new WaveWork(this, plan.waves().get(next), order.componentTimeout(), () -> waveEnded(next));
            wave.begin();
        });
    }

    private void waveEnded(int index) {
        wave = null;
        var last = index == plan.waves().size() - 1;
        if (index > 0 && !last) {
            startWave(index + 1);
            return;
        }
        // The namespace's UID must be on record before anything is put into it, and all others when nothing is left to
        // do.
        var changed = RecordEdits.phase(
                record(), namespaceUid, last ? Phase.OBSERVING : Phase.APPLYING, inventory.items(), now());
        ask(() -> save(changed), saved -> {
            adopt(saved);
            startWave(index + 1);
        });
    }

    /** All objects of the last wave are written: what remains is to wait. */
    void lastWaveWritten() {
        if (type != OperationType.UPGRADE) {
            tell(Status.PENDING);
        }
    }

    private void prune() {
        var unwanted = inventory.unwanted(plan);
        if (unwanted.isEmpty()) {
            conclude();
        } else {
            new Pruning(this, unwanted, this::conclude).begin();
        }
    }

    private void conclude() {
        waitFor("the record to be written");
        var ended = RecordEdits.end(record(), namespaceUid, Verdict.SUCCEEDED, "", inventory.items(), now());
        beginEnd();
        send(() -> save(ended), saved -> {
            adopt(saved);
            tell(Status.RUNNING);
            var unchanged = (int) changes.stream()
                    .filter(c -> c.action() == Change.Action.UNCHANGED)
                    .count();
            emit(new DeployEvent.OperationSucceeded(
                    now(), application(), id(), type, Status.RUNNING, changes.size() - unchanged, unchanged, took()));
            succeed(outcome(Status.RUNNING, List.of()));
        });
    }

    private void concludeDryRun() {
        ask(status, this::concludeDryRun);
    }

    private void concludeDryRun(Instance instance) {
        beginEnd();
        var intentions = Intentions.of(plan, inventory);
        emit(new DeployEvent.Planned(
                now(), application(), id(), prepared.descriptor().release(), version, intentions));
        emit(new DeployEvent.OperationSucceeded(now(), application(), id(), type, instance.status(), 0, 0, took()));
        succeed(outcome(
                instance.status(),
                intentions.stream().map(DeployEvent.PlannedWave::objects).toList()));
    }

    /** The door did not hear how it ended, so it is told again. */
    private void repeatEnd(Claim.Ended ended) {
        var summary = ended.operation().summary();
        type = summary.type();
        version = ended.operation().applicationVersion();
        tellStart(true);
        if (summary.verdict() == Verdict.SUCCEEDED) {
            ask(() -> prepared.plans().apply(version), made -> {
                beginEnd();
                plan = made;
                emit(new DeployEvent.OperationSucceeded(
                        now(), application(), id(), type, Status.RUNNING, 0, 0, took()));
                succeed(outcome(Status.RUNNING, List.of()));
            });
        } else {
            beginEnd();
            tellEnd(new ApsException(ErrorCode.FAILED, summary.reason()), summary.verdict());
        }
    }

    private DeployOutcome outcome(Status status, List<List<Change>> intentions) {
        return new DeployOutcome(prepared.descriptor(), status, version, plan.urls(), changes, intentions);
    }

    /** Ends badly, and says so in the record if the record is ours. */
    @Override
    void broken(ApsException failure, Verdict verdict) {
        var error = redaction().of(failure);
        if (!owns()) {
            tellEnd(error, verdict);
            return;
        }
        var refused = wave != null && namespaceUid.isEmpty() && error.code() == ErrorCode.CONFLICT;
        if (refused && RecordEdits.isFirst(record())) {
            // The namespace is somebody else's, and there is nothing of ours: nor shall there be a record of it.
            send(Executors.callable(this::deleteRecord), deleted -> tellEnd(error, verdict));
            return;
        }
        var ended = RecordEdits.end(record(), namespaceUid, verdict, error.getMessage(), inventory.items(), now());
        send(() -> save(ended), saved -> tellEnd(error, verdict));
    }

    /** Whether it made or changed the application itself, and neither a person nor another operation ended it. */
    public boolean answersForTheApplication() {
        return planned && owns() && !isInterrupted();
    }

    @Override
    void lost(ApsException error, Verdict verdict) {
        tellEnd(redaction().of(error), verdict);
    }

    private void tellEnd(ApsException error, Verdict verdict) {
        tellStart(false);
        if (planned && verdict != Verdict.SUPERSEDED) {
            tell(wave != null && wave.written() ? Status.UNKNOWN : Status.DEPLOY_STARTED_FAILED, error.getMessage());
        }
        emit(new DeployEvent.OperationFailed(
                now(), application(), id(), type, verdict, error.code(), error.getMessage(), error.problems(), took()));
        failResult(error.of(application(), id()));
    }

    @Override
    void release() {
        var held = view;
        if (held != null) {
            held.close();
        }
    }

    private void tellStart(boolean resumed) {
        if (!told) {
            told = true;
            emit(new DeployEvent.OperationStarted(now(), application(), id(), type, order.by(), "", resumed));
            tell(Status.CREATE_APP);
        }
    }

    private void tell(Status status) {
        tell(status, "");
    }

    private void tell(Status status, String reason) {
        emit(new DeployEvent.StatusChanged(now(), application(), id(), status, reason));
    }

    /** What the cluster says may hold what we gave it. */
    Redaction redaction() {
        return new Redaction(prepared == null ? List.of() : prepared.secrets());
    }

    Watched view() {
        return view;
    }

    Inventory inventory() {
        return inventory;
    }

    boolean isLast(Plan.Wave which) {
        return plan.waves().get(plan.waves().size() - 1).equals(which);
    }

    /** An object was written, removed, or needed neither. */
    void changed(Change change) {
        changes.add(change);
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
}
