package io.jenkins.plugins.aps.core.cluster;

import io.jenkins.plugins.aps.core.model.ApsException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Descriptors that are kept in the platform namespace until somebody deploys them. Blocks; safe for many threads. */
public interface DescriptorStore {
    Optional<Stored> find(String name);

    /** All of them, by name. */
    List<Stored> all();

    /**
     * Keeps a new one.
     *
     * @param json without secret values
     * @param by who keeps it
     * @throws ApsException {@code conflict} if there is one of this name
     */
    Stored create(String name, String json, String by);

    /** Removes it; one that is gone is success. */
    void delete(String name);

    /**
     * A descriptor as found.
     *
     * @param json its text; what somebody else wrote there may be anything
     * @param by who keeps it; empty: it was kept before that was written
     */
    record Stored(String name, String json, Instant createdAt, String by) {}
}
