package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.core.source.GitReleaseSource;
import io.jenkins.plugins.aps.core.view.Freshness;
import io.jenkins.plugins.aps.core.view.RepositoryView;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;

/**
 * What the read model costs beside many releases: until they are listed, until the files of all are read, and memory. The
 * repository, of this machine, has a commit and a tag a release, and a hundred releases of each project.
 */
public final class ReleaseLoad {
    private static final int OF_ONE_PROJECT = 100;
    private static final PersonIdent MO = new PersonIdent("Mo", "mo@example.org");

    private ReleaseLoad() {}

    /** Lines of a table: what, figure. */
    public static List<String> measure(int count, Path folder) throws Exception {
        var bare = folder.resolve("models.git");
        try (var git = Git.init()
                .setBare(true)
                .setDirectory(bare.toFile())
                .setInitialBranch("main")
                .call()) {
            fill(git.getRepository(), count);
        }
        var settings = new RepositorySettings(
                "default",
                bare.toString(),
                GitCredential.Anonymous::new,
                "main",
                RepositorySettings.DEFAULT_TAG_PATTERN,
                "**",
                true);
        var source = new GitReleaseSource(settings, folder.resolve("cache"));
        var publication = new Publication(new Snapshot(
                1,
                List.of(),
                List.of(new RepositoryView(
                        "default",
                        List.of(),
                        Freshness.nothingYet(InstantSource.system().instant())))));
        var empty = ReadModelLoad.used();
        var start = System.nanoTime();
        var cpu = ReadModelLoad.cpu();
        try (var feed = new RepositoryFeed(
                "default",
                () -> source,
                ReleaseValidatorTest.ofTheBuiltIn(),
                Duration.ofHours(1),
                publication,
                Thread::new,
                InstantSource.system(),
                System::nanoTime)) {
            feed.start();
            await(publication, view -> view.releases().size() == count);
            var listed = System.nanoTime() - start;
            var first = publication.current().releases().get(0);
            await(publication, view -> view.releases().stream()
                    .allMatch(each -> each.project().isPresent()));
            var read = System.nanoTime() - start;
            var readCpu = ReadModelLoad.cpu() - cpu;
            if (first.release().version() != OF_ONE_PROJECT) {
                throw new IllegalStateException("the list is not what was released");
            }
            var filled = ReadModelLoad.used();
            start = System.nanoTime();
            source.releases(true);
            var again = System.nanoTime() - start;
            return List.of(
                    ReadModelLoad.line("until all releases are listed, the clone included, s", listed / 1e9),
                    ReadModelLoad.line("until the files of all are read, s", read / 1e9),
                    ReadModelLoad.line("processor time of both, s", readCpu / 1e9),
                    ReadModelLoad.line("list and contents in memory, MiB", (filled - empty) / 1048576.0),
                    ReadModelLoad.line("the same, KiB a release", (filled - empty) / 1024.0 / count),
                    ReadModelLoad.line("to list them again, nothing new, s", again / 1e9));
        }
    }

    private static void await(Publication publication, Predicate<RepositoryView> reached) throws Exception {
        var snapshot = publication.current();
        while (!reached.test(snapshot.repositories().get(0))) {
            snapshot =
                    publication.after(snapshot.version(), Duration.ofMinutes(1)).get(2, TimeUnit.MINUTES);
        }
    }

    private static void fill(Repository repository, int count) throws Exception {
        var projects = Math.max(1, count / OF_ONE_PROJECT);
        var folders = new ObjectId[projects];
        ObjectId head = null;
        try (var objects = repository.newObjectInserter()) {
            var refs = repository.getRefDatabase().newBatchUpdate().setAllowNonFastForwards(true);
            for (int number = 0; number < count; number++) {
                var project = number % projects;
                var version = number / projects + 1;
                folders[project] = project(objects, name(project), version);
                head = commit(objects, head, folders);
                var tag = new TagBuilder();
                tag.setObjectId(head, Constants.OBJ_COMMIT);
                tag.setTag(name(project) + "/" + version);
                tag.setTagger(MO);
                tag.setMessage("Release " + version);
                refs.addCommand(
                        new ReceiveCommand(ObjectId.zeroId(), objects.insert(tag), Constants.R_TAGS + tag.getTag()));
            }
            refs.addCommand(new ReceiveCommand(ObjectId.zeroId(), head, Constants.R_HEADS + "main"));
            objects.flush();
            try (var walk = new RevWalk(repository)) {
                refs.execute(walk, NullProgressMonitor.INSTANCE);
            }
        }
    }

    private static String name(int project) {
        return String.format(java.util.Locale.ROOT, "project-%03d", project);
    }

    private static ObjectId commit(ObjectInserter objects, ObjectId parent, ObjectId[] folders) throws Exception {
        var root = new TreeFormatter();
        for (int project = 0; project < folders.length; project++) {
            if (folders[project] != null) {
                root.append(name(project), FileMode.TREE, folders[project]);
            }
        }
        var commit = new CommitBuilder();
        commit.setTreeId(objects.insert(root));
        commit.setAuthor(MO);
        commit.setCommitter(MO);
        commit.setMessage("Release");
        if (parent != null) {
            commit.setParentId(parent);
        }
        return objects.insert(commit);
    }

    /** A manifest and two connectors. */
    private static ObjectId project(ObjectInserter objects, String name, int version) throws Exception {
        var connectors = new TreeFormatter();
        connectors.append("one.json", FileMode.REGULAR_FILE, blob(objects, resource("connectors/one.json")));
        connectors.append("two.json", FileMode.REGULAR_FILE, blob(objects, resource("connectors/two.json")));
        var folder = new TreeFormatter();
        folder.append("connectors", FileMode.TREE, objects.insert(connectors));
        folder.append(
                name + ".json",
                FileMode.REGULAR_FILE,
                blob(
                        objects,
                        resource("benchmark.json")
                                .replace("\"benchmark\"", "\"" + name + "\"")
                                .replace("\"1\"", "\"" + version + "\"")));
        return objects.insert(folder);
    }

    private static ObjectId blob(ObjectInserter objects, String text) throws Exception {
        return objects.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String resource(String file) throws Exception {
        try (var in = ReleaseLoad.class.getResourceAsStream("/io/jenkins/plugins/aps/benchmark/project/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
