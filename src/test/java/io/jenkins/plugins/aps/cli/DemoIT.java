package io.jenkins.plugins.aps.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user starts it: the packaged program, another terminal beside it, its end. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DemoIT {
    private static final Pattern FOLDER = Pattern.compile("(?m)^(/.*aps-demo-[^.]*)\\. Nothing else");

    @TempDir
    private Path temp;

    @Test
    void letsTheUserGoOnInAnotherTerminalUntilEnterIsPressed() throws Exception {
        assumeTrue(ApsProcess.hasShell(), "no bash or no git: install both");
        try (var demo = ApsProcess.aps(temp, List.of("demo"))) {
            var walk = demo.readTo("Press Enter");

            assertThat(walk)
                    .contains("● holiday is Running, release holiday/1, application version 1")
                    .contains("Changed nothing: everything was already so.")
                    .containsSubsequence(
                            "can't pull image 'registry.example.org/holiday/calendar:does-not-exist'",
                            "Rolling back holiday",
                            "● Running",
                            "rolled back",
                            "== 5",
                            "● holiday is Running, release holiday/2, application version 4",
                            "== 6",
                            "● holiday is Running, release holiday/1, application version 5")
                    .doesNotContain("Note:");
            assertThat(ShownOutput.lines(walk))
                    .as("what README.md shows")
                    .containsAll(ShownOutput.of(Files.readString(Path.of("README.md")), walk).stream()
                            // Seen or not, by how fast the machine is.
                            .filter(line -> !line.startsWith("TIME ◐ Deployment"))
                            .toList());

            var printed = walk.substring(walk.indexOf("== Go on in another terminal"));
            var commands = printed.lines()
                    .filter(line -> line.startsWith("  "))
                    .filter(line -> !line.startsWith("  alias "))
                    .reduce("", (script, line) -> script + line + "\n");
            try (var other = ApsProcess.shell(temp, Map.of(), commands)) {
                var output = other.readToEnd();
                assertThat(other.exitCode()).as(output).isZero();
                assertThat(output)
                        .contains("holiday is Running, release holiday/1")
                        .contains("holiday/2")
                        .contains("summer is Running, release holiday/2")
                        .contains("holiday is Running, release holiday/2, application version 6")
                        .contains("holiday is gone");
            }

            demo.pressEnter();
            demo.readToEnd();
            assertThat(demo.exitCode()).isZero();
            assertThat(folderOf(walk)).doesNotExist();
        }
    }

    @Test
    void takesItsFolderAlongWhenItIsTerminated() throws Exception {
        try (var demo = ApsProcess.aps(temp, List.of("demo"))) {
            var beginning = demo.readTo("Nothing else of this machine is touched");
            var folder = folderOf(beginning);
            assertThat(folder).isDirectory();

            demo.terminate();
            demo.readToEnd();

            assertThat(demo.exitCode()).isEqualTo(143);
            assertThat(folder).doesNotExist();
        }
    }

    private static Path folderOf(String output) {
        var match = FOLDER.matcher(output);
        assertThat(match.find()).as(output).isTrue();
        return Path.of(match.group(1));
    }
}
