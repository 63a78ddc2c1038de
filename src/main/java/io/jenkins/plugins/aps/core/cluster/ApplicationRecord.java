package io.jenkins.plugins.aps.core.cluster;

import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the cluster keeps of an application: ConfigMap {@code app-<application>} in the platform namespace. Values only;
 * {@link RecordStore} reads and writes it.
 *
 * @param application its name
 * @param namespaceUid of its namespace; empty until that exists
 * @param project its project
 * @param release {@code project/version} of {@code currentVersion}
 * @param catalog platform version
 * @param currentVersion the application version last begun, from 1 up
 * @param lastGoodVersion the last that ran; 0: none yet
 * @param createdAt of the application
 * @param updatedAt of this record
 * @param owner who may write
 * @param operations newest first, at most 20
 * @param inventory what was intended, and what became of it
 * @param resourceVersion of the ConfigMap read; empty for a new one
 */
public record ApplicationRecord(
        String application,
        String namespaceUid,
        String project,
        String release,
        String catalog,
        int currentVersion,
        int lastGoodVersion,
        Instant createdAt,
        Instant updatedAt,
        Owner owner,
        List<RecordedOperation> operations,
        List<Item> inventory,
        String resourceVersion) {
    /** Operations kept in brief. */
    public static final int KEPT_OPERATIONS = 20;

    /** No version has a higher number: nine digits always fit an int. */
    public static final int HIGHEST_VERSION = 999_999_999;

    public ApplicationRecord {
        operations = List.copyOf(operations);
        inventory = List.copyOf(inventory);
    }

    /** The same as it is stored. */
    public ApplicationRecord at(String resourceVersion) {
        return new ApplicationRecord(
                application,
                namespaceUid,
                project,
                release,
                catalog,
                currentVersion,
                lastGoodVersion,
                createdAt,
                updatedAt,
                owner,
                operations,
                inventory,
                resourceVersion);
    }

    /** The ids of the operations that are recorded. */
    public Set<String> operationIds() {
        return operations.stream().map(o -> o.summary().id()).collect(Collectors.toSet());
    }

    /** Whether this is what an operation kept as that version, as far as the record tells. */
    public boolean agrees(int version, RecordStore.Kept kept) {
        var told = operations.stream()
                .filter(o -> o.applicationVersion() == version)
                .map(RecordedOperation::kept)
                .filter(digest -> !digest.isEmpty())
                .toList();
        return told.isEmpty() || told.contains(kept.digest());
    }

    /**
     * Who may write the application.
     *
     * @param door id of the process; empty: nobody
     * @param incarnation of the process that took it; empty: it did not tell
     * @param operation the operation at work; empty: none
     * @param epoch raised by one at every change of owner
     */
    public record Owner(String door, String incarnation, String operation, long epoch) {
        public Owner(String door, String operation, long epoch) {
            this(door, "", operation, epoch);
        }

        public Owner(Holder holder, String operation, long epoch) {
            this(holder.id(), holder.incarnation(), operation, epoch);
        }

        public Holder holder() {
            return new Holder(door, incarnation);
        }
    }

    /**
     * An operation, and the version and release that it was about.
     *
     * @param kept the digest of what it kept as that version; empty: it kept none, or did not tell
     */
    public record RecordedOperation(OperationSummary summary, int applicationVersion, String release, String kept) {
        public RecordedOperation(OperationSummary summary, int applicationVersion, String release) {
            this(summary, applicationVersion, release, "");
        }
    }

    /**
     * An object of the application.
     *
     * @param uid empty: intended, not known to exist
     * @param specHash of the intent last written
     * @param generation then; 0 where its kind has none
     * @param resourceVersion then, where its kind has no generation; else, or where it is not known, empty
     * @param wave its wave
     * @param content whether its name tells its content, so that it is removed when no recorded version uses it any more
     */
    public record Item(
            ObjectRef ref,
            String uid,
            String specHash,
            long generation,
            String resourceVersion,
            int wave,
            boolean content) {
        public Item(ObjectRef ref, String uid, String specHash, long generation, String resourceVersion, int wave) {
            this(ref, uid, specHash, generation, resourceVersion, wave, false);
        }

        public Item(ObjectRef ref, String uid, String specHash, long generation, int wave) {
            this(ref, uid, specHash, generation, "", wave, false);
        }
    }
}
