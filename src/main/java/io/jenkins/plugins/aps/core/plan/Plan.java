package io.jenkins.plugins.aps.core.plan;

import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Urls;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an application consists of.
 *
 * @param waves in the order of their index; none empty
 * @param urls where it will be
 * @param files where the project's files are, if a service reads them
 */
public record Plan(List<Wave> waves, Urls urls, List<FileRef> files) {
    public Plan {
        waves = List.copyOf(waves);
        files = List.copyOf(files);
    }

    /** One of an application whose services read no files. */
    public Plan(List<Wave> waves, Urls urls) {
        this(waves, urls, List.of());
    }

    public Stream<PlannedObject> objects() {
        return waves.stream().flatMap(wave -> wave.objects().stream());
    }

    /** The content that it points to, in the order of its objects. */
    public List<ContentRef> content() {
        return objects().filter(PlannedObject::isContent).map(ContentRef::of).toList();
    }

    /** The same, taking fields from others who changed them. */
    public Plan forced() {
        return new Plan(
                waves.stream()
                        .map(wave -> new Wave(
                                wave.index(),
                                wave.name(),
                                wave.objects().stream()
                                        .map(PlannedObject::forced)
                                        .toList()))
                        .toList(),
                urls,
                files);
    }

    /**
     * Objects that can be written together; all must be current before the next wave.
     *
     * @param index 0 namespace, quota, policies - 1 access, secrets, ConfigMaps, volumes - 2 database, broker - 3 runtime
     *     services - 4 connectors - 5 user interfaces - 6 ingress
     * @param name for people, for example {@code runtime services}
     */
    public record Wave(int index, String name, List<PlannedObject> objects) {
        public Wave {
            objects = List.copyOf(objects);
        }

        public List<ObjectRef> refs() {
            return objects.stream().map(PlannedObject::ref).toList();
        }
    }
}
