package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.ProjectContent;
import io.jenkins.plugins.aps.core.plan.FileRef;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The project's files of a version, from the ConfigMaps in the application's namespace that hold them still: so that no
 * repository is needed to go back.
 */
final class KeptFiles {
    private final ClusterClient cluster;
    private final Inventory inventory;
    private final String application;

    KeptFiles(ClusterClient cluster, Inventory inventory, String application) {
        this.cluster = cluster;
        this.inventory = inventory;
        this.application = application;
    }

    /** All of them, or empty: the repository has to be asked. Blocks. */
    Optional<List<ProjectContent>> of(Kept kept) {
        if (kept.files().isEmpty() || !kept.files().stream().allMatch(FileRef::isTrue)) {
            return Optional.empty();
        }
        var maps = new TreeMap<String, Map<String, String>>();
        var files = new ArrayList<ProjectContent>();
        for (var file : kept.files()) {
            var encoded = maps.computeIfAbsent(file.map(), this::stored).get(file.key());
            if (encoded == null) {
                return Optional.empty();
            }
            files.add(new ProjectContent(file.path(), Base64.getDecoder().decode(encoded)));
        }
        return Optional.of(files);
    }

    /** Only from the ConfigMap that is recorded as ours: whoever made another of its name could choose what we deploy. */
    private Map<String, String> stored(String name) {
        var ref = new ObjectRef("v1", "ConfigMap", application, name);
        return cluster.findOurs(ref, application, inventory.known(ref))
                .filter(ConfigMap.class::isInstance)
                .map(found -> ((ConfigMap) found).getBinaryData())
                .orElse(Map.of());
    }
}
