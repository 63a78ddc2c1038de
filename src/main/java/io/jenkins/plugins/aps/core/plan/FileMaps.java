package io.jenkins.plugins.aps.core.plan;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import io.jenkins.plugins.aps.core.model.ProjectContent;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A project's files as immutable ConfigMaps, and as one volume that shows them under their own paths again.
 *
 * <p>Keys of a ConfigMap allow few characters, so a key is made from the file's name and a hash of its path, and the
 * volume maps it back. The cluster takes 1 MiB of content in one ConfigMap: files share one up to {@link #SHARED} bytes, and
 * a larger file, up to {@link ProjectContent#MOST_BYTES}, has one of its own.
 */
final class FileMaps {
    /** Bytes of content in a ConfigMap of several files. */
    static final int SHARED = 800 * 1024;

    static final String VOLUME = "project-files";
    /** How the names of its ConfigMaps begin. */
    static final String NAME = "files-";

    private static final int READ_ONLY = 0444;
    private static final int KEPT_OF_NAME = 100;

    private final String application;
    private final String release;
    private final List<ConfigMap> maps = new ArrayList<>();
    private final List<VolumeProjection> projections = new ArrayList<>();
    private final Map<String, byte[]> content = new TreeMap<>();
    private final List<FileRef> files = new ArrayList<>();
    private final List<KeyToPath> items = new ArrayList<>();
    private long size;

    /** Contents that {@link FileRules} finds nothing wrong with. */
    FileMaps(String application, String release, List<ProjectContent> files) {
        this.application = application;
        this.release = release;
        files.stream().sorted(Comparator.comparing(ProjectContent::path)).forEach(this::add);
        close();
    }

    /** Where each file is. */
    List<FileRef> files() {
        return List.copyOf(files);
    }

    List<ConfigMap> maps() {
        return List.copyOf(maps);
    }

    Volume volume() {
        return new VolumeBuilder()
                .withName(VOLUME)
                .withNewProjected()
                .withDefaultMode(READ_ONLY)
                .withSources(projections)
                .endProjected()
                .build();
    }

    static String key(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^-._a-zA-Z0-9]", "_");
        var start = name.length() > KEPT_OF_NAME ? name.substring(name.length() - KEPT_OF_NAME) : name;
        return ContentName.of("f", Map.of(path, new byte[0])) + "-" + start;
    }

    private void add(ProjectContent file) {
        if (size + file.bytes().length > SHARED) {
            close();
        }
        var key = key(file.path());
        content.put(key, file.bytes());
        items.add(new KeyToPathBuilder().withKey(key).withPath(file.path()).build());
        size += file.bytes().length;
    }

    private void close() {
        if (content.isEmpty()) {
            return;
        }
        var name = ContentName.of(NAME + (maps.size() + 1), content);
        var meta = Labels.meta(application, name, "files", "files");
        meta.getAnnotations().put(Planner.RELEASE, release);
        var data = new TreeMap<String, String>();
        content.forEach((key, bytes) -> data.put(key, Base64.getEncoder().encodeToString(bytes)));
        maps.add(new ConfigMapBuilder()
                .withMetadata(meta)
                .withImmutable(true)
                .withBinaryData(data)
                .build());
        projections.add(new VolumeProjectionBuilder()
                .withNewConfigMap()
                .withName(name)
                .withItems(List.copyOf(items))
                .endConfigMap()
                .build());
        items.forEach(item -> files.add(new FileRef(name, item.getKey(), item.getPath())));
        content.clear();
        items.clear();
        size = 0;
    }
}
