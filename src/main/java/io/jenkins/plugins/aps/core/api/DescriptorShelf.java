package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.StoredDescriptor;
import java.util.List;
import java.util.Optional;

/**
 * Descriptors that were imported and wait to be deployed, in the platform namespace of a cluster. Blocks for at most one or
 * two requests; safe for many threads.
 *
 * <p>In all methods {@code cluster} is the name of a configured one; empty: the first.
 */
public interface DescriptorShelf {
    /** By name. All who ask within a few seconds share one answer. */
    List<StoredDescriptor> all(String cluster);

    Optional<StoredDescriptor> find(String cluster, String name);

    /**
     * Keeps one.
     *
     * @param json a descriptor; its name is its own, its release must be in a configured repository
     * @param by who keeps it
     * @throws ApsException {@code invalidRequest} with every problem; {@code notFound} if there is no such release; {@code
     *     conflict} if there is a descriptor of this name
     */
    StoredDescriptor keep(String cluster, String json, String by);

    /** Removes one; one that is gone is success. */
    void remove(String cluster, String name);
}
