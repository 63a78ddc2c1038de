package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A Kubernetes cluster, spoken to with fabric8's client. Its parts each do one thing: {@link Connection} sends, {@link
 * ObjectWriter} writes, {@link Watches} watches and so on; here they are put together.
 */
public final class KubernetesCluster implements ClusterClient {
    private final Connection connection;
    private final ObjectReader reader;
    private final MetadataReader metadata;
    private final ObjectWriter writer;
    private final Trials trials;
    private final ObjectRemover remover;
    private final OwnBinding binding;
    private final NamespaceContents contents;
    private final Forcing forcing;
    private final Rights rights;
    private final EventsAndLogs said;
    private final Watches watches;
    private final ConfigMapRecords records;
    private final ConfigMapDescriptors descriptors;
    private final LeaseDoors doors;
    private final ExecutorService pool;
    private final Ownership ownership;
    private final PlatformNamespace platform;
    private final LabelledObjects labelled;
    private final UnrecordedApplications unrecorded;

    private KubernetesCluster(
            Connection connection, Holder door, Tenure tenure, String ownNamespace, ExecutorService pool) {
        this.connection = connection;
        this.pool = pool;
        reader = new ObjectReader(connection);
        metadata = new MetadataReader(connection);
        ownership = new Ownership(connection.settings().platformNamespace(), ownNamespace);
        writer = new ObjectWriter(connection, reader, ownership);
        trials = new Trials(connection, reader, writer, ownership);
        remover = new ObjectRemover(connection, reader, ownership);
        contents = new NamespaceContents(connection);
        forcing = new Forcing(connection, ownership);
        said = new EventsAndLogs(connection, reader);
        var reviews = new Reviews(connection);
        watches = new Watches(connection, reviews::mayWatch, Watches.LINGER, Watches.RESTART);
        binding = new OwnBinding(connection, reader, reviews, watches::allowed, System::nanoTime);
        rights = new Rights(connection, reader, reviews, binding);
        platform = new PlatformNamespace(connection);
        labelled = new LabelledObjects(reader, metadata);
        unrecorded = new UnrecordedApplications(reader, metadata, platform);
        records = new ConfigMapRecords(connection, reader, platform);
        descriptors = new ConfigMapDescriptors(connection, reader, platform);
        doors = new LeaseDoors(connection, reader, platform, door, tenure, System::nanoTime, InstantSource.system());
        connection.mayWrite(doors::mayRepeat, doors::term);
    }

    /**
     * Opens a cluster. Asks for the credential; sends nothing yet.
     *
     * @param door who we are among the processes that share the cluster: lower-case letters, digits, hyphens, dots; each
     *     opening is another start of it
     * @param takeover how long another door's silence is watched before it counts as gone; see {@link Tenure}
     * @throws ApsException {@code invalidRequest} if the settings or the credential can't be used, with every reason
     */
    public static ClusterClient open(ClusterSettings settings, String door, Duration takeover) {
        var pool = Executors.newCachedThreadPool(new DaemonThreads("aps-cluster-" + settings.name()));
        try {
            var tenure = new Tenure(takeover);
            var connection = new Connection(settings, pool, tenure.longestWrite());
            var holder = new Holder(door, UUID.randomUUID().toString());
            return new KubernetesCluster(connection, holder, tenure, ClusterAccess.ownNamespace(), pool);
        } catch (RuntimeException e) {
            pool.shutdownNow();
            throw e;
        }
    }

    /** What is wrong with a cluster's settings and credential, by themselves: it is not asked, and no program is run. */
    public static List<Problem> problems(ClusterSettings settings) {
        return ClusterAccess.problems(settings);
    }

    /** Names of namespaces that no application on the cluster may have, by its settings alone: it is not asked. */
    public static List<String> protectedNamespaces(ClusterSettings settings) {
        return new Ownership(settings.platformNamespace(), ClusterAccess.ownNamespace()).protectedNamespaces();
    }

    @Override
    public String name() {
        return connection.name();
    }

    @Override
    public Optional<String> warning() {
        return connection.client().getConfiguration().isTrustCerts()
                ? Optional.of("cluster '" + name()
                        + "' need not prove who it is (insecure-skip-tls-verify): whoever is on the"
                        + " way can take its place")
                : Optional.empty();
    }

    @Override
    public List<Problem> missingRights(String namespace) {
        var missing = rights.missing(namespace);
        if (!missing.isEmpty() && !platform.exists()) {
            throw new ApsException(
                    ErrorCode.NOT_FOUND,
                    platform.missing() + ", and our account may not deploy with another: check its name, or apply"
                            + " docs/rbac.yaml",
                    missing);
        }
        return missing;
    }

    @Override
    public void regainRights(String application, String namespaceUid) {
        reader.find(new ObjectRef("v1", "Namespace", "", application))
                .filter(live -> live.getMetadata().getDeletionTimestamp() == null)
                .filter(live -> live.getMetadata().getUid().equals(namespaceUid))
                .ifPresent(live -> {
                    binding.proven(application, namespaceUid);
                    binding.regain(application);
                });
    }

