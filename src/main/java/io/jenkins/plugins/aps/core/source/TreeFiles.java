package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Release;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The files of a release, straight from the clone's objects. Sizes come from the objects' headers, so that a large file
 * costs nothing until it is read.
 */
final class TreeFiles implements ProjectFiles {
    /** Entries listed at most; a tree whose subtrees are all the same one can unfold to billions. */
    static final int MAX_ENTRIES = 10_000;

    static final int MAX_DEPTH = 30;

    private final RepositoryCache cache;
    private final Release release;
    private final List<String> elsewhere;
    private List<Entry> entries;
    private Map<String, ObjectId> blobs;

    /** @param elsewhere other folders of the same commit that hold the same project */
    TreeFiles(RepositoryCache cache, Release release, List<String> elsewhere) {
        this.cache = cache;
        this.release = release;
        this.elsewhere = List.copyOf(elsewhere);
    }

    @Override
    public List<String> elsewhere() {
        return elsewhere;
    }

    /**
     * {@inheritDoc}
     *
     * @throws ApsException {@code invalidRequest} if there are too many, or folders are nested too deep
     */
    @Override
    public synchronized List<Entry> list() {
        if (entries == null) {
            try (var clone = cache.open()) {
                walk(clone);
            } catch (IOException e) {
                throw unreadable("the files", e);
            }
        }
        return entries;
    }

    @Override
    public byte[] read(Entry entry) {
        if (entry.kind() != Kind.FILE) {
            throw new IllegalArgumentException(entry.path() + " is no regular file");
        }
        list();
        var blob = blobs.get(entry.path());
        if (blob == null) {
            throw new IllegalArgumentException(entry.path() + " is no file of " + release.id());
        }
        try (var clone = cache.open()) {
            return clone.open(blob, Constants.OBJ_BLOB).getBytes();
        } catch (IOException | LargeObjectException e) {
            throw unreadable("'" + entry.path() + "'", e);
        }
    }

    private void walk(Repository clone) throws IOException {
        var listed = new ArrayList<Entry>();
        var found = new LinkedHashMap<String, ObjectId>();
        var skip = release.folder().isEmpty() ? 0 : release.folder().length() + 1;
        try (var commits = new RevWalk(clone);
                var tree = open(clone, commits)) {
            int seen = 0;
            while (tree != null && tree.next()) {
                var path = tree.getPathString().substring(skip);
                if (++seen > MAX_ENTRIES || tree.getDepth() > MAX_DEPTH) {
                    throw new ApsException(
                            ErrorCode.INVALID_REQUEST,
                            "the release " + release.id() + " has more than " + MAX_ENTRIES
                                    + " entries, or folders nested more than " + MAX_DEPTH + " deep");
                }
                var mode = tree.getFileMode(0);
                if (FileMode.TREE.equals(mode)) {
                    tree.enterSubtree();
                } else if (FileMode.SYMLINK.equals(mode)) {
                    listed.add(new Entry(path, 0, Kind.LINK));
                } else if (FileMode.GITLINK.equals(mode)) {
                    listed.add(new Entry(path, 0, Kind.SUBMODULE));
                } else {
                    var id = tree.getObjectId(0);
                    found.putIfAbsent(path, id);
                    listed.add(
                            new Entry(path, tree.getObjectReader().getObjectSize(id, Constants.OBJ_BLOB), Kind.FILE));
                }
            }
        }
        blobs = found;
        entries = List.copyOf(listed);
    }

    /** A walk that stands before the first entry of the project's folder; null where there is no such folder. */
    private TreeWalk open(Repository clone, RevWalk commits) throws IOException {
        var root = commits.parseCommit(ObjectId.fromString(release.commit())).getTree();
        if (release.folder().isEmpty()) {
            var walk = new TreeWalk(clone);
            walk.addTree(root);
            return walk;
        }
        try (var folder = TreeWalk.forPath(clone, release.folder(), root)) {
            if (folder == null || !FileMode.TREE.equals(folder.getFileMode(0))) {
                return null;
            }
            var walk = new TreeWalk(clone);
            walk.addTree(new org.eclipse.jgit.treewalk.CanonicalTreeParser(
                    (release.folder() + "/").getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    walk.getObjectReader(),
                    folder.getObjectId(0)));
            return walk;
        }
    }

    private ApsException unreadable(String what, Exception cause) {
        return new ApsException(
                ErrorCode.UNREACHABLE,
                what + " of the release " + release.id() + " can't be read from the cached clone; refresh it: "
                        + cause.getMessage(),
                cause);
    }
}
