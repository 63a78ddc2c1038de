package io.jenkins.plugins.aps.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One state a file: the object, then what surrounds it, in the shapes that a Kubernetes 1.34 API server writes. The first
 * line says the expected state, the count where it matters, and the reason. Judged at 10:10, at one look.
 */
class JudgeTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:10:00Z");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    static Stream<Path> states() throws Exception {
        try (Stream<Path> files = Files.list(
                Path.of(JudgeTest.class.getResource("job-complete.yaml").toURI())
                        .getParent())) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void judges(Path state) throws IOException {
        String text = Files.readString(state);
        String expected = text.lines().findFirst().orElseThrow().replaceFirst("# expect: ", "");
        List<HasMetadata> objects = Arrays.stream(text.split("(?m)^---$"))
                .map(one -> YAML.<HasMetadata>unmarshal(one))
                .toList();
        Judgement judgement = Judge.of(
                objects.get(0),
                new Surroundings(only(ReplicaSet.class, objects), only(Pod.class, objects), Patience.atOneLook(NOW)));
        assertThat(List.of(
                        judgement.state() + " " + judgement.reason(),
                        judgement.state() + " " + judgement.ready() + " " + judgement.reason()))
                .contains(expected);
    }

    private static <T> List<T> only(Class<T> type, List<HasMetadata> objects) {
        return objects.stream().skip(1).filter(type::isInstance).map(type::cast).toList();
    }
}
