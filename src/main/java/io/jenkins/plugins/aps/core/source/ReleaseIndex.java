package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.IgnoredTag;
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
import java.util.TreeSet;
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
    private final Map<String, List<String>> twice = new HashMap<>();

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
        var ignored = new IgnoredTags(pattern);
        var known = new TreeSet<String>();
        var others = OtherTags.read(clone);
        others.refused()
                .forEach(tag -> pattern.read(tag).ifPresent(named -> ignored.add(tag, named, TagFacts.UNREADABLE)));
        twice.clear();
        try (var walk = new RevWalk(clone)) {
            for (var ref : clone.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
                var tag = ref.getName().substring(Constants.R_TAGS.length());
                var named = pattern.read(tag);
                if (named.isPresent()) {
                    var key = ref.getObjectId().name();
                    unless(
                            fresh,
                            "tag '" + tag + "'",
                            key,
                            () -> byTag(walk, ref.getObjectId(), tag, named.get(), byProject, ignored));
                    if (unreadable.contains(key)) {
                        ignored.add(tag, named.get(), TagFacts.UNREADABLE);
                    }
                }
            }
            var head = branch(clone);
            if (head.isPresent()) {
                unless(
                        fresh,
                        "release branch",
                        head.get().name(),
                        () -> byBranch(clone, fresh, walk, head.get(), byProject, ignored, known));
            }
        }
        known.addAll(byProject.keySet());
        ignored.compare(known, others.others());
        return new Listing(listed(byProject), ignored.told(), ignored.all(), Map.copyOf(twice));
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
            IgnoredTags ignored)
            throws IOException {
        var facts = facts(walk, id);
        if (facts.isEmpty()) {
            ignore(walk, id, tag, named, ignored);
            return;
        }
        var found = folders.in(walk.getObjectReader(), facts.get().tree());
        var homes = homes(found, named.project());
        if (homes.isEmpty()) {
            ignored.homeless(tag, named);
        }
        homes.forEach((project, folder) -> {
            twice(found, project, facts.get().commit(), folder);
            byProject
                    .computeIfAbsent(project, name -> new TreeMap<>(Comparator.reverseOrder()))
                    .putIfAbsent(named.version(), release(project, named.version(), facts.get(), folder));
        });
    }

    /** Others tag with such names too, builds for example: it counts if its project is there. */
    private void ignore(RevWalk walk, ObjectId id, String tag, Named named, IgnoredTags ignored) throws IOException {
        var why = TagFacts.whyNot(walk, id);
        if (walk.peel(walk.parseAny(id)) instanceof RevCommit commit
                && homes(
                                folders.in(
                                        walk.getObjectReader(),
                                        walk.parseCommit(commit).getTree()),
                                named.project())
                        .isEmpty()) {
            ignored.homeless(tag, named);
        } else {
            ignored.add(tag, named, why);
        }
    }

    /** Remembers where else the project is in the same commit, for who reads the release. */
    private void twice(List<Found> found, String project, ObjectId commit, String folder) {
        var others = found.stream()
                .filter(each -> each.certain()
                        && each.project().equals(project)
                        && !each.folder().equals(folder))
                .map(Found::folder)
                .toList();
        if (!others.isEmpty()) {
            twice.put(commit.name() + ":" + folder, others);
        }
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
            Repository clone,
            boolean fresh,
            RevWalk walk,
            ObjectId head,
            Map<String, Map<Integer, Release>> byProject,
            IgnoredTags ignored,
            Set<String> known)
            throws IOException {
        var commit = walk.parseCommit(head);
        var all = folders.in(walk.getObjectReader(), commit.getTree());
        for (var found : all) {
            if (!found.certain()) {
                continue;
            }
            known.add(found.project());
            if (found.version() < 1
                    || byProject.containsKey(found.project())
                    || ignored.claims(found.project(), found.version())) {
                continue;
            }
            unless(fresh, "commit of the project '" + found.project() + "'", head.name() + ":" + found.folder(), () -> {
                var facts = lastTouched(clone, commit, found.folder());
                twice(all, found.project(), facts.commit(), found.folder());
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
     * @param ignored tags that were most likely meant as releases
     * @param unreleased those, and what else may explain that a release is not found
     * @param twice by commit and folder: other folders of the commit that hold the same project
     */
    record Listing(
            List<Release> releases,
            List<IgnoredTag> ignored,
            List<IgnoredTag> unreleased,
            Map<String, List<String>> twice) {}

    /** What reads objects. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}
