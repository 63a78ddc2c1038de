package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.Contents;
import io.jenkins.plugins.aps.core.cluster.RecordStore.StaleRecordException;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployEvent.PlannedWave;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.StatusClass;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * Removes an application: claim the record, remove what it tells of ({@link RemovalRun}), look what is left, delete the
 * record. Each method below is a turn and names the next one.
 */
public final class UndeployRun extends RemovalRun {
    private final UndeployRequest request;
    private final Callable<Instance> status;
    private final OperationType type;
    private boolean confirming;
    private boolean startTold;
    /** How the application stood when it was looked at. */
    private Status shown = Status.UNKNOWN;

    /** @param status tells how the application stands; blocks */
    public UndeployRun(
            UndeployRequest request,
            Callable<Instance> status,
            ClusterClient cluster,
            Predicate<String> runsHere,
            Threads threads,
            DeployListener listener,
            InstantSource clock) {
        this(request, status, cluster, runsHere, threads, listener, clock, Graces.NORMAL);
    }

    /** @param graces of force */
    UndeployRun(
            UndeployRequest request,
            Callable<Instance> status,
            ClusterClient cluster,
            Predicate<String> runsHere,
            Threads threads,
            DeployListener listener,
            InstantSource clock,
            Graces graces) {
        super(request, cluster, runsHere, threads, listener, clock, graces);
        this.request = request;
        this.status = status;
        this.type = request.force() ? OperationType.FORCE_UNDEPLOY : OperationType.UNDEPLOY;
    }

    /** What there is of the application. */
    private record Found(
            Optional<ApplicationRecord> record, Optional<HasMetadata> namespace, Instance instance, Claim claim) {}

    /** Who was told to undo what another began waits for a cluster that is away, and so does who is recorded already. */
    @Override
    void enter() {
        if (!request.undoes().isEmpty()) {
            persist();
        }
        waitFor("the cluster to tell what there is");
        ask(
                () -> {
                    var record = cluster().records().find(application());
                    // Not without: it makes a platform namespace that is missing, whose name may be mistyped.
                    if (record.isPresent() && !request.dryRun()) {
                        cluster().doors().open();
                    }
                    return record;
                },
                found -> {
                    if (found.filter(record -> record.operationIds().contains(id()))
                            .isPresent()) {
                        persist();
                    }
                    look(found);
                });
    }

    private void look(Optional<ApplicationRecord> found) {
        var ifRunning = request.force() ? IfRunning.SUPERSEDE : IfRunning.FAIL;
        ask(
                () -> new Found(
                        found,
                        cluster().find(namespaceRef()),
                        status.call(),
                        Claim.of(found, id(), ifRunning, this::life)),
                this::claim);
    }

    private void claim(Found found) {
        if (found.record().isEmpty()) {
            tellStart(false);
            withoutRecord(found.namespace());
            return;
        }
        owned().adopt(found.record().get());
        shown = found.instance().status();
        var claim = found.claim();
        if (claim instanceof Claim.Refuse refuse) {
            throw new ApsException(
                            ErrorCode.CONFLICT,
                            refuse.reason()
                                    + ": wait until it has ended, or force the undeployment, which takes its place")
                    .because(ErrorReason.OPERATION_RUNNING);
        }
        if (claim instanceof Claim.Displaced) {
            throw owned().superseded();
        }
        if (claim instanceof Claim.Wait wait) {
            waitFor(wait.reason());
            persist();
            againLater(this::enter);
            return;
        }
        if (claim instanceof Claim.Ended ended) {
            var summary = ended.operation().summary();
            throw new ApsException(ErrorCode.FAILED, "this undeployment has ended already: " + summary.reason());
        }
        RecordEdits.refuseUnlessLast(found.record().get(), request.undoes(), id());
        var resumed = claim instanceof Claim.Take take && take.resumed();
        if (!resumed
                && !request.force()
                && found.instance().statusClass() != StatusClass.RUNNING
                && !goesAlready(found)) {
            throw new ApsException(
                            ErrorCode.CONFLICT,
                            "it is " + found.instance().status().json()
                                    + ", and only a Running application is undeployed without force: force the undeployment")
                    .because(ErrorReason.NOT_RUNNING);
        }
        tellStart(resumed);
        if (request.dryRun()) {
            survey();
        } else {
            take(found.record().get());
        }
    }

    /** Whoever deletes the namespace of the record takes everything: there is nothing left that force would decide on. */
    private static boolean goesAlready(Found found) {
        return found.namespace()
                .filter(NamespaceState::terminating)
                .map(live -> live.getMetadata().getUid())
                .filter(found.record().orElseThrow().namespaceUid()::equals)
                .isPresent();
    }

    /** What we can't prove to be ours stays, also with force: more force is no answer to a name that was mistyped. */
    private void withoutRecord(Optional<HasMetadata> namespace) {
        ask(() -> cluster().unrecorded(application()), found -> {
            if (found.application()) {
                throw new ApsException(ErrorCode.CONFLICT, found.sentence() + "; it was not touched")
                        .because(found.isLost() ? ErrorReason.NO_RECORD : ErrorReason.UNSPECIFIED);
            }
            beginEnd();
            gone(namespace.map(UndeployRun::whoseItIs).orElse(found.sentence()), List.of());
        });
    }

    private static String whoseItIs(HasMetadata namespace) {
        return ClusterClient.isPrepared(namespace)
                ? "the namespace that an administrator prepared for it stays"
                : "the namespace that has its name is not ours; it was not touched";
    }

