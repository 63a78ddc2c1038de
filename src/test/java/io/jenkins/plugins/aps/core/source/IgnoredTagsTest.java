package io.jenkins.plugins.aps.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.descriptor.ProjectReader;
import io.jenkins.plugins.aps.core.model.IgnoredTag;
import io.jenkins.plugins.aps.core.model.ModelProblem;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags that are almost releases. */
class IgnoredTagsTest {
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

    private ObjectId expenses(String version) throws Exception {
        return models.commit(
                "version " + version,
                Map.of("expenses/expenses.json", "{\"name\": \"expenses\", \"version\": \"" + version + "\"}"));
    }

    private List<String> releases() {
        return source.releases(true).stream().map(Release::id).toList();
    }

    private List<String> ignored() {
        return source.ignoredTags().stream().map(IgnoredTag::toString).toList();
    }

    @Test
    void aLightweightTagIsToldAndTheBranchDoesNotStandInForIt() throws Exception {
        models.update("refs/tags/expenses/1", expenses("1"));
        models.commit("went on", Map.of("expenses/expenses.json", "{\"name\": \"expenses\", \"version\": \"1\"}"));

        assertThat(releases()).isEmpty();
        assertThat(ignored())
                .containsExactly("the tag 'expenses/1' is no release: it is lightweight, so that nobody knows who"
                        + " released it and when: make it annotated, with git tag -a -f");
        assertThatThrownBy(() -> source.find("expenses", "1"))
                .hasMessageContaining("the tag 'expenses/1' is there, but it is lightweight");
    }

    @Test
    void aLightweightTagOfAnotherVersionLeavesTheBranchItsOwn() throws Exception {
        models.update("refs/tags/expenses/1", expenses("1"));
        expenses("2");

        assertThat(releases()).containsExactly("expenses/2");
        assertThat(ignored()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"expenses-3", "expenses/03", "expenses/v3", "Expenses/3", "expenses_3", "expense-3", "expenses3"
            })
    void aTagOfAlmostTheFormOfAReleaseIsTold(String tag) throws Exception {
        models.tag("expenses/1", "First", expenses("1"));
        models.tag(tag, "Third", expenses("3"));

        assertThat(releases()).containsExactly("expenses/1");
        assertThat(ignored())
                .singleElement()
                .asString()
                .startsWith("the tag '" + tag + "' is no release: ")
                .contains("expenses/3");
    }

    @Test
    void aTagOfAMistypedProjectIsToldWithTheOneThatIsMeant() throws Exception {
        models.tag("expense/3", "Third", expenses("3"));

        assertThat(releases()).containsExactly("expenses/3");
        assertThat(ignored())
                .containsExactly(
                        "the tag 'expense/3' is no release: no folder of its commit has a expense.json; did you"
                                + " mean expenses/3?");
        assertThatThrownBy(() -> source.find("expense", "3"))
                .hasMessageContaining("no folder of its commit has a expense.json");
    }

    @ParameterizedTest
    @CsvSource({"build/4711", "nightly-20261130", "v1.2.3", "release-12", "holiday-3"})
    void nothingIsToldOfTheTagsOfOthers(String tag) throws Exception {
        models.tag("expenses/1", "First", expenses("1"));
        models.update("refs/tags/" + tag, expenses("2"));

        assertThat(releases()).containsExactly("expenses/1");
        assertThat(ignored()).isEmpty();
    }

    @Test
    void aTagOfNoCommitDoesNotLetTheBranchStandInForItEither() throws Exception {
        var commit = expenses("1");
        try (var repository = new IsolatedRepository(temp.resolve("models.git").toFile());
                var walk = new RevWalk(repository)) {
            models.update(
                    "refs/tags/expenses/1", walk.parseCommit(commit).getTree().copy());
        }

        assertThat(releases()).isEmpty();
        assertThat(ignored()).singleElement().asString().contains("something that is no commit");
    }

    @Test
    void aPatternWithoutProjectHasAlmostReleasesToo() throws Exception {
        var one = models.settings();
        source = new GitReleaseSource(
                new RepositorySettings(
                        one.name(),
                        one.url(),
                        one.credential(),
                        one.branch(),
                        "release-{version}",
                        one.projects(),
                        true),
                temp.resolve("cache"));
        models.tag("release-1", "First", expenses("1"));
        models.tag("Release/02", "Second", expenses("2"));

        assertThat(releases()).containsExactly("expenses/1");
        assertThat(ignored())
                .containsExactly("the tag 'Release/02' is no release: a release's tag is named like release-2");
    }

    @Test
    void anotherProcessKnowsThemFromTheClone() throws Exception {
        models.tag("expenses/1", "First", expenses("1"));
        models.tag("expenses-2", "Second", expenses("2"));
        releases();

        try (var clone =
                new IsolatedRepository(temp.resolve("cache").toFile().listFiles(file -> file.isDirectory())[0])) {
            assertThat(OtherTags.read(clone).others()).containsExactly("expenses-2");
        }
    }

    @Test
    void aProjectThatIsThereTwiceIsAProblemOfItsRelease() throws Exception {
        var manifest = "{\"name\": \"expenses\", \"version\": \"1\"}";
        models.tag(
                "expenses/1",
                "First",
                models.commit("one", Map.of("a/expenses.json", manifest, "b/expenses.json", manifest)));

        assertThat(ProjectReader.read(source.files(source.find("expenses", "1")))
                        .problems())
                .filteredOn(problem -> problem.code().equals("projectTwice"))
                .singleElement()
                .extracting(ModelProblem::message)
                .asString()
                .contains("here and in b");
    }
}
