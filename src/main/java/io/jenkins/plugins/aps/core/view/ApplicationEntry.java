package io.jenkins.plugins.aps.core.view;

import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import java.util.List;
import java.util.Optional;

/**
 * An application as last known.
 *
 * @param instance its services without events and logs
 * @param descriptor of its current version, without secret values; empty where none is recorded yet or it can't be read
 *     (the instance's reason says so)
 * @param operations those that are recorded, newest first, at most 20
 */
public record ApplicationEntry(Instance instance, Optional<Descriptor> descriptor, List<OperationSummary> operations) {
    public ApplicationEntry {
        operations = List.copyOf(operations);
    }

    /** One of which nothing else is known. */
    public static ApplicationEntry of(Instance instance) {
        return new ApplicationEntry(instance, Optional.empty(), List.of());
    }

    public String name() {
        return instance.application();
    }
}
