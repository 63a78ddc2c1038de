package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;

/** A bare repository to which commits and tags are added straight as objects. */
final class TestRepository implements AutoCloseable {
    static final Instant THEN = Instant.parse("2026-03-01T10:00:00Z");

    final Repository repository;
    private final Path folder;
    private ObjectId head;

    TestRepository(Path folder) throws Exception {
        this.folder = folder;
        repository = new IsolatedRepository(folder.toFile());
        repository.create(true);
        repository.updateRef(Constants.HEAD).link("refs/heads/main");
    }

    RepositorySettings settings() {
        return settings(folder.toString(), new GitCredential.Anonymous(), true);
    }

    static RepositorySettings settings(String url, GitCredential credential, boolean local) {
        return new RepositorySettings("models", url, () -> credential, "", "{project}/{version}", "**", local);
    }

    static PersonIdent person(String name) {
        return new PersonIdent(name, name + "@example.org", THEN, ZoneOffset.UTC);
    }

    /** Commits a whole tree: path to text; a text that begins with {@code ->} is a link. */
    ObjectId commit(String message, Map<String, String> files) throws Exception {
        try (var inserter = repository.newObjectInserter()) {
            var index = DirCache.newInCore();
            var builder = index.builder();
            for (var file : files.entrySet()) {
                var entry = new DirCacheEntry(file.getKey());
                var link = file.getValue().startsWith("->");
                entry.setFileMode(link ? FileMode.SYMLINK : FileMode.REGULAR_FILE);
                entry.setObjectId(inserter.insert(
                        Constants.OBJ_BLOB, file.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
                builder.add(entry);
            }
            builder.finish();
            return commit(message, index.writeTree(inserter));
        }
    }

    ObjectId commit(String message, ObjectId tree) throws Exception {
        try (var inserter = repository.newObjectInserter()) {
            var commit = new CommitBuilder();
            commit.setTreeId(tree);
            commit.setAuthor(person("Carla"));
            commit.setCommitter(person("Carla"));
            commit.setMessage(message);
            if (head != null) {
                commit.setParentId(head);
            }
            head = inserter.insert(commit);
            inserter.flush();
            update("refs/heads/main", head);
            return head;
        }
    }

    void tag(String name, String message, ObjectId commit) throws Exception {
        try (var inserter = repository.newObjectInserter()) {
            var tag = new TagBuilder();
            tag.setTag(name);
            tag.setTagger(person("Tina"));
            tag.setMessage(message);
            tag.setObjectId(commit, Constants.OBJ_COMMIT);
            var id = inserter.insert(tag);
            inserter.flush();
            update("refs/tags/" + name, id);
        }
    }

    void update(String ref, ObjectId id) throws Exception {
        RefUpdate update = repository.updateRef(ref);
        update.setNewObjectId(id);
        update.forceUpdate();
    }

    void remove(String ref) throws Exception {
        var update = repository.updateRef(ref);
        update.setForceUpdate(true);
        update.delete();
    }

    @Override
    public void close() {
        repository.close();
    }
}
