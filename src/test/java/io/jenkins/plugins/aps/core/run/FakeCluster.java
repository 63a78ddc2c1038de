package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.Contents;
import io.jenkins.plugins.aps.core.cluster.Doors;
import io.jenkins.plugins.aps.core.cluster.Holder;
import io.jenkins.plugins.aps.core.cluster.RecordStore;
import io.jenkins.plugins.aps.core.cluster.Remnant;
import io.jenkins.plugins.aps.core.cluster.Trial;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** A cluster in a few maps, seen through one door; {@link #door} gives it another. */
final class FakeCluster implements ClusterClient, RecordStore, Doors {
    /** Of the process that asks: another one after it was started again. */
    String incarnation = "first";
    /** What all doors see. */
    static final class State {
        final Map<String, ApplicationRecord> records = new TreeMap<>();
        final Map<String, Kept> kept = new TreeMap<>();
        final Map<ObjectRef, HasMetadata> objects = new LinkedHashMap<>();
        final Map<String, Life> lives = new HashMap<>();
        final Set<String> letGo = ConcurrentHashMap.newKeySet();
        int version;
    }

    final State state;
    /** How what is deleted goes, or does not. */
    final FakeRemnants remnants;

    /** What was done through this door. */
    final List<String> done = new ArrayList<>();
    /** What the watches show. */
    final List<HasMetadata> shown = new ArrayList<>();

    final List<String> events = new ArrayList<>();
    private final String self;
    /** Asked before anything is done; may throw. */
    Consumer<String> before = what -> {};
    /** Asked after a record was deleted; may throw. */
    Consumer<String> after = what -> {};

    /** What is made or read with a write. */
    List<SecretValue> generated = List.of();

    /** What is said to a write that is only asked about. */
    Function<PlannedObject, Trial> trials =
            object -> new Trial(Optional.empty(), Optional.empty(), List.of(), List.of());

    Runnable changed = () -> {};
    Optional<String> warning = Optional.empty();
    boolean mayWrite = true;
    Optional<ApsException> fault = Optional.empty();
    long term;
    String trouble = "";
    /** What speaks against that there is no application where no record is. */
    Unrecorded unrecorded = new Unrecorded(false, false, "", "");

    FakeCluster(String self) {
        this(self, new State());
    }

    private FakeCluster(String self, State state) {
        this.self = self;
        this.state = state;
        this.remnants = new FakeRemnants(state.objects, shown);
    }

    FakeCluster door(String id) {
        return new FakeCluster(id, state);
    }

    private void doing(String what) {
        before.accept(what);
        done.add(what);
    }

    /** The watches show it as it was written. */
    void show(String kind) {
        state.objects.values().stream().filter(o -> o.getKind().equals(kind)).forEach(shown::add);
        changed.run();
    }

    @Override
    public String name() {
        return "default";
    }

    /** Nothing is ever lost here. */
    @Override
    public void regainRights(String application, String namespaceUid) {}

    @Override
    public List<Problem> missingRights(String namespace) {
        doing("rights");
        return List.of();
    }

    @Override
    public boolean checkNamespace(String application, String operation, Known known) {
        doing("check namespace");
        return state.objects.containsKey(new ObjectRef("v1", "Namespace", "", application));
    }

    @Override
    public Written write(PlannedObject object, String operation, Known known) {
        doing("write " + object.ref().kind());
        var body = object.body();
        var there = state.objects.get(object.ref());
        if (isMissed(object, known)) {
            throw new ApsException(ErrorCode.CONFLICT, object.ref() + " has vanished");
        }
        body.getMetadata()
                .setUid(
                        there == null
                                ? "uid-" + ++state.version
                                : there.getMetadata().getUid());
        body.getMetadata().setResourceVersion("1");
        state.objects.put(object.ref(), body);
        var outcome = there == null ? Written.Outcome.CREATED : Written.Outcome.CONFIGURED;
        return new Written(outcome, body.getMetadata().getUid(), 0, "1", generated);
    }

    @Override
    public String trialNamespace(String application) {
        doing("look for a place");
        return application;
    }

    @Override
    public Trial tryOut(PlannedObject object, String operation, Known known, String namespace) {
        doing("try " + object.ref().kind());
        if (isMissed(object, known)) {
            var missed = new Trial.Refusal(
                    ErrorCode.CONFLICT, new Problem(object.ref().toString(), object.ref() + " has vanished"));
            return new Trial(Optional.empty(), Optional.empty(), List.of(missed), List.of());
        }
        return trials.apply(object);
    }

    /** What is made only once is not made again. */
    private boolean isMissed(PlannedObject object, Known known) {
        return object.mode() == PlannedObject.Mode.CREATE_ONCE
                && !known.uid().isEmpty()
                && !state.objects.containsKey(object.ref());
    }

    @Override
    public Removed delete(ObjectRef ref, String uid) {
        doing("delete " + ref.kind());
        return remnants.delete(ref, uid);
    }

    @Override
    public Contents contents(String namespace) {
        doing("list contents");
        return remnants.contents(namespace);
    }

    @Override
    public void deleteNow(Remnant pod) {
        doing("end " + pod.ref());
        remnants.deleteNow(pod);
    }

    @Override
    public boolean removeFinalizers(Remnant object, List<String> names) {
        doing("free " + object.ref());
        return remnants.removeFinalizers(object, names);
    }

    @Override
    public boolean touchNamespace(Namespace read) {
        doing("touch " + read.getMetadata().getName());
        return remnants.touchNamespace();
    }

    @Override
    public boolean finalizeNamespace(Namespace read) {
        doing("finalize " + read.getMetadata().getName());
        return remnants.finalizeNamespace(read);
    }

    @Override
    public Optional<HasMetadata> find(ObjectRef ref) {
        doing("find " + ref.kind());
        return Optional.ofNullable(state.objects.get(ref));
    }

    @Override
    public Optional<HasMetadata> findOurs(ObjectRef ref, String application, Known known) {
        return find(ref)
                .filter(o -> known.uid().isEmpty()
                        || known.uid().equals(o.getMetadata().getUid()));
    }

    @Override
    public Map<ObjectRef, Labelled> labelled(String application, Set<ObjectRef> named, Consumer<ObjectRef> unread) {
        throw new UnsupportedOperationException("no operation asks for it");
    }

    @Override
    public Optional<String> boundToAnother(String application) {
        throw new UnsupportedOperationException("no operation asks for it");
    }

    @Override
    public List<String> namespacesOfOurs() {
        return List.of();
    }

    @Override
    public Unrecorded unrecorded(String application) {
        doing("look why there is no record");
        return unrecorded;
    }

    @Override
    public Map<ObjectRef, ObjectMeta> metadata(String application, Set<ObjectRef> kinds) {
        doing("read metadata");
        var found = new HashMap<ObjectRef, ObjectMeta>();
        state.objects.forEach((ref, object) -> {
            if (kinds.contains(new ObjectRef(ref.apiVersion(), ref.kind(), ref.namespace(), ""))) {
                found.put(ref, object.getMetadata());
            }
        });
        return found;
    }

    @Override
    public List<HasMetadata> read(String application) {
        doing("read objects");
        return List.copyOf(state.objects.values());
    }

    @Override
    public List<HasMetadata> readAll() {
        return read("");
    }

    @Override
    public Overview overview(Consumer<String> told) {
        throw new UnsupportedOperationException("no operation asks for it");
    }

    @Override
    public Watched watch(String application, Runnable told) {
        changed = told;
        return new Watched() {
            @Override
            public boolean synced() {
                return true;
            }

            @Override
            public List<HasMetadata> objects() {
                before.accept("look");
                return List.copyOf(shown);
            }

            @Override
            public String trouble() {
                return trouble;
            }

            @Override
            public void close() {
                changed = () -> {};
            }
        };
    }

    @Override
    public List<String> events(String namespace, String kind, String name, int most) {
        return events;
    }

    @Override
    public List<String> log(String namespace, String pod, String container, int lines) {
        return List.of();
    }

    @Override
    public RecordStore records() {
        return this;
    }

    @Override
    public io.jenkins.plugins.aps.core.cluster.DescriptorStore descriptors() {
        throw new AssertionError("operations read no stored descriptors");
    }

    @Override
    public boolean isCurrent(ApplicationRecord found) {
        return find(found.application())
                .filter(now -> now.resourceVersion().equals(found.resourceVersion()))
                .isPresent();
    }

    @Override
    public Optional<Entry> look(String application) {
        doing("read record");
        return Optional.ofNullable(state.records.get(application)).map(FakeCluster::entry);
    }

    @Override
    public List<Entry> all() {
        return state.records.values().stream().map(FakeCluster::entry).toList();
    }

    private static Entry entry(ApplicationRecord record) {
        return new Entry(record.application(), Optional.of(record), "");
    }

    @Override
    public ApplicationRecord create(ApplicationRecord record) throws StaleRecordException {
        return store(record);
    }

    @Override
    public ApplicationRecord update(ApplicationRecord record) throws StaleRecordException {
        return store(record);
    }

    private ApplicationRecord store(ApplicationRecord record) throws StaleRecordException {
        doing("write record");
        var there = Optional.ofNullable(state.records.get(record.application()))
                .map(ApplicationRecord::resourceVersion)
                .orElse("");
        if (!there.equals(record.resourceVersion())) {
            throw new StaleRecordException("it was written by somebody else meanwhile");
        }
        var stored = record.at(String.valueOf(++state.version));
        state.records.put(record.application(), stored);
        return stored;
    }

    @Override
    public void delete(ApplicationRecord record) throws StaleRecordException {
        doing("delete record");
        var there = state.records.get(record.application());
        if (there != null && !there.resourceVersion().equals(record.resourceVersion())) {
            throw new StaleRecordException("it was written by somebody else meanwhile");
        }
        state.records.remove(record.application());
        after.accept("delete record");
    }

    @Override
    public void keep(String application, int version, Kept kept, int good) {
        doing("keep version");
        var before = state.kept.putIfAbsent(application + version, kept);
        if (before != null && !before.agrees(kept)) {
            throw new ApsException(ErrorCode.CONFLICT, "a version number is never used twice");
        }
        state.kept.keySet().removeIf(name -> {
            var number = Integer.parseInt(name.substring(application.length()));
            return number <= version - 10 && number != good;
        });
    }

    @Override
    public Optional<Kept> kept(String application, int version) {
        return Optional.ofNullable(state.kept.get(application + version));
    }

    @Override
    public List<KeptVersion> keptVersions(String application) {
        return state.kept.entrySet().stream()
                .map(each -> new KeptVersion(
                        each.getKey(),
                        OptionalInt.of(Integer.parseInt(each.getKey().substring(application.length()))),
                        Optional.of(each.getValue()),
                        ""))
                .toList();
    }

    @Override
    public Doors doors() {
        return this;
    }

    @Override
    public Holder self() {
        return new Holder(self, incarnation);
    }

    @Override
    public void open() {
        doing("open door");
    }

    @Override
    public Optional<String> warning() {
        return warning;
    }

    @Override
    public boolean mayWrite() {
        return mayWrite;
    }

    @Override
    public Optional<ApsException> fault() {
        return fault;
    }

    @Override
    public long term() {
        return term;
    }

    @Override
    public Life life(ApplicationRecord.Owner owner, Predicate<String> runsHere, Duration maxAge) {
        if (owner.door().equals(self) && runsHere.test(owner.operation())) {
            return Life.LIVES;
        }
        return state.letGo.contains(owner.operation()) ? Life.GONE : state.lives.getOrDefault(owner.door(), Life.LIVES);
    }

    @Override
    public void letGo(String operation) {
        state.letGo.add(operation);
    }

    @Override
    public void takeUp(String operation) {
        state.letGo.remove(operation);
    }

    @Override
    public void close() {}
}
