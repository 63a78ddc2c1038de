package io.jenkins.plugins.aps.core.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.model.Release;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tag or commit that can't be read keeps no other release away. */
class UnreadableTagsTest {
    private static final Logger LOG = Logger.getLogger(UnreadableTagsTest.class.getPackageName());
    private static final Map<String, String> HOLIDAY =
            Map.of("holiday/holiday.json", "{\"name\": \"holiday\", \"version\": \"1\"}");

    @TempDir
    Path temp;

    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private TestRepository models;
    private GitReleaseSource source;

    @BeforeEach
    void repository() throws Exception {
        models = new TestRepository(temp.resolve("models.git"));
        source = new GitReleaseSource(models.settings(), temp.resolve("cache"));
        LOG.addHandler(handler);
    }

    @AfterEach
    void close() {
        LOG.removeHandler(handler);
        models.close();
    }

    private ObjectId insert(int type, String text) throws Exception {
        try (var inserter = models.repository.newObjectInserter()) {
            var id = inserter.insert(type, text.getBytes(UTF_8));
            inserter.flush();
            return id;
        }
    }

    @Test
    void aTagOfNoRealTimeIsNoReleaseAndToldOnce() throws Exception {
        var commit = models.commit("one", HOLIDAY);
        models.tag("holiday/1", "fine", commit);
        models.update(
                "refs/tags/holiday/2",
                insert(
                        Constants.OBJ_TAG,
                        "object " + commit.name()
                                + "\ntype commit\ntag holiday/2\ntagger T <t@e> 99999999999999999 +0000\n\nm\n"));

        assertThat(source.releases(true)).extracting(Release::version).containsExactly(1);
        assertThat(source.releases(true)).extracting(Release::version).containsExactly(1);
        assertThat(logged).singleElement().asString().contains("'holiday/2'", "'models'");
    }

    @Test
    void aCommitOfNoRealTimeIsNoReleaseOfItsProject() throws Exception {
        models.tag("holiday/1", "fine", models.commit("one", HOLIDAY));
        var draft = models.commit("two", Map.of("a/a.json", "{\"name\": \"a\", \"version\": \"1\"}"));
        models.update(
                "refs/heads/main",
                insert(
                        Constants.OBJ_COMMIT,
                        "tree "
                                + models.repository
                                        .resolve(draft.name() + "^{tree}")
                                        .name()
                                + "\nauthor T <t@e> 99999999999999999 +0000\ncommitter T <t@e> 1 +0000\n\nm\n"));

        assertThat(source.releases(true)).extracting(Release::project).containsExactly("holiday");
        assertThat(logged).singleElement().asString().contains("project 'a'");
    }

    @Test
    void whatIsMissingInAFreshCloneTooIsNotTheClonesFault() throws Exception {
        models.tag("holiday/1", "fine", models.commit("one", HOLIDAY));
        models.tag("other/1", "x", models.commit("two", ObjectId.fromString("1".repeat(40))));
        models.commit("three", HOLIDAY);
        var index = new ReleaseIndex(models.settings(), RepositoryUrl.of(models.settings()));

        assertThatThrownBy(() -> index.read(models.repository, false)).matches(GitErrors::broken);
        assertThat(index.read(models.repository, true).releases())
                .extracting(Release::project)
                .containsExactly("holiday");
        assertThat(index.read(models.repository, false).releases())
                .extracting(Release::project)
                .containsExactly("holiday");
        assertThat(logged).singleElement().asString().contains("'other/1'");
    }
}
