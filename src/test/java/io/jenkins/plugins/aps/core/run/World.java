package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApplyOptions;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Preconditions;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.Urls;
import io.jenkins.plugins.aps.core.plan.Plan;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A process that runs operations on a cluster of maps; time and threads are moved by the test. */
final class World {
    /** Of what keeps data. */
    static final ObjectRef PASSWORD = new ObjectRef("v1", "Secret", "holiday", "database-password");

    static final ObjectRef VOLUME = new ObjectRef("v1", "PersistentVolumeClaim", "holiday", "database-data");

    /** Not in the order of a test: what hangs here hangs. */
    final HandTimer readers = new HandTimer();

    final HandTimer time = new HandTimer();
    final FakeCluster cluster;
    final List<DeployEvent> events = new ArrayList<>();
    final Set<String> running = new HashSet<>();
    /** While this is so, the cluster answers nothing that it is asked, not even that it does not. */
    boolean clusterHangs;

    /** What it was asked in that time; to run it is to answer late. */
    final List<Runnable> unanswered = new ArrayList<>();

    final Threads threads = new Threads(time, new Writers(), readers, time);
    /** Hears what is told, before it is kept; may throw. */
    Consumer<DeployEvent> listener = event -> {};

    Callable<Prepared> preparation = () -> prepared("blue");
    /** Asked before a recorded version's release is read; may throw. */
    Runnable repository = () -> {};

    IfRunning ifRunning = IfRunning.WAIT;
    Duration timeout = Duration.ofMinutes(15);
    Duration componentTimeout = Duration.ofMinutes(10);
    boolean dryRun;
    /** Whether what is deployed keeps data, in a volume, under a password that is generated. */
    boolean keepsData;

    List<SecretValue> secrets = List.of();
    /** The operation that began last. */
    OperationRun<?> begun;

    /** Made of an operation's id: what it starts when it fails. */
    Optional<Function<String, FollowUp>> followUp = Optional.empty();

    Function<String, Optional<SecretValue>> credentials = id -> Optional.empty();
    UnaryOperator<Kept> adapting = kept -> kept;
    final List<Map<String, Map<String, SecretValue>>> recalledValues = new ArrayList<>();
    List<Descriptor.Connector> connectors = List.of();
    /** The operation whose work the next recall or undeployment undoes. */
    String undoes = "";
    /** What the application must still be. */
    Preconditions preconditions = Preconditions.NONE;

    private boolean readersHang;
    Callable<Instance> status = () -> Instance.notDeployed("holiday", "default");

    World(FakeCluster cluster) {
        this.cluster = cluster;
    }

    /** A deployment of a namespace, a ConfigMap and, in a wave of its own, an Ingress, which is waited for. */
    DeployRun deploy(String id) {
        return deploy(id, Optional.empty());
    }

    /** What a failed operation started: back to the last good version. */
    DeployRun rollBackAfter(String failed) {
        return recall(FollowUp.rollback(failed).operationId(), OperationType.ROLLBACK, 0, failed);
    }

    /** What a person asks for. */
    DeployRun recall(String id, OperationType type, int version) {
        return recall(id, type, version, "");
    }

    private DeployRun recall(String id, OperationType type, int version, String startedBy) {
        return deploy(
                id,
                Optional.of(new Recall(
                        type,
                        version,
                        startedBy,
                        undoes,
                        credentials,
                        adapting,
                        kept -> prepared(kept.descriptor()).descriptor(),
                        (kept, values, files) -> recalled(kept, values))));
    }

    private Prepared recalled(Kept kept, Map<String, Map<String, SecretValue>> values) {
        repository.run();
        recalledValues.add(values);
        var again = prepared(kept.descriptor());
        return new Prepared(again.descriptor(), kept, again.secrets(), again.plans());
    }

    private DeployRun deploy(String id, Optional<Recall> recall) {
        var order = new DeployOrder(
                id,
                "dora",
                "",
                "holiday",
                timeout,
                componentTimeout,
                dryRun,
                ifRunning,
                "default",
                preparation,
                this::again,
                recall,
                recall.filter(Recall::isAutomatic).isPresent()
                        ? Optional.empty()
                        : followUp.map(made -> made.apply(id)),
                ApplyOptions.NONE.with(preconditions));
        return begun(new DeployRun(order, status, cluster, running::contains, threads, this::hear, time));
    }

    /** The same, with a repository that never answers. */
    DeployRun deployOfHungRepository(String id) {
        readersHang = true;
        return deploy(id);
    }

    AwaitRun await(String id) {
        return begun(new AwaitRun(id, "holiday", timeout, status, cluster, threads, time));
    }

    UndeployRun undeploy(String id, boolean force) {
        return undeploy(id, force, false);
    }

