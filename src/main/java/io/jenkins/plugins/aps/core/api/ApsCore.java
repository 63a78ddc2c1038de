package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.catalog.Catalogs;
import io.jenkins.plugins.aps.core.descriptor.DescriptorJson;
import io.jenkins.plugins.aps.core.descriptor.DescriptorText;
import io.jenkins.plugins.aps.core.descriptor.ProjectReader;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.AdoptRequest;
import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.ClusterOffer;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.IgnoredTag;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.ReleaseReference;
import io.jenkins.plugins.aps.core.model.StatusClass;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.VersionRequest;
import io.jenkins.plugins.aps.core.run.AwaitRun;
import io.jenkins.plugins.aps.core.run.DeployOrder;
import io.jenkins.plugins.aps.core.run.DeployOutcome;
import io.jenkins.plugins.aps.core.run.DeployRun;
import io.jenkins.plugins.aps.core.run.FollowUp;
import io.jenkins.plugins.aps.core.run.OperationRun;
import io.jenkins.plugins.aps.core.run.Threads;
import io.jenkins.plugins.aps.core.run.UndeployRun;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** {@link Aps}, with all rooms of the core wired together. */
public final class ApsCore implements Aps {
    private final Connections connections;
    private final Preparation preparation;
    private final ReleaseValidator validator;
    private final Catalogs catalogs;
    private final DescriptorShelf shelf;
    private final Threads threads;
    private final InstantSource clock = InstantSource.system();
    private final Orders orders;
    private final Map<String, OperationRun<?>> running = new ConcurrentHashMap<>();
    /** Operations that ones which run here start when they fail. */
    private final Set<String> expected = ConcurrentHashMap.newKeySet();

    private final OperationTails tails = new OperationTails();
    private final Function<InstantSource, LiveModel> modelling;
    private LiveModel model;
    private boolean closed;

    private ApsCore(ApsSettings settings, Catalogs catalogs, ThreadFactory factory) {
        connections = new Connections(settings);
        this.catalogs = catalogs;
        preparation = new Preparation(connections, catalogs);
        validator = new ReleaseValidator(settings, catalogs);
        shelf = new ClusterShelf(connections, System::nanoTime);
        orders = new Orders(preparation);
        threads = new Threads(factory);
        modelling = now ->
                new LiveModel(settings, connections, validator, this::reader, this::runsHere, tails, factory, now);
    }

    /** Opens it with daemon threads of its own; connects to nothing yet. */
    public static Aps open(ApsSettings settings) {
        return open(settings, Catalogs.builtIn().with(settings.catalogs(), settings.proxies()));
    }

