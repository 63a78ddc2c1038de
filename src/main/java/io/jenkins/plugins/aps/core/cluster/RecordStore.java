package io.jenkins.plugins.aps.core.cluster;

import java.util.List;
import java.util.Optional;

/** Reads and writes records in the platform namespace (which it makes if it may). Blocks; safe for many threads. */
public interface RecordStore {
    Optional<ApplicationRecord> find(String application);

    /** All of them, by name; one that can't be read is left out and logged. */
    List<ApplicationRecord> all();

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

    /** Keeps a version, immutable; an equal one that exists already is fine. Drops those older than the last ten. */
    void keep(String application, int version, Kept kept);

    Optional<Kept> kept(String application, int version);

    /**
     * What is kept of a version.
     *
     * @param descriptor as JSON, without secret values
     * @param catalog as JSON
     */
    record Kept(String descriptor, String catalog) {}

    /** Somebody else wrote the record: read it again and decide anew. */
    final class StaleRecordException extends Exception {
        private static final long serialVersionUID = 1L;

        public StaleRecordException(String message) {
            super(message);
        }
    }
}
