package io.jenkins.plugins.aps.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.jenkins.plugins.aps.core.model.ProjectContent;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FileMapsTest {
    @Test
    void splitsWhatDoesNotFitIntoOneConfigMap() {
        var files = new ArrayList<ProjectContent>();
        for (var i = 0; i < 5; i++) {
            files.add(new ProjectContent("files/" + i + ".bin", new byte[400 * 1024]));
        }
        var maps = new FileMaps("app", "p/1", files).maps();
        assertThat(maps).hasSize(3).allSatisfy(map -> assertThat(map.getBinaryData().values().stream()
                        .mapToInt(value -> Base64.getDecoder().decode(value).length)
                        .sum())
                .isLessThanOrEqualTo(FileMaps.SHARED));
    }

    @Test
    void givesAFileThatFillsOneAConfigMapOfItsOwn() {
        var large = new ProjectContent("processes/b.bpmn20.xml", new byte[ProjectContent.MOST_BYTES]);
        var files = List.of(SamplePlan.file("processes/a.bpmn", "1"), large, SamplePlan.file("processes/c.bpmn", "2"));

        assertThat(FileRules.problems(files)).isEmpty();
        assertThat(new FileMaps("app", "p/1", files).maps())
                .extracting(map -> map.getBinaryData().size())
                .containsExactly(1, 1, 1);
    }

    @Test
    void mapsHostileNamesToSafeKeysAndBack() {
        var paths = List.of(
                "a b.json",
                "$(rm -rf).bpmn",
                "ümläut/日本.json",
                "files/..hidden",
                "x".repeat(255),
                "files/a_b",
                "files/a b");
        var files = paths.stream().map(path -> SamplePlan.file(path, path)).toList();
        assertThat(FileRules.problems(files)).isEmpty();
        var maps = new FileMaps("app", "p/1", files);
        var back = new TreeMap<String, String>();
        for (var source : maps.volume().getProjected().getSources()) {
            for (KeyToPath item : source.getConfigMap().getItems()) {
                assertThat(item.getKey()).matches("[-._a-zA-Z0-9]{1,253}");
                back.put(item.getPath(), maps.maps().get(0).getBinaryData().get(item.getKey()));
            }
        }
        assertThat(back.keySet()).containsExactlyInAnyOrderElementsOf(paths);
        assertThat(back).allSatisfy((path, data) -> assertThat(
                        new String(Base64.getDecoder().decode(data), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(path));
    }

    @Test
    void refusesWhatCannotBeMounted() {
        var files = List.of(
                SamplePlan.file("/abs", ""),
                SamplePlan.file("..x", ""),
                SamplePlan.file("a//b", ""),
                SamplePlan.file("a\0b", ""),
                SamplePlan.file("y".repeat(256), ""),
                SamplePlan.file("same", ""),
                SamplePlan.file("same", ""),
                new ProjectContent("big.bin", new byte[ProjectContent.MOST_BYTES + 1]));
        assertThat(FileRules.problems(files)).hasSize(7);
    }

    @Test
    void doesNotDependOnTheOrderOfTheFiles() {
        var a = SamplePlan.file("a", "1");
        var b = SamplePlan.file("b", "2");
        assertThat(new FileMaps("app", "p/1", List.of(a, b)).maps())
                .isEqualTo(new FileMaps("app", "p/1", List.of(b, a)).maps());
    }
}