    /** The same, with these platform versions and no others. */
    public static Aps open(ApsSettings settings, Catalogs catalogs) {
        var count = new AtomicInteger();
        return new ApsCore(settings, catalogs, work -> {
            var thread = new Thread(work, "aps-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Opens it with the host's threads; connects to nothing yet. */
    public static Aps open(ApsSettings settings, ThreadFactory factory) {
        return new ApsCore(settings, Catalogs.builtIn().with(settings.catalogs(), settings.proxies()), factory);
    }

    @Override
    public List<Release> releases(String repository, String project, boolean refresh) {
        return connections.repository(repository).releases(refresh).stream()
                .filter(r -> project.isEmpty() || r.project().equals(project))
                .toList();
    }

    @Override
    public List<IgnoredTag> ignoredTags(String repository) {
        return connections.repository(repository).ignoredTags();
    }

    @Override
    public ReleaseDetails release(String repository, String project, String version) {
        var reference = ReleaseReference.checked(project, version);
        var source = connections.repository(repository);
        var release = source.find(reference.project(), reference.version());
        return new ReleaseDetails(
                release, validator.judged(ProjectReader.read(source.files(release), release.version())));
    }

    @Override
    public Operation<Instance> deploy(DeployRequest asked, DeployListener listener) {
        // First of all: a descriptor may name the application, and everything below goes by that name.
        var request = DescriptorText.merge(asked);
        var runtime = DescriptorText.runtimeVersion(asked);
        var settings = connections.clusterSettings(request.cluster()).on(runtime);
        return carryOut(orders.of(request, settings, !runtime.isEmpty()), Orders.asked(request), listener);
    }

    @Override
    public List<Problem> problems(DeployRequest asked) {
        return new RequestReview(connections, catalogs).problems(asked);
    }

    @Override
    public Operation<Instance> rollback(VersionRequest request, DeployListener listener) {
        var settings = connections.clusterSettings(request.cluster());
        return carryOut(orders.of(OperationType.ROLLBACK, request, settings), request, listener);
    }

    @Override
    public Operation<Instance> redeploy(VersionRequest request, DeployListener listener) {
        var settings = connections.clusterSettings(request.cluster());
        return carryOut(orders.of(OperationType.REDEPLOY, request, settings), request, listener);
    }

    /** With what it starts when it fails: from its first turn on that counts as running here. */
    private Operation<Instance> carryOut(DeployOrder order, VersionRequest request, DeployListener listener) {
        var run = new DeployRun(
                order,
                () -> status(request.cluster(), request.application()),
                connections.cluster(request.cluster()),
                this::runsHere,
                threads,
                tails.keeping(listener),
                clock);
        register(run);
        order.followUp().ifPresent(next -> expected.add(next.operationId()));
        var operation = new FollowedOperation<Instance>(run);
        told(run, outcome -> after(request, outcome))
                .exceptionallyCompose(error -> run.followUp()
                        .map(next -> mend(next, request, error, listener, operation))
                        .orElseGet(() -> CompletableFuture.failedFuture(error)))
                .whenComplete((instance, error) -> {
                    running.remove(run.id());
                    order.followUp().ifPresent(next -> expected.remove(next.operationId()));
                    if (error == null) {
                        operation.result().complete(instance);
                    } else {
                        operation.result().completeExceptionally(unwrapped(error));
                    }
                });
        run.start();
        return operation;
    }

    /** It stays a failure, of which both ends are told. */
    private CompletableFuture<Instance> mend(
            FollowUp next,
            VersionRequest failed,
            Throwable error,
            DeployListener listener,
            FollowedOperation<Instance> operation) {
        if (!(unwrapped(error) instanceof ApsException first)) {
            return CompletableFuture.failedFuture(error);
        }
        try {
            if (next.type() == OperationType.ROLLBACK) {
                var settings = connections.clusterSettings(failed.cluster());
                var rollback = carryOut(orders.rollback(failed, settings), Orders.rollback(failed), listener);
                return operation.followedBy(rollback).result().handle((instance, second) -> {
                    throw second == null
                            ? BothEnds.rolledBack(first, instance)
                            : BothEnds.notRolledBack(first, unwrapped(second));
                });
            }
            return operation
                    .followedBy(undeploy(Orders.undeployment(failed), listener))
                    .result()
                    .handle((removed, second) -> {
                        throw second == null
                                ? BothEnds.undeployed(first, removed)
                                : BothEnds.notUndeployed(first, unwrapped(second));
                    });
        } catch (RuntimeException second) {
            return CompletableFuture.failedFuture(
                    next.type() == OperationType.ROLLBACK
                            ? BothEnds.notRolledBack(first, second)
                            : BothEnds.notUndeployed(first, second));
        }
    }

    /** What was done is done, and is told though the cluster can't be read just then. */
    private Instance after(VersionRequest request, DeployOutcome outcome) {
        Instance instance;
        try {
            var reader = reader(request.cluster());
            instance = outcome.shown()
                    .map(shown -> reader.of(shown, outcome))
                    .orElseGet(() -> reader.read(request.application()));
        } catch (ApsException e) {
            instance = told(request, outcome, "its services could not be read: " + e.getMessage());
        }
        return instance.with(outcome.changes(), outcome.plan());
    }

    private Instance told(VersionRequest request, DeployOutcome outcome, String reason) {
        var descriptor = outcome.descriptor();
        return new Instance(
                request.application(),
                request.application(),
                connections.clusterSettings(request.cluster()).name(),
                descriptor.projectName(),
                descriptor.release(),
                outcome.applicationVersion(),
                descriptor.runtimeVersion(),
                outcome.status(),
                reason,
                null,
                null,
                outcome.urls(),
                List.of(),
                descriptor.access(),
                List.of(),
                null,
                List.of(),
                List.of());
    }

    @Override
    public Instance status(String cluster, String application) {
        return reader(cluster).read(application);
    }

    @Override
    public Descriptor descriptor(String cluster, String application) {
        var client = connections.cluster(cluster);
        var record = client.records().find(application);
        return record.flatMap(client.records()::current)
                .map(kept -> DescriptorJson.read(kept.descriptor()))
                .orElseThrow(() -> {
                    var none = "there is no application '" + application + "' that was deployed";
                    if (record.isPresent()) {
                        return new ApsException(ErrorCode.NOT_FOUND, none).because(ErrorReason.NO_APPLICATION);
                    }
                    var why = client.unrecorded(application);
                    return new ApsException(ErrorCode.NOT_FOUND, why.after(none))
                            .because(why.isLost() ? ErrorReason.NO_RECORD : ErrorReason.NO_APPLICATION)
                            .of(application, "");
                });
    }

    @Override
    public Adoption adopt(AdoptRequest request) {
        preparation.checkName(request.application());
        try {
            return new Adopter(connections.cluster(request.cluster()), clock).adopt(request);
        } catch (ApsException e) {
            throw e.of(request.application(), request.operationId());
        }
    }

    @Override
    public Optional<String> platformProblem(String cluster) {
        // Of no application: what is left is whether the platform namespace is there.
        var sentence = connections.cluster(cluster).unrecorded("").sentence();
        return Optional.of(sentence).filter(text -> !text.isEmpty());
    }

    @Override
    public List<Instance> statuses(String cluster) {
        return reader(cluster).readAll();
    }

    @Override
    public Operation<Instance> awaitStatus(String cluster, String application, Duration timeout) {
        return begin(
                new AwaitRun(
                        "await-" + UUID.randomUUID(),
                        application,
                        timeout,
                        () -> reader(cluster).readBrief(application),
                        connections.cluster(cluster),
                        threads,
                        clock),
                awaited -> detailed(cluster, awaited));
    }

    @Override
    public Operation<UndeployResult> undeploy(UndeployRequest request, DeployListener listener) {
        preparation.checkName(request.application());
        return begin(
                new UndeployRun(
                        request,
                        () -> reader(request.cluster()).readToRemove(request.application()),
                        connections.cluster(request.cluster()),
                        this::runsHere,
                        threads,
                        tails.keeping(listener),
                        clock),
                Function.identity());
    }

    @Override
    public synchronized ReadModel readModel() {
        if (closed) {
            throw new ApsException(ErrorCode.UNREACHABLE, "it is closed");
        }
        if (model == null) {
            model = modelling.apply(clock);
        }
        return model;
    }

    /** What was waited for, with its details; another operation may have begun meanwhile, which was not waited for. */
    private Instance detailed(String cluster, Instance awaited) {
        var now = status(cluster, awaited.application());
        return now.statusClass() == StatusClass.IN_PROGRESS ? awaited : now;
    }

    @Override
    public DescriptorShelf descriptors() {
        return shelf;
    }

    @Override
    public List<String> catalogs() {
        return catalogs.names();
    }

    @Override
    public Catalog catalog(String version) {
        return catalogs.last(version);
    }

    @Override
    public List<ClusterOffer> clusters() {
        return connections.offers();
    }

    @Override
    public Optional<List<String>> log(String cluster, String application, String service, int most) {
        return ServiceLogs.read(connections.cluster(cluster), application, service, most);
    }

    private InstanceReader reader(String cluster) {
        return new InstanceReader(
                connections.cluster(cluster), connections.clusterSettings(cluster), this::runsHere, clock);
    }

    /** Starts a run; what it results in is told by threads that may block. */
    private <R, T> Operation<T> begin(OperationRun<R> run, Function<R, T> told) {
        register(run);
        var result = told(run, told).whenComplete((value, error) -> running.remove(run.id()));
        run.start();
        return new RunningOperation<>(run, result);
    }

    private void register(OperationRun<?> run) {
        if (running.putIfAbsent(run.id(), run) != null) {
            throw new ApsException(ErrorCode.CONFLICT, "operation " + run.id() + " is running here already")
                    .because(ErrorReason.OPERATION_RUNNING);
        }
    }

    private <R, T> CompletableFuture<T> told(OperationRun<R> run, Function<R, T> told) {
        return run.result()
                .thenApplyAsync(told, threads.writers())
                .exceptionallyCompose(error -> CompletableFuture.failedFuture(unwrapped(error)));
    }

    private boolean runsHere(String operation) {
        return running.containsKey(operation) || expected.contains(operation);
    }

    private static Throwable unwrapped(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }

    @Override
    public void close() {
        closeModel();
        running.values().forEach(OperationRun::detach);
        threads.close();
        connections.close();
    }

    private synchronized void closeModel() {
        closed = true;
        if (model != null) {
            model.close();
        }
    }
}
