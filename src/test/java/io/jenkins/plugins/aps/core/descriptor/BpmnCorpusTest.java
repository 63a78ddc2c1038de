package io.jenkins.plugins.aps.core.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our verdict on each file of the corpus is that of its folder; {@code EngineCorpusIT} says that the engine's is, too. */
class BpmnCorpusTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void loadsWhatTheEngineLoads(BpmnCorpus.Entry file) {
        assertThat(problems(file)).isEmpty();
    }

    static Stream<BpmnCorpus.Entry> loadsWhatTheEngineLoads() {
        return BpmnCorpus.entries().filter(BpmnCorpus.Entry::loaded);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void saysWhereAndWhatToDoAboutWhatTheEngineLeavesOut(BpmnCorpus.Entry file) {
        assertThat(problems(file)).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(file.path());
            assertThat(problem.message()).isNotBlank();
        });
    }

    static Stream<BpmnCorpus.Entry> saysWhereAndWhatToDoAboutWhatTheEngineLeavesOut() {
        return BpmnCorpus.entries().filter(file -> !file.loaded());
    }

    private static List<io.jenkins.plugins.aps.core.model.ModelProblem> problems(BpmnCorpus.Entry file) {
        var problems = new Problems();
        ProcessFile.read(
                new ModelFile(file.path(), file.bytes()),
                new HashSet<>(),
                new HashSet<>(),
                new StartMessages(),
                problems);
        return problems.all().stream()
                .filter(problem -> !problem.code().equals("nothingToCall"))
                .toList();
    }
}
