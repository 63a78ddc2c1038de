package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One state a file: the object, then what surrounds it. Lines of comment before them say where it is from ({@code
 * captured} or {@code source}), which of Kubernetes's reasons it shows ({@code reason}, or none), and what is expected of
 * it ({@code expect}: the state, the count where it matters, and the reason). Judged at 10:10, at one look.
 *
 * @param text all of the file
 * @param objects the judged one first
 */
record Fixture(String name, String text, List<HasMetadata> objects) {
    static final Path FOLDER = Path.of("src/test/resources/io/jenkins/plugins/aps/core/status");

    private static final Instant NOW = Instant.parse("2026-11-24T10:10:00Z");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    static List<Fixture> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(Fixture::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Fixture read(Path file) {
        try {
            return of(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Fixture of(String name, String text) {
        List<HasMetadata> objects = Arrays.stream(text.split("(?m)^---$"))
                .map(one -> YAML.<HasMetadata>unmarshal(one))
                .toList();
        return new Fixture(name, text, objects);
    }

    /** What a line of comment says. */
    Optional<String> says(String what) {
        return text.lines()
                .takeWhile(line -> line.startsWith("#"))
                .filter(line -> line.startsWith("# " + what + ": "))
                .map(line -> line.substring(what.length() + 4))
                .findFirst();
    }

    /** Without the comments. */
    String body() {
        return String.join(
                "\n", text.lines().dropWhile(line -> line.startsWith("#")).toList());
    }

    String kind() {
        return objects.get(0).getKind();
    }

    Judgement judge() {
        return judge(Reasons.ALL, Judge.RULES);
    }

    Judgement judge(Reasons reasons, List<Judge.Rule<?>> rules) {
        return Judge.of(
                objects.get(0),
                new Surroundings(only(ReplicaSet.class), only(Pod.class), Patience.atOneLook(NOW), reasons),
                rules);
    }

    Surroundings around() {
        return new Surroundings(only(ReplicaSet.class), only(Pod.class), Patience.atOneLook(NOW));
    }

    private <T> List<T> only(Class<T> type) {
        return objects.stream().skip(1).filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
