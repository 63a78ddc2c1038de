package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Watched;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.cluster.RecordStore.StaleRecordException;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;
import java.time.InstantSource;
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
    /** Mostly its release is read by then, and the record written anyway. */
    private static final Duration TAKE_UP = Duration.ofSeconds(5);

    private final DeployOrder order;
    private final Deployment deployment;
    private final DeployTelling telling;
    private final DeployEnd end;
    private final Preparing preparing;
    private final Seen seen = new Seen(this);
    private Watched view;
    private Walk walk;
    private Pruning pruning;
    private boolean resumed;
    private volatile boolean takenUp;

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
        this.deployment = new Deployment(order.recall().map(Recall::type).orElse(OperationType.DEPLOY));
        this.telling = new DeployTelling(this, order, deployment);
        this.end = new DeployEnd(this, order, deployment, telling, status);
        this.preparing = new Preparing(this, order, deployment, this::findRecord, this::unprepared);
    }

    @Override
    void enter() {
        if (order.isUnderWay()) {
            persist();
        }
        if (!order.dryRun()) {
            later(TAKE_UP, this::takeUp);
            result().whenComplete((value, error) -> letGo());
        }
        preparing.begin(this::checkRights);
    }

    /** A turn: what was interrupted is said to be this start's; whatever it waits for, others must not take it for gone. */
    private void takeUp() {
        if (record() == null && !halted()) {
            act(
                    threads().writers(),
                    () -> {
                        takenUp = owned().takeUp();
                        if (result().isDone()) {
                            letGo();
                        }
                        return takenUp;
                    },
                    taken -> {},
                    error -> later(PAUSE, this::takeUp));
        }
    }

    /** Said to be this start's, and ended before it was read: others must not wait for it as long as this process lives. */
    private void letGo() {
        if (takenUp && record() == null) {
            cluster().doors().letGo(id());
        }
    }

    /** One that has ended badly is told from the record, whatever became of its release; one under way waits for it. */
    private void unprepared(Throwable error) {
        if (owned().isOurs() || error instanceof ApsException aps && aps.code() == ErrorCode.INVALID_REQUEST) {
            fail(error);
            return;
        }
        act(
                threads().writers(),
                () -> cluster().records().find(application()),
                found -> {
                    var own = found.flatMap(record -> RecordEdits.operation(record, id()));
                    var ended = own.filter(RecordEdits::endedBadly);
                    if (ended.isPresent()) {
                        owned().adopt(found.get());
                        end.again(new Claim.Ended(ended.get()));
                    } else if (own.isPresent() && mayHeal(error) && inTime()) {
                        preparing.again(error, () -> preparing.begin(this::checkRights));
                    } else {
                        fail(error);
                    }
                },
                unreadable -> fail(error));
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

    /**
     * What there is now.
     *
     * @param namespace whether the application's namespace is there; only told to who may begin
     */
    private record Found(Optional<ApplicationRecord> record, Optional<Kept> current, Claim claim, boolean namespace) {}

    private void findRecord() {
        ask(
                () -> {
                    var found = cluster().records().find(application());
                    var kept = found.flatMap(cluster().records()::current);
                    var claim = Claim.of(found, id(), order.ifRunning(), this::life);
                    var admits = deployment.prepared() != null && (order.dryRun() || claim instanceof Claim.Take);
                    var namespace = admits && deployment.prepared().admit(cluster(), id(), found);
                    // Only now: it makes a platform namespace that is missing, whose name may be mistyped.
                    if (!order.dryRun() && (found.isPresent() || admits)) {
                        cluster().doors().open();
                    }
                    return new Found(found, kept, claim, namespace);
                },
                this::claim);
    }

    @Override
    void timeUp() {
        if (pruning != null) {
            pruning.timeUp();
            return;
        }
        var failure = walk == null ? Optional.<ApsException>empty() : walk.failure();
        failure.ifPresent(known -> {
            throw known;
        });
        throw new ApsException(
                ErrorCode.TIMED_OUT,
                "it did not run within " + told(order.timeout()) + "; it still waited for " + waitingFor());
    }

    private void claim(Found found) {
        found.record().ifPresent(record -> {
            owned().adopt(record);
            deployment.begin(record, order.recall().map(Recall::type));
        });
        if (!(found.claim() instanceof Claim.Ended || found.claim() instanceof Claim.Displaced)) {
            PreconditionCheck.refuseIfChanged(found.record(), order.options().preconditions(), id());
        }
        if (order.dryRun()) {
            preparing.byRecord(found.record(), found.current(), false, () -> plan(found, end::dryRun));
        } else if (found.claim() instanceof Claim.Take take) {
            var undone = order.recall().map(Recall::undoes).orElse("");
            found.record().ifPresent(record -> RecordEdits.refuseUnlessLast(record, undone, id()));
            resumed = take.resumed();
            preparing.byRecord(found.record(), found.current(), resumed, () -> plan(found, () -> check(found)));
        } else if (found.claim() instanceof Claim.Wait wait) {
            persist();
            telling.start(false);
            if (!waitingFor().equals(wait.reason())) {
                waitFor(wait.reason());
                telling.waiting(wait.reason());
            }
            againLater(this::findRecord);
        } else if (found.claim() instanceof Claim.Displaced) {
            throw owned().superseded();
        } else if (found.claim() instanceof Claim.Refuse refuse) {
            throw new ApsException(ErrorCode.CONFLICT, refuse.reason()).because(ErrorReason.OPERATION_RUNNING);
        } else if (found.claim() instanceof Claim.Ended ended) {
            end.again(ended);
        }
    }

    private record Decided(Decision decision, Set<ObjectRef> garbage) {}

    private void plan(Found found, Runnable next) {
        waitFor("the plan to be made");
        ask(
                () -> {
                    var decision = Decision.of(deployment.prepared(), found.record(), found.current(), id(), order);
                    var garbage = Garbage.of(
                            deployment.inventory(), decision.plan(), cluster().records(), application());
                    return new Decided(decision, garbage);
                },
                decided -> {
                    deployment.decide(decided.decision(), found.current(), decided.garbage());
                    telling.begin(resumed);
                    if (!isTried(found)) {
                        telling.make(resumed);
                    }
                    telling.movedTag(found.current());
                    telling.notes(deployment.prepared().notes());
                    next.run();
                });
    }

    /**
     * Of an application that is there: what the cluster would refuse is known before anything is written, even the record.
     * A first deployment finds nobody's changes in the way, and is quicker without; so does one whose namespace somebody
     * deleted, with all that the record says is in it.
     */
    private void check(Found found) {
        if (isTried(found)) {
            check(found.record().orElseThrow(), () -> {
                telling.make(resumed);
                record(found);
            });
        } else {
            record(found);
        }
    }

    /** Whether it may be refused before anything of it is written. */
    private boolean isTried(Found found) {
        return !resumed && !deployment.namespaceUid().isEmpty() && found.namespace();
    }

    private void check(ApplicationRecord record, Runnable next) {
        watch();
        // What is seen now serves the waves too, unless another operation may be writing until the record is ours.
        var free = record.owner().operation().isEmpty();
        new Trying(this, deployment).changed(free ? seen : new Seen(this), next);
    }

    private void record(Found found) {
        var intentions = deployment.intentions();
        deployment.inventory().intend(deployment.plan());
        var beginning = new RecordEdits.Beginning(
                id(),
                deployment.type(),
                Phase.PLANNED,
                order.by(),
                order.build(),
                cluster().doors().self(),
                now());
        var taken = RecordEdits.begin(found.record(), beginning, deployment.intent());
        waitFor("the record to be written");
        ask(
                () -> {
                    owned().checkLease();
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
                    owned().adopt(written.get());
                    proven();
                    guard();
                    keep(intentions);
                });
    }

    private void keep(List<DeployEvent.PlannedWave> intentions) {
        ask(
                () -> {
                    if (!deployment.isKept()) {
                        cluster()
                                .records()
                                .keep(
                                        application(),
                                        deployment.version(),
                                        deployment.kept(),
                                        record().lastGoodVersion());
                    }
                    return deployment.version();
                },
                kept -> {
                    telling.undertake(intentions);
                    watch();
                    telling.progress(Status.DEPLOY_STARTED);
                    walk = new Walk(this, deployment, order.componentTimeout(), this::prune);
                    walk.start();
                });
    }

    private void watch() {
        if (view == null) {
            view = cluster().watch(application(), this::somethingChanged);
        }
    }

    @Override
    void look() {
        if (walk != null) {
            walk.look();
        }
    }

    /** All objects of the last wave are written: what remains is to wait. */
    void lastWaveWritten() {
        telling.progress(Status.PENDING);
    }

    private void prune() {
        var unwanted = deployment.unwanted();
        if (unwanted.isEmpty()) {
            end.well();
        } else {
            pruning = new Pruning(this, unwanted, end::well);
            pruning.begin();
        }
    }

    @Override
    void tell(String notice) {
        // Between two waves nothing is told.
        if (walk == null || walk.underWay() || pruning != null) {
            telling.notice(notice);
        }
    }

    /** Ends badly, and says so in the record if the record is ours. */
    @Override
    void broken(ApsException failure, Verdict verdict) {
        var error = redaction().of(failure);
        if (!owned().isOurs()) {
            end.told(error, verdict);
            return;
        }
        var refused = walk != null
                && walk.underWay()
                && deployment.namespaceUid().isEmpty()
                && error.code() == ErrorCode.CONFLICT;
        if (refused && RecordEdits.isFirst(record())) {
            // The namespace is somebody else's, and there is nothing of ours: nor shall there be a record of it.
            send(Executors.callable(owned()::delete), deleted -> end.told(error, verdict));
            return;
        }
        // A new version of which all is current is not taken back.
        var mended = verdict == Verdict.FAILED && (telling.undertaken() || resumed) && pruning == null;
        end.badly(error, verdict, mended);
    }

    /** What is to be started now that it has failed: it owns the application already. */
    public Optional<FollowUp> followUp() {
        return end.followUp();
    }

    @Override
    void lost(ApsException error, Verdict verdict) {
        end.told(redaction().of(error), verdict);
    }

    @Override
    void release() {
        var held = view;
        if (held != null) {
            held.close();
        }
    }

    /** The record, as this operation goes on to another phase with what it has done so far. */
    ApplicationRecord at(Phase phase) {
        return RecordEdits.phase(
                record(),
                deployment.namespaceUid(),
                phase,
                deployment.inventory().items(),
                now());
    }

    /** What the cluster says may hold what we gave it. */
    Redaction redaction() {
        return new Redaction(
                deployment.prepared() == null
                        ? List.of()
                        : deployment.prepared().secrets());
    }

    Watched view() {
        return view;
    }

    /** What there is, as metadata. */
    Seen seen() {
        return seen;
    }

    /** Null until the plan is recorded. */
    Walk walk() {
        return walk;
    }

    /** What it knows so far; for one turn at a time. */
    Deployment deployment() {
        return deployment;
    }
}
