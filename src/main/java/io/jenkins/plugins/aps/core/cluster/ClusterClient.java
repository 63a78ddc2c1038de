package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One cluster, with one credential. Safe for many threads; every method but {@link #watch} blocks for one request (and
 * its bounded retries).
 *
 * <p>All throw {@link ApsException}: {@code notAllowed} (401, 403), {@code conflict} (409: exists and isn't ours, owned
 * fields, stale UID), {@code rejected} (422, admission, quota), {@code unreachable} (nothing was sent, or a read), {@code
 * outcomeUnknown} (a write whose answer was lost and that a read could not settle).
 */
public interface ClusterClient extends AutoCloseable {
    /** The kinds of objects in an application's namespace that {@link #read} and {@link #watch} show. */
    Set<String> SEEN_KINDS = WatchedKind.namespacedKinds();

    /** Whether a namespace was made beforehand, by an administrator, for the application of its name: it stays as it is. */
    static boolean isPrepared(HasMetadata namespace) {
        return Labels.prepared(namespace, namespace.getMetadata().getName());
    }

    /** The name of the cluster in the settings. */
    String name();

    /** What whoever uses this cluster should know each time; empty: nothing. */
    default Optional<String> warning() {
        return Optional.empty();
    }

    /** Every right that deploying into this namespace needs and that we lack; empty: none. */
    List<Problem> missingRights(String namespace);

    /**
     * Gives our account back what it needs in the application's namespace, where it lost that and may give it to itself.
     * Best effort: what is still missing then is told by who needs it.
     *
     * @param namespaceUid of the namespace that is recorded as ours; another one is left alone
     */
    void regainRights(String application, String namespaceUid);

    /**
     * Looks before anything is written whether the application's namespace may be used: it is not protected, and either
     * doesn't exist or is ours.
     *
     * @param operation the operation at work
     * @param known what the record says of the namespace
     * @return whether it exists
     * @throws ApsException {@code conflict} with the reason
     */
    boolean checkNamespace(String application, String operation, Known known);

    /**
     * Writes one object by its mode; a namespace always by POST, with proof of ownership on 409 (our labels, and the
     * recorded UID or what takes its place, see {@link #findOurs}).
     *
     * @param operation goes into the annotation {@code aps.jenkins.io/operation} if the object changes
     * @param known what the record says of the object
     */
    Written write(PlannedObject object, String operation, Known known);

    /**
     * Where an application's objects can be tried without being written: in its own namespace, else in the standing one
     * that an administrator made for it; empty: nowhere.
     */
    String trialNamespace(String application);

    /**
     * Asks what would come of a write, without writing: {@code dryRun=All}. What would be refused is in the answer, and
     * so is what could not be checked; thrown is only what says nothing of the object ({@code unreachable}, {@code
     * notAllowed} for a credential that is not accepted).
     *
     * @param namespace see {@link #trialNamespace}
     */
    Trial tryOut(PlannedObject object, String operation, Known known, String namespace);

    /** Deletes with a UID precondition, in the background; an object that is gone is success. */
    Removed delete(ObjectRef ref, String uid);

    /** What stands in a namespace, of all kinds that can be listed; what can't is told. A request a kind. */
    Contents contents(String namespace);

    /** By force: ends a pod without waiting for its node. One that is gone, or another by now, is success. */
    void deleteNow(Remnant pod);

    /**
     * By force: takes finalizers from an object.
     *
     * @param object as it was read
     * @return false: it is another, or was changed, since it was read; nothing was done
     */
    boolean removeFinalizers(Remnant object, List<String> names);

    /**
     * By force: writes to a namespace that is being deleted, without changing anything that matters: its controller, which
     * tries again ever later, looks at it again within seconds then.
     *
     * @param read as it was read; its labels and UID are to be proven before
     * @return false: it is gone, or another by now; nothing was done
     */
    boolean touchNamespace(Namespace read);

    /**
     * By force: takes the finalizers from a namespace's spec, which is what makes it go. What is still in it then is lost
     * from sight, not gone: only for one that is provably empty.
     *
     * @param read as it was read
     * @return false: it was changed since it was read; nothing was done
     */
    boolean finalizeNamespace(Namespace read);

    /** The object as it is; empty where there is none. */
    Optional<HasMetadata> find(ObjectRef ref);

    /**
     * The object if it is ours: the one that is recorded, or, as an operation may be killed before it records what it
     * made, one with our labels, our field manager and an operation of the record. Empty where there is none, or one that
     * is not ours.
     */
    Optional<HasMetadata> findOurs(ObjectRef ref, String application, Known known);

    /**
     * What says of itself that it is an application's: without a record nothing proves more.
     *
     * @param named what may be there of kinds that our account may not list
     * @param unread told what our account may not read: a kind, without a name, or one of the named
     */
    Map<ObjectRef, Labelled> labelled(String application, Set<ObjectRef> named, Consumer<ObjectRef> unread);

    /**
     * Whose rights the deployer's RoleBinding in an application's namespace gives, where they are not ours: a sign that
     * another installation deploys there. Writes nothing; empty: nobody else's, as far as our account could change it.
     */
    Optional<String> boundToAnother(String application);

    /** Why an application has no record; for who found none. */
    Unrecorded unrecorded(String application);

    /** The applications whose namespaces say that they are of our installation, recorded or not. */
    List<String> namespacesOfOurs();

    /**
     * The metadata of an application's objects as they are, without their content: one request a kind.
     *
     * @param kinds refs without a name; a kind that our account may not list is left out
     * @return by name; nothing of objects that don't carry our labels
     */
    Map<ObjectRef, ObjectMeta> metadata(String application, Set<ObjectRef> kinds);