    @Override
    public boolean checkNamespace(String application, String operation, Known known) {
        var ref = new ObjectRef("v1", "Namespace", "", application);
        ownership.refuseProtected(ref);
        var found = reader.find(ref);
        found.ifPresent(live -> {
            prove(ref, application, live, operation, known);
            binding.proven(application, live.getMetadata().getUid());
            if (known.uid().isEmpty() && Labels.prepared(live, application)) {
                var there = metadata.of(application, MetadataReader.telling(application));
                ownership.refuseTaken(application, operation, known, there);
            }
        });
        return found.isPresent();
    }

    /** Where there is no record, why not is told before whose objects these are. */
    private void prove(ObjectRef ref, String application, HasMetadata live, String operation, Known known) {
        try {
            ownership.prove(ref, application, live, operation, known);
        } catch (ApsException e) {
            var unrecorded = known.uid().isEmpty() && known.operations().isEmpty();
            if (unrecorded && !Labels.prepared(live, application)) {
                var why = this.unrecorded.look(application);
                if (why.application()) {
                    throw new ApsException(ErrorCode.CONFLICT, why.sentence());
                }
            }
            throw e;
        }
    }

    @Override
    public Written write(PlannedObject object, String operation, Known known) {
        if (!object.ref().kind().equals("Namespace")) {
            return binding.inside(object.ref().namespace(), () -> writer.write(object, operation, known));
        }
        var written = writer.write(object, operation, known);
        binding.ready(object.ref().name(), written.uid());
        return written;
    }

    @Override
    public String trialNamespace(String application) {
        return trials.namespace(application);
    }

    @Override
    public Trial tryOut(PlannedObject object, String operation, Known known, String namespace) {
        try {
            return trials.of(object, operation, known, namespace);
        } catch (ApsException e) {
            if (e.code() != ErrorCode.NOT_ALLOWED || object.ref().namespace().isEmpty()) {
                throw e;
            }
            // Somebody removed our binding from the application's namespace.
            binding.regain(object.ref().namespace());
            return trials.of(object, operation, known, namespace);
        }
    }

    @Override
    public Removed delete(ObjectRef ref, String uid) {
        return ref.namespace().isEmpty()
                ? remover.delete(ref, uid)
                : binding.inside(ref.namespace(), () -> remover.delete(ref, uid));
    }

    @Override
    public Contents contents(String namespace) {
        return contents.of(namespace);
    }

    @Override
    public void deleteNow(Remnant pod) {
        forcing.deleteNow(pod);
    }

    @Override
    public boolean removeFinalizers(Remnant object, List<String> names) {
        return forcing.removeFinalizers(object, names);
    }

    @Override
    public boolean touchNamespace(Namespace read) {
        return forcing.touchNamespace(read);
    }

    @Override
    public boolean finalizeNamespace(Namespace read) {
        return forcing.finalizeNamespace(read);
    }

    @Override
    public Optional<HasMetadata> find(ObjectRef ref) {
        return reader.find(ref);
    }

    @Override
    public Optional<HasMetadata> findOurs(ObjectRef ref, String application, Known known) {
        var found = reader.find(ref).filter(live -> Ownership.isOurs(live, application, known));
        if (ref.kind().equals("Namespace")) {
            found.ifPresent(
                    live -> binding.proven(ref.name(), live.getMetadata().getUid()));
        }
        return found;
    }

    @Override
    public Map<ObjectRef, Labelled> labelled(String application, Set<ObjectRef> named, Consumer<ObjectRef> unread) {
        return labelled.of(application, named, unread);
    }

    @Override
    public Optional<String> boundToAnother(String application) {
        return binding.another(application);
    }

    @Override
    public Unrecorded unrecorded(String application) {
        return unrecorded.look(application);
    }

    @Override
    public List<String> namespacesOfOurs() {
        return unrecorded.ofOurs();
    }

    @Override
    public Map<ObjectRef, ObjectMeta> metadata(String application, Set<ObjectRef> kinds) {
        return metadata.of(application, kinds);
    }

    @Override
    public List<HasMetadata> read(String application) {
        try {
            return reader.read(application);
        } catch (ApsException e) {
            if (e.code() != ErrorCode.NOT_ALLOWED) {
                throw e;
            }
            // Our rights in a namespace go with it, often before the rest: then it alone tells what became of it.
            var namespace = reader.find(new ObjectRef("v1", "Namespace", "", application));
            if (namespace
                    .filter(live -> live.getMetadata().getDeletionTimestamp() == null)
                    .isPresent()) {
                throw e;
            }
            return namespace.stream().toList();
        }
    }

    @Override
    public List<HasMetadata> readAll() {
        return reader.readAll();
    }

    @Override
    public Watched watch(String application, Runnable changed) {
        return watches.watch(application, changed);
    }

    @Override
    public Overview overview(Consumer<String> changed) {
        return new WatchedOverview(connection, records, watches, changed);
    }

    @Override
    public List<String> events(String namespace, String kind, String name, int most) {
        return said.events(namespace, kind, name, most);
    }

    @Override
    public List<String> log(String namespace, String pod, String container, int lines) {
        return said.log(namespace, pod, container, lines);
    }

    @Override
    public RecordStore records() {
        return records;
    }

    @Override
    public DescriptorStore descriptors() {
        return descriptors;
    }

    @Override
    public Doors doors() {
        return doors;
    }

    @Override
    public void close() {
        watches.close();
        rights.close();
        doors.close();
        connection.close();
        pool.shutdown();
    }
}
