package io.jenkins.plugins.aps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house rules of docs/architecture.md, section 3, that are about files. */
class HouseRulesTest {
    private static final Path MAIN = Path.of("src/main/java");

    @Test
    void filesFitAScreenOrThree() {
        List<Long> lines = java().stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .map(file -> text(file).lines().count())
                .sorted()
                .toList();
        assertThat(lines.get(lines.size() / 2)).as("median").isLessThanOrEqualTo(90);
        assertThat(lines.get(lines.size() * 9 / 10)).as("nine of ten").isLessThan(250);
        assertThat(lines.get(lines.size() - 1)).as("longest").isLessThanOrEqualTo(450);
    }

    @Test
    void namesSayWhatAThingDoes() {
        assertThat(java())
                .noneMatch(file -> file.getFileName().toString().matches(".*(Manager|Impl|Utils)\\.java"))
                .noneMatch(file -> file.toString().contains("/utils/"));
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertThat(java()).allMatch(file -> Files.exists(file.resolveSibling("package-info.java")));
    }

    @Test
    void noFileNamesAMachine() {
        // Put together here, or this file would be the first to break the rule.
        List<String> places = List.of("/" + "work/", "/" + "root/");
        try (Stream<Path> files = Stream.of("src", "docs", "pom.xml").flatMap(HouseRulesTest::walk)) {
            assertThat(files.filter(file ->
                                    file.toString().matches(".*\\.(java|xml|md|ya?ml|json|properties|jelly|js|css)"))
                            .filter(file -> places.stream().anyMatch(text(file)::contains)))
                    .isEmpty();
        }
    }

    private static List<Path> java() {
        try (Stream<Path> files = walk(MAIN.toString())) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static Stream<Path> walk(String root) {
        try {
            return Files.walk(Path.of(root)).filter(Files::isRegularFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