    private void take(ApplicationRecord found) {
        var taken = RecordEdits.begin(
                Optional.of(found),
                new RecordEdits.Beginning(
                        id(),
                        type,
                        Phase.APPLYING,
                        request.by(),
                        request.build(),
                        cluster().doors().self(),
                        now()),
                new RecordEdits.Intent(
                        application(),
                        found.project(),
                        found.release(),
                        found.catalog(),
                        found.currentVersion(),
                        found.inventory()));
        ask(
                () -> {
                    owned().checkLease();
                    try {
                        return Optional.of(cluster().records().update(taken));
                    } catch (StaleRecordException e) {
                        return Optional.<ApplicationRecord>empty();
                    }
                },
                written -> {
                    if (written.isEmpty()) {
                        enter();
                        return;
                    }
                    owned().adopt(written.get());
                    guard();
                    emit(new DeployEvent.StatusChanged(
                            now(),
                            application(),
                            id(),
                            Status.UNKNOWN,
                            StatusClass.IN_PROGRESS,
                            "is being undeployed"));
                    survey();
                });
    }

    /** What is under way ends by itself then, and looks. */
    @Override
    void timeUp() {
        if (view() == null || request.dryRun()) {
            throw new ApsException(
                    ErrorCode.TIMED_OUT,
                    "it was not undeployed within " + told(request.timeout()) + "; it still waited for "
                            + waitingFor());
        }
        look();
    }

    @Override
    void tell(String notice) {
        tellStart(false);
        told().notice(notice);
    }

    private record Left(Optional<Namespace> namespace, boolean another, Contents contents) {}

    /** A watch may be wrong; what is said to be gone is looked for once more. */
    @Override
    void confirm() {
        if (confirming) {
            return;
        }
        confirming = true;
        ask(
                () -> {
                    if (!owned().stillOurs()) {
                        throw owned().superseded();
                    }
                    var found = cluster().find(namespaceRef());
                    var ours = found.filter(this::isOurNamespace).map(Namespace.class::cast);
                    return new Left(
                            ours, found.isPresent() && ours.isEmpty(), ours.isPresent() ? contents() : Contents.NONE);
                },
                left -> {
                    beginEnd();
                    if (left.namespace().isPresent() && emptied(left.contents())) {
                        send(
                                Executors.callable(owned()::delete),
                                deleted -> gone("the namespace stays, as an administrator made it", told().removed()));
                        return;
                    }
                    if (left.namespace().isPresent()) {
                        unfinished(left.namespace().get(), left.contents());
                        return;
                    }
                    var removed = left.another() && namespaceUid().isEmpty() ? List.<ObjectRef>of() : everything();
                    var reason =
                            left.another() ? "the namespace that has its name is not ours; it was not touched" : "";
                    send(Executors.callable(owned()::delete), deleted -> gone(reason, removed));
                });
    }

    private void unfinished(Namespace left, Contents contents) {
        var blockers = blockers(left, contents);
        var ended = RecordEdits.end(
                record(), record().namespaceUid(), Verdict.FAILED, blockers.reason(), left(contents), now());
        send(() -> owned().save(ended), saved -> stuck(blockers.reason(), blockers.leftovers()));
    }

    @Override
    void foreseen(List<PlannedWave> waves) {
        beginEnd();
        emit(new DeployEvent.OperationSucceeded(now(), application(), id(), type, shown, 0, 0, took()));
        succeed(new UndeployResult(
                application(),
                Outcome.PLANNED,
                "",
                List.of(),
                List.of(),
                List.of(),
                waves.stream().map(PlannedWave::objects).toList()));
    }

    private void gone(String reason, List<ObjectRef> removed) {
        emit(new DeployEvent.StatusChanged(now(), application(), id(), Status.NOT_DEPLOYED, reason));
        emit(new DeployEvent.OperationSucceeded(
                now(), application(), id(), type, Status.NOT_DEPLOYED, removed.size(), 0, took()));
        succeed(new UndeployResult(
                application(), Outcome.GONE, reason, removed, List.of(), told().finalizersRemoved()));
    }

    private void stuck(String reason, List<ObjectRef> leftovers) {
        tellFailure(new ApsException(ErrorCode.TIMED_OUT, reason), Verdict.FAILED);
        succeed(new UndeployResult(
                application(), Outcome.STUCK, reason, told().removed(), leftovers, told().finalizersRemoved()));
    }

    @Override
    void broken(ApsException error, Verdict verdict) {
        if (owned().isOurs()) {
            var ended = RecordEdits.end(
                    record(), record().namespaceUid(), verdict, error.getMessage(), left(Contents.unknown("")), now());
            send(() -> owned().save(ended), saved -> endBadly(error, verdict));
        } else {
            endBadly(error, verdict);
        }
    }

    @Override
    void lost(ApsException error, Verdict verdict) {
        if (verdict == Verdict.SUPERSEDED) {
            endBadly(error, verdict);
            return;
        }
        tellFailure(error, verdict);
        succeed(new UndeployResult(
                application(),
                Outcome.UNKNOWN,
                error.getMessage(),
                told().removed(),
                List.of(),
                told().finalizersRemoved()));
    }

    private void endBadly(ApsException error, Verdict verdict) {
        tellFailure(error, verdict);
        failResult(error.of(application(), id()));
    }

    private void tellFailure(ApsException error, Verdict verdict) {
        tellStart(false);
        emit(new DeployEvent.OperationFailed(
                now(), application(), id(), type, verdict, error.code(), error.getMessage(), error.problems(), took()));
    }

    private void tellStart(boolean resumed) {
        if (!startTold) {
            startTold = true;
            emit(new DeployEvent.OperationStarted(now(), application(), id(), type, request.by(), "", resumed));
        }
    }
}
