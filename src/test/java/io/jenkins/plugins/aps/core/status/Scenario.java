package io.jenkins.plugins.aps.core.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a state is brought about on a real API server: a file with documents to write one after the other. Comments before
 * the first say which object is judged and until when it is waited; before another, what it waits for ({@code after}),
 * and whether it is to be deleted, or is the status that a kubelet would write of each pod.
 *
 * @param name of the fixture
 * @param kind of the judged object
 * @param object its name
 * @param until words that its state has to have
 */
record Scenario(String name, String kind, String object, List<String> until, List<Step> steps) {
    private static final Path FOLDER = Fixture.FOLDER.resolve("capture");

    /** A document, and what is done with it. */
    record Step(String after, Act act, String yaml) {
        private static Step of(String document) {
            List<String> comments = document.strip()
                    .lines()
                    .takeWhile(line -> line.startsWith("#"))
                    .toList();
            String after = comments.stream()
                    .filter(line -> line.startsWith("# after "))
                    .map(line -> line.substring(8))
                    .findFirst()
                    .orElse("");
            Act act = comments.contains("# delete")
                    ? Act.DELETE
                    : comments.contains("# status of pods") ? Act.STATUS_OF_PODS : Act.APPLY;
            return new Step(after, act, document);
        }
    }

    enum Act {
        APPLY,
        DELETE,
        STATUS_OF_PODS
    }

    static List<Scenario> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(Scenario::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scenario read(Path file) {
        try {
            String text = Files.readString(file);
            String name = file.getFileName().toString().replace(".yaml", "");
            String[] judged = comment(text, "judge").split("/");
            List<String> until = List.of(comment(text, "until").split(", "));
            List<Step> steps =
                    Arrays.stream(text.split("(?m)^---$")).map(Step::of).toList();
            return new Scenario(name, judged[0], judged[1], until, steps);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String comment(String text, String what) {
        return text.lines()
                .filter(line -> line.startsWith("# " + what + ": "))
                .map(line -> line.substring(what.length() + 4))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return name;
    }
}
