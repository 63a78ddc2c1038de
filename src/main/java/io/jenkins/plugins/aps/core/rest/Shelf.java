package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.StoredDescriptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** All descriptors that a caller may see: those of applications, and those that wait to be deployed. */
final class Shelf {
    private static final Logger LOG = Logger.getLogger(Shelf.class.getName());

    private Shelf() {}

    /** By name, then as configured; of an application and a waiting one of its name the application's. */
    static List<DescriptorEntry> all(Aps aps, String cluster, Caller caller) {
        var all = new LinkedHashMap<String, DescriptorEntry>();
        for (var view : aps.readModel().snapshot().clusters()) {
            if (cluster.isEmpty() || cluster.equals(view.name())) {
                view.applications().stream()
                        .filter(caller.viewer()::sees)
                        .forEach(each -> all.putIfAbsent(each.name(), DescriptorEntry.of(each)));
                waiting(aps, view.name()).stream()
                        // An application that the caller may not see hides the descriptor that it was made of.
                        .filter(each -> view.find(each.name()).isEmpty())
                        .forEach(each -> all.putIfAbsent(each.name(), DescriptorEntry.of(each, view.name())));
            }
        }
        return List.copyOf(all.values());
    }

    /** Those of applications are told though the cluster is away; those that wait are known to it alone. */
    private static List<StoredDescriptor> waiting(Aps aps, String cluster) {
        try {
            return aps.descriptors().all(cluster);
        } catch (ApsException e) {
            LOG.log(Level.FINE, e, () -> "The descriptors of cluster " + cluster + " can't be read");
            return List.of();
        }
    }

    /** @throws ApsException {@code notFound} */
    static DescriptorEntry find(Aps aps, String cluster, String name, Caller caller) {
        return look(aps, cluster, name, caller)
                .orElseThrow(() -> Unread.inClusters(
                        aps.readModel().snapshot(), cluster, "There is no descriptor of this name that you may see"));
    }

    private static Optional<DescriptorEntry> look(Aps aps, String cluster, String name, Caller caller) {
        var snapshot = aps.readModel().snapshot();
        var application = Sight.look(snapshot, name, cluster);
        if (application.isPresent()) {
            return application.filter(caller.viewer()::sees).map(DescriptorEntry::of);
        }
        return snapshot.clusters().stream()
                .filter(view -> cluster.isEmpty() || cluster.equals(view.name()))
                .flatMap(view -> aps.descriptors().find(view.name(), name).stream()
                        .map(stored -> DescriptorEntry.of(stored, view.name())))
                .findFirst();
    }
}
