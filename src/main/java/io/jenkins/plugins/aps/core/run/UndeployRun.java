package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Watched;
import io.jenkins.plugins.aps.core.cluster.RecordStore.StaleRecordException;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
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
 * Removes an application: claim the record, delete the namespace that is recorded as ours, wait until it is gone, delete
 * the record. Each method below is a turn and names the next one.
 */
public final class UndeployRun extends ClusterRun<UndeployResult> {
    private final UndeployRequest request;
    private final Callable<Instance> status;
    private final OperationType type;
    private Watched view;
    /** Of the namespace that is ours; empty where there is none. */
    private String namespaceUid = "";

    private boolean told;

    /** @param status tells how the application stands; blocks */
    public UndeployRun(
            UndeployRequest request,
            Callable<Instance> status,
            ClusterClient cluster,
            Predicate<String> runsHere,
            Threads threads,
            DeployListener listener,
            InstantSource clock) {
        super(
                request.operationId(),
                request.application(),
                request.timeout(),
                cluster,
                runsHere,
                threads,
                listener,
                clock);
        this.request = request;
        this.status = status;
        this.type = request.force() ? OperationType.FORCE_UNDEPLOY : OperationType.UNDEPLOY;
    }

    /** What there is of the application. */
    private record Found(
            Optional<ApplicationRecord> record, Optional<HasMetadata> namespace, Instance instance, Claim claim) {}

    @Override
    void enter() {
        waitFor("the cluster to tell what there is");
        ask(
                () -> {
                    cluster().doors().open();
                    var found = cluster().records().find(application());
                    var ifRunning = request.force() ? IfRunning.SUPERSEDE : IfRunning.FAIL;
                    return new Found(
                            found,
                            cluster().find(namespaceRef()),
                            status.call(),
                            Claim.of(found, id(), ifRunning, this::life));
                },
                this::claim);
    }

