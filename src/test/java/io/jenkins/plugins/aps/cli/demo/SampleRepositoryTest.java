package io.jenkins.plugins.aps.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleRepositoryTest {
    @TempDir
    Path folder;

    @Test
    void holdsTwoReleasesAsAnnotatedTagsWithDifferentContent() throws IOException {
        new SampleRepository(folder, Clock.systemUTC()).create();
        try (var git = Git.open(folder.toFile())) {
            var repository = git.getRepository();
            assertThat(comment(repository, "holiday/1")).isEqualTo("Requests are approved by a manager");
            assertThat(comment(repository, "holiday/2")).isEqualTo("Short requests are approved by a rule");
            assertThat(files(repository, "holiday/1"))
                    .hasSize(9)
                    .contains("holiday/holiday.json", "holiday/connectors/calendar.json");
            assertThat(files(repository, "holiday/2"))
                    .hasSize(11)
                    .contains("holiday/decision-tables/short-holiday.xml");
        }
    }

    @Test
    void hasManifestsWithTheVersionsOfTheirTags() throws IOException {
        new SampleRepository(folder, Clock.systemUTC()).create();
        var manifest = new ObjectMapper()
                .readTree(folder.resolve("holiday/holiday.json").toFile());
        assertThat(manifest.path("name").asText()).isEqualTo("holiday");
        assertThat(manifest.path("version").asText()).isEqualTo("2");
    }

    private static String comment(Repository repository, String tag) throws IOException {
        try (var walk = new RevWalk(repository)) {
            var found = walk.parseAny(repository.resolve("refs/tags/" + tag));
            assertThat(found).isInstanceOf(RevTag.class);
            return ((RevTag) found).getFullMessage();
        }
    }

    private static List<String> files(Repository repository, String tag) throws IOException {
        var files = new ArrayList<String>();
        try (var walk = new TreeWalk(repository)) {
            walk.addTree(repository.resolve("refs/tags/" + tag + "^{tree}"));
            walk.setRecursive(true);
            while (walk.next()) {
                files.add(walk.getPathString());
            }
        }
        return files;
    }
}
