package io.jenkins.plugins.aps.core.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The tables of {@code docs/status.md}. */
final class StatusDocument {
    private StatusDocument() {}

    /** The rows below the head that begins so, each as its cells. */
    static List<List<String>> rows(String head) {
        try {
            return Files.readAllLines(Path.of("docs/status.md")).stream()
                    .dropWhile(line -> !line.startsWith("| " + head + " |"))
                    .takeWhile(line -> line.startsWith("|"))
                    .skip(2)
                    .map(line -> Arrays.stream(
                                    line.substring(1, line.length() - 1).split("\\|"))
                            .map(String::strip)
                            .toList())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