    /**
     * The objects of an application that can be judged (and their replica sets and pods), read now. Of one whose namespace
     * goes, and our rights with it, only that, while it is there.
     */
    List<HasMetadata> read(String application);

    /** As {@link #read}, for all applications at once. */
    List<HasMetadata> readAll();

    /**
     * Begins to watch an application. Returns at once, the view fills by itself.
     *
     * @param changed called from an unknown thread whenever something may have changed, also when a watch broke; must
     *     not block
     */
    Watched watch(String application, Runnable changed);

    /**
     * Begins to watch all records and, where our account may, the objects of all applications. Returns at once, the view
     * fills by itself.
     *
     * @param changed called from an unknown thread with the application of which something may have changed, or with the
     *     empty string where that may be all, also when a watch broke; must not block, nor throw
     */
    Overview overview(Consumer<String> changed);

    /** The last events of an object and of what belongs to it, oldest first, each one line. Best effort: never throws. */
    List<String> events(String namespace, String kind, String name, int most);

    /** The last lines that a container wrote, of its previous run if it has none now. Best effort: never throws. */
    List<String> log(String namespace, String pod, String container, int lines);

    RecordStore records();

    DescriptorStore descriptors();

    Doors doors();

    @Override
    void close();

    /**
     * What the record says of an object.
     *
     * @param uid its UID; empty: none is recorded
     * @param specHash of the intent last written; empty: none is recorded
     * @param generation its generation then; 0 where its kind has none
     * @param resourceVersion its version then, where its kind has no generation; else empty
     * @param operations the ids of the record's operations: any of them may have made it
     */
    record Known(String uid, String specHash, long generation, String resourceVersion, Set<String> operations) {
        public Known {
            operations = Set.copyOf(operations);
        }

        public Known(String uid, String specHash, long generation, Set<String> operations) {
            this(uid, specHash, generation, "", operations);
        }

        /** What a record says of the application's namespace; empty: there is no record. */
        public static Known namespace(Optional<ApplicationRecord> record) {
            return new Known(
                    record.map(ApplicationRecord::namespaceUid).orElse(""),
                    "",
                    0,
                    record.map(ApplicationRecord::operationIds).orElse(Set.of()));
        }
    }

    /**
     * An object that carries an application's labels and was written by our field manager.
     *
     * @param operation that last changed it
     * @param release that it was last written for; empty: it doesn't tell
     */
    record Labelled(String uid, String operation, String release) {}

    /**
     * What speaks for and against an application that has no record.
     *
     * @param application whether a namespace says that it is the application
     * @param adoptable whether its record may have been lost here
     * @param sentence what contradicts that there is none, and what to do; empty: nothing does
     * @param unseen what our account may not look at, so that it is not known; empty: nothing that matters
     */
    record Unrecorded(boolean application, boolean adoptable, String sentence, String unseen) {
        /** Whether its record was lost here, as far as can be known. */
        public boolean isLost() {
            return adoptable && unseen.isEmpty();
        }

        /** For the end of a sentence. */
        public String after(String what) {
            return sentence.isEmpty() ? what : what + ": " + sentence;
        }
    }

    /** What became of an object that was deleted. */
    enum Removed {
        /** It is no more. */
        GONE,
        /** There was none. */
        ABSENT,
        /** It goes when its finalizers, or the node that it runs on, let it. */
        GOING,
        /** Another has its name, which was not touched. */
        REPLACED
    }

    /**
     * What a write did.
     *
     * @param secrets values that nobody gave us, and that were made or read with it
     */
    record Written(
            Outcome outcome,
            String uid,
            long generation,
            String resourceVersion,
            List<SecretValue> secrets,
            List<String> takenBack) {
        public Written {
            secrets = List.copyOf(secrets);
            takenBack = List.copyOf(takenBack);
        }

        public Written(
                Outcome outcome, String uid, long generation, String resourceVersion, List<SecretValue> secrets) {
            this(outcome, uid, generation, resourceVersion, secrets, List.of());
        }

        public Written(Outcome outcome, String uid, long generation, String resourceVersion) {
            this(outcome, uid, generation, resourceVersion, List.of());
        }

        Written hiding(List<SecretValue> values) {
            return new Written(outcome, uid, generation, resourceVersion, values, takenBack);
        }

        /** The same; these fields were another manager's. */
        Written takingBack(List<String> fields) {
            return new Written(outcome, uid, generation, resourceVersion, secrets, fields);
        }

        /** Created, changed, or already so. */
        public enum Outcome {
            CREATED,
            CONFIGURED,
            UNCHANGED
        }
    }

    /** An application seen through watches. Safe for many threads. */
    interface Watched extends AutoCloseable {
        /** Whether every watch has delivered its first list. */
        boolean synced();

        /** As {@link ClusterClient#read}, from memory. */
        List<HasMetadata> objects();

        /** Why the view may be out of date; empty where it is not. */
        String trouble();

        @Override
        void close();
    }

    /** All applications seen through watches. Safe for many threads. */
    interface Overview extends AutoCloseable {
        /** Whether every watch has delivered its first list. */
        boolean synced();

        /** Why the view may be out of date; empty where it is not. */
        String trouble();

        /** The applications that have a record, the damaged ones too. */
        Set<String> applications();

        /** The applications that have none, though a namespace says that it is one of our installation. */
        Set<String> unrecorded();

        /** Whether it is one of those. */
        boolean isUnrecorded(String application);

        /** As {@link RecordStore#look}, from memory. */
        Optional<RecordStore.Entry> record(String application);

        /** As {@link ClusterClient#read}, from memory; empty where our account may not watch all namespaces. */
        Optional<List<HasMetadata>> objects(String application);

        @Override
        void close();
    }
}