    private void claim(Found found) {
        if (found.record().isEmpty()) {
            tellStart(false);
            withoutRecord(found.namespace());
            return;
        }
        adopt(found.record().get());
        var claim = found.claim();
        if (claim instanceof Claim.Refuse refuse) {
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    refuse.reason() + ": wait until it has ended, or force the undeployment, which takes its place");
        }
        if (claim instanceof Claim.Displaced) {
            throw superseded();
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
        var resumed = claim instanceof Claim.Take take && take.resumed();
        if (!resumed && !request.force() && found.instance().status().statusClass() != StatusClass.RUNNING) {
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    "it is " + found.instance().status().json()
                            + ", and only a Running application is undeployed without force: force the undeployment");
        }
        tellStart(resumed);
        take(found.record().get());
    }

    /** What we can't prove to be ours stays. */
    private void withoutRecord(Optional<HasMetadata> namespace) {
        beginEnd();
        if (namespace.isEmpty()) {
            gone("", List.of());
        } else {
            stuck(
                    "there is a namespace of this name and no record that says it is ours; it was not touched",
                    List.of(namespaceRef()));
        }
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
                    checkLease();
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
                    adopt(written.get());
                    guard();
                    emit(new DeployEvent.StatusChanged(
                            now(), application(), id(), Status.UNKNOWN, "is being undeployed"));
                    view = cluster().watch(application(), this::somethingChanged);
                    deleteNamespace();
                });
    }

    private void deleteNamespace() {
        waitFor("the namespace to be deleted");
        ask(
                () -> {
                    checkOwnership();
                    var known = Known.namespace(Optional.of(record()));
                    var found = cluster()
                            .findOurs(namespaceRef(), application(), known)
                            .map(n -> n.getMetadata().getUid());
                    found.ifPresent(uid -> cluster().delete(namespaceRef(), uid));
                    return found.orElse("");
                },
                uid -> {
                    namespaceUid = uid;
                    look();
                });
    }

    @Override
    void look() {
        if (busy()) {
            return;
        }
        var seen = view.objects().stream()
                .filter(Namespace.class::isInstance)
                .filter(this::isOurNamespace)
                .findFirst();
        if (view.synced() && seen.isEmpty()) {
            confirm();
        } else if (!inTime()) {
            confirm();
        } else {
            waitFor("the namespace to be gone"
                    + seen.map(n -> remaining((Namespace) n)).orElse(""));
            againLater(this::look);
        }
    }

    /** What is under way ends by itself then, and looks. */
    @Override
    void timeUp() {
        if (view == null) {
            throw new ApsException(
                    ErrorCode.TIMED_OUT,
                    "it was not undeployed within " + told(request.timeout()) + "; it still waited for "
                            + waitingFor());
        }
        if (!busy()) {
            look();
        }
    }

    /** Another of its name, made when ours was gone or never ours, is not waited for. */
    private boolean isOurNamespace(HasMetadata namespace) {
        return namespace.getMetadata().getUid().equals(namespaceUid);
    }

    /** A watch may be wrong; what is said to be gone is looked for once more. */
    private void confirm() {
        ask(
                () -> {
                    if (!stillOurs()) {
                        throw superseded();
                    }
                    return cluster().find(namespaceRef());
                },
                left -> {
                    beginEnd();
                    var ours = left.filter(this::isOurNamespace);
                    if (ours.isPresent()) {
                        unfinished((Namespace) ours.get());
                        return;
                    }
                    var removed = left.isPresent() && namespaceUid.isEmpty()
                            ? List.<ObjectRef>of()
                            : record().inventory().stream().map(Item::ref).toList();
                    var reason =
                            left.isEmpty() ? "" : "the namespace that has its name is not ours; it was not touched";
                    send(Executors.callable(this::deleteRecord), deleted -> gone(reason, removed));
                });
    }

    private void unfinished(Namespace left) {
        var reason = left.getMetadata().getDeletionTimestamp() == null
                ? "the namespace exists and is not being deleted"
                : "the namespace is still being deleted" + remaining(left);
        var ended =
                RecordEdits.end(record(), record().namespaceUid(), Verdict.FAILED, reason, record().inventory(), now());
        send(() -> save(ended), saved -> stuck(reason, List.of(namespaceRef())));
    }

    /** What the cluster itself says of why a namespace is not gone. */
    private static String remaining(Namespace namespace) {
        if (namespace.getStatus() == null || namespace.getStatus().getConditions() == null) {
            return "";
        }
        return namespace.getStatus().getConditions().stream()
                .filter(c -> "True".equals(c.getStatus()))
                .map(c -> ": " + c.getMessage())
                .reduce("", String::concat);
    }

    private ObjectRef namespaceRef() {
        return new ObjectRef("v1", "Namespace", "", application());
    }

    private void gone(String reason, List<ObjectRef> removed) {
        emit(new DeployEvent.StatusChanged(now(), application(), id(), Status.NOT_DEPLOYED, reason));
        emit(new DeployEvent.OperationSucceeded(
                now(), application(), id(), type, Status.NOT_DEPLOYED, removed.size(), 0, took()));
        succeed(new UndeployResult(application(), Outcome.GONE, reason, removed, List.of(), List.of()));
    }

    private void stuck(String reason, List<ObjectRef> leftovers) {
        tellFailure(new ApsException(ErrorCode.TIMED_OUT, reason), Verdict.FAILED);
        succeed(new UndeployResult(application(), Outcome.STUCK, reason, List.of(), leftovers, List.of()));
    }

    @Override
    void broken(ApsException error, Verdict verdict) {
        if (owns()) {
            var ended = RecordEdits.end(
                    record(), record().namespaceUid(), verdict, error.getMessage(), record().inventory(), now());
            send(() -> save(ended), saved -> endBadly(error, verdict));
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
                application(), Outcome.UNKNOWN, error.getMessage(), List.of(), List.of(), List.of()));
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
        if (!told) {
            told = true;
            emit(new DeployEvent.OperationStarted(now(), application(), id(), type, request.by(), "", resumed));
        }
    }

    @Override
    void release() {
        var held = view;
        if (held != null) {
            held.close();
        }
    }
}
