package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.model.ConnectorModel;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.Release;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the files of releases say, without their content. A commit never changes, so that each is read once. Whoever writes to
 * the repository decides how many releases there are and how much they contain: what is too much is read for who asks for
 * it, and not kept. Safe for many threads.
 */
final class ReleaseContents {
    /** Releases; some kilobytes each. */
    static final int MOST = 20_000;
    /** Names, problems and the like in all of them; about 100 bytes each. */
    static final int MOST_PARTS = 2_000_000;

    private final int mostParts;
    private final Map<String, Project> known = new HashMap<>();
    /** What can't be read, and what is too much to be kept. */
    private final Set<String> passedOver = new HashSet<>();

    private int parts;

    ReleaseContents() {
        this(MOST_PARTS);
    }

    ReleaseContents(int mostParts) {
        this.mostParts = mostParts;
    }

    synchronized Optional<Project> find(Release release) {
        return Optional.ofNullable(known.get(key(release)));
    }

    /** Whether there is nothing to be read, unless somebody asks for it by name. */
    synchronized boolean has(Release release) {
        return known.containsKey(key(release)) || passedOver.contains(key(release));
    }

    /** Not to be tried again and again. */
    synchronized void unreadable(Release release) {
        passedOver.add(key(release));
    }

    /** Lets go of what is no release any more. */
    synchronized void keepOnly(List<Release> releases) {
        var keys = releases.stream().map(ReleaseContents::key).collect(Collectors.toSet());
        known.keySet().retainAll(keys);
        passedOver.retainAll(keys);
        parts = known.values().stream().mapToInt(ReleaseContents::parts).sum();
    }

    /** What is known, or what is read now. */
    Project of(Release release, Supplier<Project> reading) {
        var found = find(release);
        if (found.isPresent()) {
            return found.get();
        }
        var read = reading.get().withoutContent();
        keep(key(release), read);
        return read;
    }

    private synchronized void keep(String key, Project read) {
        if (known.containsKey(key)) {
            return;
        }
        if (known.size() >= MOST || parts + parts(read) > mostParts) {
            passedOver.add(key);
            return;
        }
        passedOver.remove(key);
        known.put(key, read);
        parts += parts(read);
    }

    private static int parts(Project project) {
        return Stream.of(
                                project.access().users(),
                                project.access().groups(),
                                project.processes(),
                                project.connectors(),
                                project.uis(),
                                project.forms(),
                                project.decisionTables(),
                                project.files(),
                                project.scripts(),
                                project.triggers(),
                                project.problems(),
                                project.notes())
                        .mapToInt(Collection::size)
                        .sum()
                + project.connectors().stream()
                        .map(ConnectorModel::variables)
                        .mapToInt(Collection::size)
                        .sum();
    }

    private static String key(Release release) {
        return release.commit() + ":" + release.folder();
    }
}
