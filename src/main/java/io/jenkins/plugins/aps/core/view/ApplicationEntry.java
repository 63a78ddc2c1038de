package io.jenkins.plugins.aps.core.view;

import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.Health;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.ServiceHealth;
import java.util.List;
import java.util.Optional;

/**
 * An application as last known.
 *
 * @param instance its services without events and logs
 * @param descriptor of its current version, without secret values; empty where none is recorded yet or it can't be read
 *     (the instance's reason says so)
 * @param operations those that are recorded, newest first, at most 20
 * @param isAdoptable whether its record was lost, or is not complete, and can be brought back
 */
public record ApplicationEntry(
        Instance instance, Optional<Descriptor> descriptor, List<OperationSummary> operations, boolean isAdoptable) {
    public ApplicationEntry {
        operations = List.copyOf(operations);
    }

    /** One of which nothing else is known. */
    public static ApplicationEntry of(Instance instance) {
        return new ApplicationEntry(instance, Optional.empty(), List.of(), false);
    }

    /** One whose record can be brought back. */
    public static ApplicationEntry adoptable(Instance instance) {
        return new ApplicationEntry(instance, Optional.empty(), List.of(), true);
    }

    /** The same, with what the objects of its services last said, as far as it was read. */
    public ApplicationEntry with(List<ServiceHealth> read) {
        var services = instance.services().stream()
                .map(service -> read.stream()
                        .filter(each -> each.name().equals(service.name()) && service.health() != Health.GREEN)
                        .findFirst()
                        .map(each -> service.with(each.events(), each.log()))
                        .orElse(service))
                .toList();
        return new ApplicationEntry(instance.withServices(services), descriptor, operations, isAdoptable);
    }

    public String name() {
        return instance.application();
    }
}
