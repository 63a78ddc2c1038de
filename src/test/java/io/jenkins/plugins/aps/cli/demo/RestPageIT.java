package io.jenkins.plugins.aps.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What docs/rest.md tells a user to type, typed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RestPageIT {
    private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\\n(.*?)^```");

    @TempDir
    private Path temp;

    @Test
    void anApplicationIsDeployedUpgradedAndRemovedAsWritten() throws Exception {
        assumeTrue(run(temp, "curl --version").exitValue() == 0, "no bash or no curl: install both");
        var page = Files.readString(Path.of("docs", "rest.md"));
        var script =
                COMMANDS.matcher(page).results().map(match -> match.group(1)).collect(Collectors.joining("\n"));
        try (var demo = new ServedDemo(temp)) {
            // On the page the server has its usual port, and a person looks whether something is done.
            var shell = run(temp, script.replace("http://127.0.0.1:8080", demo.url()));
            var output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(shell.waitFor()).as(output + "\n" + demo.log()).isZero();
            assertThat(output)
                    .contains(
                            "\"project\":\"holiday\"", "\"status\":\"Running\"", "\"waves\":", "\"verdict\":\"gone\"");
        }
    }

    private static Process run(Path folder, String script) throws IOException, InterruptedException {
        var process = new ProcessBuilder("bash", "-euc", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        if (script.equals("curl --version")) {
            process.getInputStream().readAllBytes();
            process.waitFor();
        }
        return process;
    }
}
