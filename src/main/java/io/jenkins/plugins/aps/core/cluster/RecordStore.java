package io.jenkins.plugins.aps.core.cluster;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.plan.ContentRef;
import io.jenkins.plugins.aps.core.plan.FileRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads and writes records in the platform namespace (which it makes if it may). Blocks; safe for many threads. */
public interface RecordStore {
    /** The record of an application, though it may be damaged. */
    Optional<Entry> look(String application);

    /**
     * The record of an application.
     *
     * @throws ApsException {@code failed} if it is damaged, with what to do about it
     */
    default Optional<ApplicationRecord> find(String application) {
        return look(application).map(Entry::readable);
    }

    /** Whether it still is as it was found, asked now; cheaper than to read it. */
    boolean isCurrent(ApplicationRecord found);

    /** All of them, by name, the damaged ones too. */
    List<Entry> all();

    /**
     * Writes a new one.
     *
     * @throws StaleRecordException if there is one already
     */
    ApplicationRecord create(ApplicationRecord application) throws StaleRecordException;

    /**
     * Writes over the one that was read.
     *
     * @return the record with its new resourceVersion
     * @throws StaleRecordException if it changed or vanished meanwhile
     */
    ApplicationRecord update(ApplicationRecord application) throws StaleRecordException;

    /**
     * Removes the versions and then the record that was read, and no other; one that is gone is success.
     *
     * @throws StaleRecordException if it changed meanwhile; if that was so before the first request, nothing is removed
     */
    void delete(ApplicationRecord application) throws StaleRecordException;

    /**
     * Keeps a version, immutable; one that exists already and agrees is fine. Drops those older than the last ten.
     *
     * @param good the last good version: never dropped
     */
    void keep(String application, int version, Kept kept, int good);

    Optional<Kept> kept(String application, int version);

    /** Of the current version; one that was replaced is as one that is gone: it says nothing of what was deployed. */
    default Optional<Kept> current(ApplicationRecord record) {
        var version = record.currentVersion();
        return kept(record.application(), version).filter(kept -> record.agrees(version, kept));
    }

    /** All versions that are kept, the oldest first, those that can't be read too. */
    List<KeptVersion> keptVersions(String application);

    /**
     * A version as it is kept.
     *
     * @param map name of its ConfigMap
     * @param number empty: the name tells none that is a version's
     * @param kept empty: it can't be read
     * @param problem why it can't be read, and what to do; empty where it can
     */
    record KeptVersion(String map, OptionalInt number, Optional<Kept> kept, String problem) {}

    /**
     * A record as found.
     *
     * @param record empty: it is damaged
     * @param problem why it can't be read and what to do about it; empty where it can
     */
    record Entry(String application, Optional<ApplicationRecord> record, String problem) {
        ApplicationRecord readable() {
            return record.orElseThrow(() -> new ApsException(ErrorCode.FAILED, problem));
        }
    }

    /**
     * What is kept of a version.
     *
     * @param descriptor as JSON, without secret values
     * @param catalog as JSON
     * @param gateway base of the URLs that were deployed with it, empty where there was none; no value: who kept it didn't
     *     tell
     * @param content the ConfigMaps and Secrets in the application's namespace that hold its variables, files and secret
     *     values; empty: who kept it didn't tell
     * @param files where the project's files are in those; empty: nothing tells
     */
    record Kept(
            String descriptor,
            String catalog,
            Optional<String> gateway,
            Optional<List<ContentRef>> content,
            List<FileRef> files) {
        public Kept {
            content = content.map(List::copyOf);
            files = List.copyOf(files);
        }

        public Kept(String descriptor, String catalog, Optional<String> gateway, Optional<List<ContentRef>> content) {
            this(descriptor, catalog, gateway, content, List.of());
        }

        public Kept(String descriptor, String catalog) {
            this(descriptor, catalog, Optional.empty(), Optional.empty());
        }

        /** The same, reached from outside at another base of URLs; the same if that is what it tells. */
        public Kept reachedAt(String url) {
            return new Kept(descriptor, catalog, Optional.of(url), content, files);
        }

        /** The same, with what it points to. */
        public Kept with(List<ContentRef> pointed) {
            return new Kept(descriptor, catalog, gateway, Optional.of(pointed), files);
        }

        /** The same, with where the project's files are. */
        public Kept withFiles(List<FileRef> where) {
            return new Kept(descriptor, catalog, gateway, content, where);
        }

        /**
         * What only this has, and nothing that took its place: SHA-256, in hexadecimal. Where files are follows from the
         * content, whose names tell it, and proves itself.
         */
        public String digest() {
            var parts = new ArrayList<>(
                    List.of(descriptor, catalog, content.map(ContentJson::write).orElse("")));
            gateway.ifPresent(parts::add);
            return digest(parts);
        }

        /** SHA-256 of several texts, in hexadecimal: no others have it. */
        public static String digest(List<String> parts) {
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                for (var part : parts) {
                    digest.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
                }
                return HexFormat.of().formatHex(digest.digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        /** The commit that a release was when this was deployed; empty: this is of another release, or does not tell. */
        public Optional<String> commitOf(String project, int version) {
            return DescriptorTexts.commit(descriptor, project, version);
        }

        /** Whether both are deployed in the same way, as far as both tell. */
        public boolean agrees(Kept other) {
            return DescriptorTexts.same(descriptor, other.descriptor)
                    && catalog.equals(other.catalog)
                    && (gateway.isEmpty() || other.gateway.isEmpty() || gateway.equals(other.gateway))
                    && (content.isEmpty() || other.content.isEmpty() || content.equals(other.content));
        }
    }

    /** Somebody else wrote the record: read it again and decide anew. */
    final class StaleRecordException extends Exception {
        private static final long serialVersionUID = 1L;

        public StaleRecordException(String message) {
            super(message);
        }
    }
}
