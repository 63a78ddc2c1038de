package io.jenkins.plugins.aps.runtimebundle;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A projected volume as the kubelet lays it out: files in a folder of their own, to which links lead. */
final class MountedVolume {
    private static final String FILES = "..2026_12_01_00_00_00.000000000";
    private static final String DATA = "..data";

    private MountedVolume() {}

    /** Writes what the ConfigMaps hold into a folder that is not there yet. */
    static void lay(KubernetesClient client, String namespace, Volume volume, Path folder) throws IOException {
        var files = Files.createDirectories(folder.resolve(FILES));
        for (var source : volume.getProjected().getSources()) {
            var map = client.configMaps()
                    .inNamespace(namespace)
                    .withName(source.getConfigMap().getName())
                    .require();
            for (var item : source.getConfigMap().getItems()) {
                var file = files.resolve(item.getPath());
                Files.createDirectories(file.getParent());
                Files.write(file, Base64.getDecoder().decode(map.getBinaryData().get(item.getKey())));
            }
        }
        Files.createSymbolicLink(folder.resolve(DATA), Path.of(FILES));
        try (var top = Files.list(files)) {
            for (var each : top.toList()) {
                var name = each.getFileName().toString();
                Files.createSymbolicLink(folder.resolve(name), Path.of(DATA, name));
            }
        }
    }
}
