package io.jenkins.plugins.aps.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.core.source.ProjectFiles.Entry;
import io.jenkins.plugins.aps.core.source.ProjectFiles.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitReleaseSourceTest {
    @TempDir
    Path temp;

    private TestRepository models;
    private GitReleaseSource source;

    @BeforeEach
    void repository() throws Exception {
        models = new TestRepository(temp.resolve("models.git"));
        source = new GitReleaseSource(models.settings(), temp.resolve("cache"));
    }

    @AfterEach
    void close() {
        models.close();
    }

    private static Map<String, String> holiday(String version) {
        var files = new TreeMap<String, String>();
        files.put("holiday/holiday.json", "{\"name\": \"holiday\", \"version\": \"" + version + "\"}");
        files.put("holiday/connectors/email.json", "{\"name\": \"email\"}");
        return files;
    }

    @Test
    void aBranchThatIsNotThereIsToldWithTheRepositoryAndItsBranches() throws Exception {
        models.commit("one", holiday("1"));
        var one = models.settings();
        var settings = new RepositorySettings(
                one.name(), one.url(), one.credential(), "mian", one.tagPattern(), one.projects(), true);
        assertThatThrownBy(() -> new GitReleaseSource(settings, temp.resolve("cache")).releases(true))
                .isInstanceOfSatisfying(
                        ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessage("the repository 'models' at " + temp.resolve("models.git")
                        + " has no branch 'mian'; it has main");
    }

    @Test
    void readsAnnotatedTagsAsReleasesHighestFirst() throws Exception {
        models.tag("holiday/1", "First\n", models.commit("one", holiday("1")));
        var second = models.commit("two", holiday("2"));
        models.tag("holiday/10", "  Tenth, with <b>  \n\n", second);

        assertThat(source.releases(false))
                .containsExactly(
                        new Release(
                                "models",
                                "holiday",
                                10,
                                "Tina",
                                TestRepository.THEN,
                                "Tenth, with <b>",
                                true,
                                second.name(),
                                "holiday",
                                "none"),
                        new Release(
                                "models",
                                "holiday",
                                1,
                                "Tina",
                                TestRepository.THEN,
                                "First",
                                false,
                                source.find("holiday", "1").commit(),
                                "holiday",
                                "none"));
        assertThat(source.find("holiday", "latest").version()).isEqualTo(10);
    }

    @Test
    void aLightweightTagAndATagOfAnotherShapeAreNoReleases() throws Exception {
        var commit = models.commit("one", holiday("0"));
        models.update("refs/tags/holiday/1", commit);
        models.tag("holiday/01", "leading zero", commit);
        models.tag("holiday/x", "no number", commit);
        models.tag("elsewhere/1", "no such project", commit);

        assertThat(source.releases(false)).isEmpty();
        assertThatThrownBy(() -> source.find("elsewhere", "1")).hasMessageContaining("tag 'elsewhere/1' is there");
    }

    @Test
    void aProjectWithoutTagIsReleasedByItsManifest() throws Exception {
        var touched = models.commit("Release the holiday", holiday("4"));
        var more = holiday("4");
        more.put("other/readme.txt", "x");
        models.commit("Something else", more);

        assertThat(source.releases(false)).singleElement().satisfies(release -> {
            assertThat(release.version()).isEqualTo(4);
            assertThat(release.createdBy()).isEqualTo("Carla");
            assertThat(release.comment()).isEqualTo("Release the holiday");
            assertThat(release.commit()).isEqualTo(touched.name());
        });
    }

    @Test
    void theRootCanBeAProject() throws Exception {
        models.tag("holiday/1", "x", models.commit("one", Map.of("holiday.json", "{\"name\": \"holiday\"}")));

        assertThat(source.find("holiday", "1").folder()).isEmpty();
        assertThat(source.files(source.find("holiday", "1")).list())
                .containsExactly(new Entry("holiday.json", 19, Kind.FILE));
    }

    @Test
    void aTaggedProjectWithABrokenManifestIsStillARelease() throws Exception {
        models.tag("holiday/1", "x", models.commit("one", Map.of("holiday/holiday.json", "{broken")));

        assertThat(source.find("holiday", "1").folder()).isEqualTo("holiday");
    }

    @Test
    void namesTheNearestThatExist() throws Exception {
        models.tag("holiday/3", "x", models.commit("one", holiday("1")));
        models.tag("holiday/9", "x", models.commit("two", holiday("2")));

        assertThatThrownBy(() -> source.find("holiday", "4"))
                .isInstanceOfSatisfying(
                        ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("the nearest are 3, 9");
        assertThatThrownBy(() -> source.find("holidy", "latest")).hasMessageContaining("; did you mean holiday?");
    }

    @Test
    void seesNewAndRemovedTagsWhenItRefreshes() throws Exception {
        models.tag("holiday/1", "x", models.commit("one", holiday("1")));
        assertThat(source.releases(false)).hasSize(1);
        models.tag("holiday/2", "x", models.commit("two", holiday("2")));
        assertThat(source.releases(false)).hasSize(1);
        assertThat(source.releases(true)).hasSize(2);
        models.remove("refs/tags/holiday/1");
        assertThat(source.releases(true)).extracting(Release::version).containsExactly(2);
    }

    @Test
    void flagsLinksAndSubmodulesAndReadsFiles() throws Exception {
        var files = holiday("1");
        files.put("holiday/files/link.bin", "->/etc/passwd");
        models.tag("holiday/1", "x", models.commit("one", files));
        var found = source.files(source.find("holiday", "1"));

        assertThat(found.list())
                .containsExactly(
                        new Entry("connectors/email.json", 17, Kind.FILE),
                        new Entry("files/link.bin", 0, Kind.LINK),
                        new Entry("holiday.json", 35, Kind.FILE));
        assertThat(new String(found.read(found.list().get(0)), StandardCharsets.UTF_8))
                .isEqualTo("{\"name\": \"email\"}");
        assertThatThrownBy(() -> found.read(found.list().get(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTreeThatUnfoldsToBillionsEndsInASentence() throws Exception {
        ObjectId tree;
        try (var inserter = models.repository.newObjectInserter()) {
            var blob = inserter.insert(3, new byte[0]);
            var leaf = new TreeFormatter();
            leaf.append("a.txt", FileMode.REGULAR_FILE, blob);
            tree = inserter.insert(leaf);
            for (int level = 0; level < 10; level++) {
                var folder = new TreeFormatter();
                for (int i = 0; i < 10; i++) {
                    folder.append("f" + i, FileMode.TREE, tree);
                }
                tree = inserter.insert(folder);
            }
            var manifest = inserter.insert(3, "{\"name\": \"bomb\"}".getBytes(StandardCharsets.UTF_8));
            var root = new TreeFormatter();
            root.append("bomb.json", FileMode.REGULAR_FILE, manifest);
            root.append("x", FileMode.TREE, tree);
            tree = inserter.insert(root);
            inserter.flush();
        }
        models.tag("bomb/1", "x", models.commit("one", tree));

        var release = source.find("bomb", "1");
        assertThatThrownBy(() -> source.files(release).list()).hasMessageContaining("more than 10000 entries");
    }

    @Test
    void makesABrokenCloneAgain() throws Exception {
        models.tag("holiday/1", "x", models.commit("one", holiday("1")));
        assertThat(source.releases(false)).hasSize(1);
        try (var cache = Files.walk(temp.resolve("cache"))) {
            for (var pack : cache.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("objects"))
                    .toList()) {
                pack.toFile().setWritable(true);
                Files.write(pack, new byte[] {1, 2, 3});
            }
        }

        assertThat(new GitReleaseSource(models.settings(), temp.resolve("cache")).releases(false))
                .hasSize(1);
    }

    @Test
    void sweepsWhatAProcessThatDiedLeft() throws Exception {
        models.tag("holiday/1", "x", models.commit("one", holiday("1")));
        source.releases(false);
        Path clone;
        try (var caches = Files.newDirectoryStream(temp.resolve("cache"), "*.git")) {
            clone = caches.iterator().next();
        }
        Files.delete(clone.resolve("config"));
        Files.createDirectories(temp.resolve("cache")
                .resolve(clone.getFileName().toString().replace(".git", ".half-7"))
                .resolve("objects"));

        assertThat(source.releases(true)).hasSize(1);
        try (var left = Files.newDirectoryStream(temp.resolve("cache"), "*.half-*")) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void manyAtOnceShareOneClone() throws Exception {
        models.tag("holiday/1", "x", models.commit("one", holiday("1")));
        var all = new ArrayList<CompletableFuture<List<Release>>>();
        for (int i = 0; i < 8; i++) {
            all.add(CompletableFuture.supplyAsync(
                    () -> new GitReleaseSource(models.settings(), temp.resolve("cache")).releases(true)));
        }
        for (var each : all) {
            assertThat(each.get()).hasSize(1);
        }
    }

    @Test
    void aRepositoryThatDoesNotExistIsNotFound() {
        var settings = TestRepository.settings(temp.resolve("none").toString(), null, true);

        assertThatThrownBy(() -> new GitReleaseSource(settings, temp.resolve("cache")).releases(false))
                .isInstanceOfSatisfying(
                        ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("'models'");
    }
}
