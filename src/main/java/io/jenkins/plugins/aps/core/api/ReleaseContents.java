package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.Release;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the files of releases say, without their content. A commit never changes, so that each is read once; of those that
 * are too many the ones that were read first are let go of. Safe for many threads.
 */
final class ReleaseContents {
    /** Some kilobytes each. */
    static final int MOST = 20_000;

    private final Map<String, Project> known = new LinkedHashMap<>();
    private final Set<String> unreadable = new HashSet<>();

    synchronized Optional<Project> find(Release release) {
        return Optional.ofNullable(known.get(key(release)));
    }

    /** Whether there is nothing to be read. */
    synchronized boolean has(Release release) {
        return known.containsKey(key(release)) || unreadable.contains(key(release));
    }

    /** Not to be tried again and again; who asks for it by name gets it read all the same. */
    synchronized void unreadable(Release release) {
        if (unreadable.size() < MOST) {
            unreadable.add(key(release));
        }
    }

    /** What is known, or what is read now. */
    Project of(Release release, Supplier<Project> reading) {
        var found = find(release);
        if (found.isPresent()) {
            return found.get();
        }
        var read = withoutContent(reading.get());
        synchronized (this) {
            known.put(key(release), read);
            unreadable.remove(key(release));
            if (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return read;
    }

    private static String key(Release release) {
        return release.commit() + ":" + release.folder();
    }

    private static Project withoutContent(Project project) {
        return new Project(
                project.name(),
                project.version(),
                project.description(),
                project.access(),
                project.processes(),
                project.connectors(),
                project.uis(),
                project.forms(),
                project.decisionTables(),
                project.files(),
                project.scripts(),
                project.triggers(),
                List.of(),
                project.problems());
    }
}
