package io.jenkins.plugins.aps.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Release;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeFilesIT {
    private static final Map<String, String> HOLIDAY = Map.of("holiday/holiday.json", "{\"name\": \"holiday\"}");

    @TempDir
    Path temp;

    private TestRepository models;
    private HttpGit server;
    private GitReleaseSource source;
    private ObjectId small;

    @BeforeEach
    void repository() throws Exception {
        models = new TestRepository(temp.resolve("models.git"));
        server = new HttpGit(models.repository, "", "");
        source = new GitReleaseSource(TestRepository.settings(server.url(), null, false), temp.resolve("cache"));
        small = models.commit("one", HOLIDAY);
        models.tag("holiday/1", "fine", small);
    }

    @AfterEach
    void close() {
        server.close();
        models.close();
    }

    private ObjectId large() throws Exception {
        var files = new HashMap<>(HOLIDAY);
        files.put("holiday/files/film.bin", " ".repeat(IsolatedRepository.LARGEST_OBJECT + 1));
        return models.commit("large", files);
    }

    @Test
    void aLargeFileOfAnotherBranchOrTagHurtsNobody() throws Exception {
        var large = large();
        models.update("refs/heads/film", large);
        models.update("refs/tags/film", large);
        models.update("refs/heads/main", small);

        assertThat(source.releases(true)).extracting(Release::version).containsExactly(1);
    }

    @Test
    void aReleaseWithALargeFileIsLeftOutAndTheOthersGoOn() throws Exception {
        models.tag("holiday/2", "too large", large());
        models.update("refs/heads/main", small);
        models.tag("holiday/3", "fine", small);
        models.tag("holiday/4", "fine", small);

        assertThat(source.releases(true)).extracting(Release::version).containsExactly(4, 3, 1);
        models.tag("holiday/5", "fine", small);
        assertThat(source.releases(true)).extracting(Release::version).containsExactly(5, 4, 3, 1);
    }

    @Test
    void aTagThatIsMovedToALargeFileIsNoReleaseAnyMore() throws Exception {
        assertThat(source.releases(true)).hasSize(1);
        models.tag("holiday/1", "too large", large());
        models.update("refs/heads/main", small);

        assertThat(source.releases(true)).isEmpty();
    }

    @Test
    void aLargeFileOfTheReleaseBranchIsTold() throws Exception {
        large();

        assertThatThrownBy(() -> source.releases(true))
                .isInstanceOfSatisfying(
                        ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageContaining("the release branch 'main' of the repository 'models' at " + server.url())
                .hasMessageContaining("more than 50 MB");
    }
}
