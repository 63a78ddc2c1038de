package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Nearest;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.util.Optional;

/** Finds the one application that a path names, among those that the caller may see. */
final class Sight {
    private Sight() {}

    /**
     * @param cluster empty: any; the first configured one that has it
     * @throws ApsException {@code notFound}, also for one that the caller may not see; {@code
     *     unreachable} while that isn't known
     */
    static ApplicationEntry find(Snapshot snapshot, String application, String cluster, Caller caller) {
        return look(snapshot, application, cluster)
                .filter(caller.viewer()::sees)
                .orElseThrow(() -> notFound(snapshot, application, cluster, caller));
    }

    /** With the name that was surely meant, of those that the caller may see. */
    static ApsException notFound(Snapshot snapshot, String application, String cluster, Caller caller) {
        var seen = snapshot.applications().stream()
                .filter(caller.viewer()::sees)
                .map(ApplicationEntry::name)
                .toList();
        var meant = Nearest.typo(application, seen)
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
        return Unread.inClusters(snapshot, cluster, "There is no application of this name that you may see" + meant);
    }

    /** The same, whoever asks. */
    static Optional<ApplicationEntry> look(Snapshot snapshot, String application, String cluster) {
        return snapshot.clusters().stream()
                .filter(view -> cluster.isEmpty() || view.name().equals(cluster))
                .flatMap(view -> view.find(application).stream())
                .findFirst();
    }
}
