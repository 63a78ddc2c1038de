package io.jenkins.plugins.aps.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What docs/getting-started.md tells a user to type, typed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class GettingStartedIT {
    private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\\n(.*?)^```");

    @TempDir
    private Path temp;

    /** Every file there is, but what the command line itself keeps, with its size and time. */
    private Map<String, String> snapshot() throws IOException {
        var found = new TreeMap<String, String>();
        try (var files = Files.walk(temp)) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(each -> !each.startsWith(temp.resolve("cache")))
                    .filter(each -> !each.endsWith("kubeconfig") && !each.startsWith(temp.resolve(".config")))
                    .toList()) {
                found.put(file.toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return found;
    }

    @Test
    void aProjectMadeByHandIsReleasedDeployedAndRemovedAsWritten() throws Exception {
        assumeTrue(ApsProcess.hasShell(), "no bash or no git: install both");
        var page = Files.readString(Path.of("docs", "getting-started.md"));
        var script =
                COMMANDS.matcher(page).results().map(match -> match.group(1)).collect(Collectors.joining("\n"));
        // Whoever typed both lines that the demo prints, or has files of these names, loses nothing.
        Files.writeString(Files.createDirectory(temp.resolve("models")).resolve("README.md"), "somebody's own");
        Files.writeString(temp.resolve("smtp-password.txt"), "somebody's own");
        var before = snapshot();
        try (var cluster = EmbeddedCluster.start()) {
            var kubeconfig = Files.writeString(temp.resolve("kubeconfig"), cluster.kubeconfig());
            var environment = Map.of(
                    "KUBECONFIG", kubeconfig.toString(),
                    "XDG_CACHE_HOME", temp.resolve("cache").toString(),
                    "GIT_AUTHOR_NAME", "Ada",
                    "GIT_AUTHOR_EMAIL", "ada@example.org",
                    "GIT_COMMITTER_NAME", "Ada",
                    "GIT_COMMITTER_EMAIL", "ada@example.org");
            try (var shell = ApsProcess.shell(temp, environment, script)) {
                var output = shell.readToEnd();

                assertThat(shell.exitCode()).as(output).isZero();
                assertThat(output)
                        .contains("hello is Running, release greeting/1, application version 1")
                        .contains("https://gateway.example.org/hello/rb")
                        .contains("hello is gone");
                assertThat(ShownOutput.lines(output))
                        .as("what the page shows")
                        .containsSubsequence(ShownOutput.of(page, output));
                assertThat(snapshot()).isEqualTo(before);
            }
        }
    }
}
