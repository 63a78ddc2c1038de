package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.core.source.ProjectFolders.Found;
import io.jenkins.plugins.aps.core.source.TagPattern.Named;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Makes the list of releases from a clone's tags and release branch. What an object says never changes, so it is read
 * once. Not safe for many threads.
 */
final class ReleaseIndex {
    private static final Logger LOG = Logger.getLogger(ReleaseIndex.class.getName());

    private final RepositorySettings settings;
    private final RepositoryUrl url;
    private final TagPattern pattern;
    private final ProjectFolders folders;
    private final Map<ObjectId, Optional<TagFacts>> tags = new HashMap<>();
    private final Map<String, TagFacts> touched = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();

    ReleaseIndex(RepositorySettings settings, RepositoryUrl url) {
        this.settings = settings;
        this.url = url;
        this.pattern = new TagPattern(settings);
        this.folders = new ProjectFolders(new Glob(settings.projects()));
    }

    /**
     * By project name, highest version first. A tag or commit that can't be read is no release; it is told once.
     *
     * @param fresh whether the clone was just made, so that what can't be read is not its fault
     */
    Listing read(Repository clone, boolean fresh) throws IOException {
        var byProject = new TreeMap<String, Map<Integer, Release>>();
        var homeless = new ArrayList<String>();
        try (var walk = new RevWalk(clone)) {
            for (var ref : clone.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
                var tag = ref.getName().substring(Constants.R_TAGS.length());
                var named = pattern.read(tag);
                if (named.isPresent()) {
                    unless(
                            fresh,
                            "tag '" + tag + "'",
                            ref.getObjectId().name(),
                            () -> byTag(walk, ref.getObjectId(), tag, named.get(), byProject, homeless));
                }
            }
            var head = branch(clone);
            if (head.isPresent()) {
                unless(
                        fresh,
                        "release branch",
                        head.get().name(),
                        () -> byBranch(clone, fresh, walk, head.get(), byProject));
            }
        }
        return new Listing(listed(byProject), List.copyOf(homeless));
    }

    /** Does the work unless the object is known to be unreadable, or turns out so. */
    private void unless(boolean fresh, String what, String key, Work work) throws IOException {
        if (unreadable.contains(key)) {
            return;
        }
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            if (!GitErrors.ofTheObject(e, fresh)) {
                throw e;
            }
            unreadable.add(key);
            LOG.log(Level.WARNING, "The {0} of {1} can''t be read and is no release: {2}", new Object[] {
                what, url.told(settings), e
            });
        }
    }

    private void byTag(
            RevWalk walk,
            ObjectId id,
            String tag,
            Named named,
            Map<String, Map<Integer, Release>> byProject,
            List<String> homeless)
            throws IOException {
        var facts = facts(walk, id);
        if (facts.isEmpty()) {
            return;
        }
        var homes = homes(folders.in(walk.getObjectReader(), facts.get().tree()), named.project());
        if (homes.isEmpty()) {
            homeless.add(tag);
        }
        homes.forEach((project, folder) -> byProject
                .computeIfAbsent(project, name -> new TreeMap<>(Comparator.reverseOrder()))
                .putIfAbsent(named.version(), release(project, named.version(), facts.get(), folder)));
    }

    private Optional<TagFacts> facts(RevWalk walk, ObjectId id) throws IOException {
        var known = tags.get(id);
        if (known == null) {
            known = TagFacts.of(walk, id);
            tags.put(id.copy(), known);
        }
        return known;
    }

    /** Projects of the release branch without a tag are released by their manifest's version. */
    private void byBranch(
            Repository clone, boolean fresh, RevWalk walk, ObjectId head, Map<String, Map<Integer, Release>> byProject)
            throws IOException {
        var commit = walk.parseCommit(head);
        for (var found : folders.in(walk.getObjectReader(), commit.getTree())) {
            if (!found.certain() || found.version() < 1 || byProject.containsKey(found.project())) {
                continue;
            }
            unless(fresh, "commit of the project '" + found.project() + "'", head.name() + ":" + found.folder(), () -> {
                var facts = lastTouched(clone, commit, found.folder());
                byProject.put(
                        found.project(),
                        Map.of(found.version(), release(found.project(), found.version(), facts, found.folder())));
            });
        }
    }

    private Optional<ObjectId> branch(Repository clone) throws IOException {
        var wanted = settings.branch() == null ? "" : settings.branch().strip();
        var ref = clone.exactRef(wanted.isEmpty() ? Constants.HEAD : Constants.R_HEADS + wanted);
        return Optional.ofNullable(ref).map(Ref::getObjectId);
    }

    private TagFacts lastTouched(Repository clone, RevCommit head, String folder) throws IOException {
        var key = head.name() + ":" + folder;
        var known = touched.get(key);
        if (known != null) {
            return known;
        }
        try (var history = new RevWalk(clone)) {
            history.markStart(history.parseCommit(head));
            history.setTreeFilter(
                    folder.isEmpty()
                            ? TreeFilter.ANY_DIFF
                            : AndTreeFilter.create(PathFilter.create(folder), TreeFilter.ANY_DIFF));
            var last = history.next();
            var facts = TagFacts.of(history, last == null ? history.parseCommit(head) : last);
            touched.clear();
            touched.put(key, facts);
            return facts;
        }
    }

    /** The folder of each project that a tag releases; the surest, then the first, where there are several. */
    private static Map<String, String> homes(List<Found> found, String project) {
        var homes = new LinkedHashMap<String, String>();
        found.stream()
                .sorted(Comparator.comparing(Found::certain).reversed())
                .filter(each ->
                        project.isEmpty() ? each.certain() : each.project().equals(project))
                .forEach(each -> homes.putIfAbsent(each.project(), each.folder()));
        return homes;
    }

    private Release release(String project, int version, TagFacts facts, String folder) {
        return new Release(
                settings.name(),
                project,
                version,
                facts.by(),
                facts.at(),
                facts.comment(),
                false,
                facts.commit().name(),
                folder,
                facts.signature());
    }

    private static List<Release> listed(Map<String, Map<Integer, Release>> byProject) {
        var all = new ArrayList<Release>();
        for (var versions : byProject.values()) {
            var latest = true;
            for (var each : versions.values()) {
                all.add(latest ? latest(each) : each);
                latest = false;
            }
        }
        return List.copyOf(all);
    }

    private static Release latest(Release it) {
        return new Release(
                it.repository(),
                it.project(),
                it.version(),
                it.createdBy(),
                it.createdAt(),
                it.comment(),
                true,
                it.commit(),
                it.folder(),
                it.signature());
    }

    /**
     * What was found.
     *
     * @param releases by project, highest version first
     * @param homeless tags that name a release of a project that their tree doesn't have
     */
    record Listing(List<Release> releases, List<String> homeless) {}

    /** What reads objects. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}
