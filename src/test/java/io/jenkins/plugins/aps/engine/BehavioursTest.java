package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The list of behaviours in the docs is that of the suite, name by name. */
class BehavioursTest {
    @Test
    void theDocsListEachScenarioOfTheCodeAndNothingElse() throws IOException {
        assertThat(listed()).isEqualTo(ofTheCode());
    }

    private static Set<String> ofTheCode() {
        return Stream.of(EngineScenarios.class, OutsideIT.class, FaultsIT.class)
                .flatMap(type -> Stream.concat(Stream.of(type.getMethods()), Stream.of(type.getDeclaredMethods())))
                .filter(BehavioursTest::isScenario)
                .map(method -> Behaviours.group(method) + ": " + Behaviours.sentence(method.getName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isScenario(Method method) {
        return method.isAnnotationPresent(Scenario.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }

    /** Without what tells the cases of one scenario apart. */
    private static Set<String> listed() throws IOException {
        var listed = new TreeSet<String>();
        var group = "";
        for (var line : Files.readAllLines(Behaviours.DOCS)) {
            if (line.startsWith(Behaviours.GROUP)) {
                group = line.substring(Behaviours.GROUP.length());
            } else if (line.startsWith("| ") && !line.startsWith("| behaviour ")) {
                listed.add(group + ": " + line.split("[|]")[1].trim().replaceFirst(": .*", ""));
            }
        }
        return listed;
    }
}