    UndeployRun undeploy(String id, boolean force, boolean foreignToo) {
        var request = new UndeployRequest(
                id, "dora", "", "holiday", "default", force, foreignToo, Duration.ofMinutes(10), undoes);
        var asked = dryRun ? request.asDryRun() : request;
        return begun(new UndeployRun(asked, status, cluster, running::contains, threads, this::hear, time));
    }

    <R extends OperationRun<?>> R begun(R run) {
        running.add(run.id());
        begun = run;
        run.start();
        run();
        return run;
    }

    private void hear(DeployEvent event) {
        events.add(event);
        listener.accept(event);
    }

    void run() {
        time.run();
        if (!readersHang) {
            readers.run();
            time.run();
        }
    }

    void pass(long seconds) {
        time.pass(Duration.ofSeconds(seconds));
    }

    /** Lets go of an operation, as a process does that ends. */
    void end(OperationRun<?> run) {
        run.detach();
        running.remove(run.id());
    }

    /** From now on the cluster does not do what begins like this. */
    void refuse(String what, ErrorCode code) {
        cluster.before = asked -> {
            if (asked.startsWith(what) && !asked.equals("look")) {
                throw new ApsException(code, "the cluster did not answer");
            }
        };
    }

    /** From now on the cluster does everything. */
    void heal() {
        cluster.before = what -> {};
    }

    <E extends DeployEvent> List<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    DeployEvent.OperationFailed failure() {
        return told(DeployEvent.OperationFailed.class).get(0);
    }

    /** How it failed; it must have. */
    static ApsException error(OperationRun<?> run) {
        assertThat(run.result()).isCompletedExceptionally();
        try {
            run.result().getNow(null);
            throw new AssertionError("it did not fail");
        } catch (CompletionException e) {
            return (ApsException) e.getCause();
        }
    }

    Prepared prepared(String colour) {
        var descriptor = new Descriptor(
                "holiday", "default", "holiday", "id", 1, "c0ffee", Access.NONE, connectors, List.of(), "activiti-7");
        return new Prepared(descriptor, new Kept(colour, "{}"), secrets, version -> plan(colour, keepsData));
    }

    private Prepared again(Kept kept) {
        repository.run();
        return prepared(kept.descriptor());
    }

    /** The map's name tells its content, as that of a connector's variables does. */
    static ObjectRef content(String colour) {
        return new ObjectRef("v1", "ConfigMap", "holiday", "content-" + colour);
    }

    private static Plan plan(String colour, boolean keepsData) {
        var namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName("holiday")
                .endMetadata()
                .build();
        var map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("settings")
                .withNamespace("holiday")
                .endMetadata()
                .addToData("colour", colour)
                .build();
        var content = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(content(colour).name())
                .withNamespace("holiday")
                .endMetadata()
                .withImmutable(true)
                .build();
        var ingress = new IngressBuilder()
                .withNewMetadata()
                .withName("gateway")
                .withNamespace("holiday")
                .endMetadata()
                .build();
        var first = new ArrayList<>(List.of(planned("holiday", map, colour), planned("holiday", content, colour)));
        if (keepsData) {
            first.add(new PlannedObject(PASSWORD, password(), "any", PlannedObject.Mode.CREATE_ONCE));
            first.add(new PlannedObject(VOLUME, volume(), "any", PlannedObject.Mode.APPLY));
        }
        return new Plan(
                List.of(
                        new Plan.Wave(0, "namespace", List.of(planned("", namespace, colour))),
                        new Plan.Wave(1, "settings", first),
                        new Plan.Wave(6, "ingress", List.of(planned("holiday", ingress, colour)))),
                Urls.NONE);
    }

    private static HasMetadata password() {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(PASSWORD.name())
                .withNamespace(PASSWORD.namespace())
                .endMetadata()
                .build();
    }

    private static HasMetadata volume() {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(VOLUME.name())
                .withNamespace(VOLUME.namespace())
                .endMetadata()
                .build();
    }

    private static PlannedObject planned(String namespace, HasMetadata body, String colour) {
        var ref = new ObjectRef(
                body.getApiVersion(),
                body.getKind(),
                namespace,
                body.getMetadata().getName());
        return new PlannedObject(ref, body, colour, PlannedObject.Mode.APPLY);
    }

    static Instance instance(Status status) {
        var none = Instance.notDeployed("holiday", "default");
        return new Instance(
                "holiday",
                "holiday",
                "default",
                "holiday",
                "holiday/1",
                1,
                "activiti-7",
                status,
                "",
                Records.T0,
                Records.T0,
                none.urls(),
                none.services(),
                none.access(),
                none.history(),
                null,
                none.changes(),
                none.plan());
    }

    /** Those who ask the cluster. */
    private final class Writers extends HandTimer {
        @Override
        public void execute(Runnable asking) {
            if (clusterHangs) {
                unanswered.add(asking);
            } else {
                time.execute(asking);
            }
        }
    }
}
