package io.jenkins.plugins.aps.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.aps.core.model.Status;
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
            // As beside the demo: its application is there, and files of a user.
            demo.deploy("holiday");
            for (var name : new String[] {"answer.json", "rest-copy.json", "rest-example.zip"}) {
                Files.writeString(temp.resolve(name), "somebody's own");
            }
            // On the page the server has its usual port, and a person looks whether something is done.
            var shell = run(temp, script.replace("http://127.0.0.1:8080", demo.url()));
            var output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(shell.waitFor()).as(output + "\n" + demo.log()).isZero();
            assertThat(output)
                    .contains(
                            "\"project\":\"holiday\"", "\"status\":\"Running\"", "\"waves\":", "\"verdict\":\"gone\"");
            for (var name : new String[] {"answer.json", "rest-copy.json", "rest-example.zip"}) {
                assertThat(temp.resolve(name)).hasContent("somebody's own");
            }
            assertThat(demo.status("holiday")).isEqualTo(Status.RUNNING);
        }
    }

    @Test
    void aRefusedRequestEndsThePageInsteadOfHangingIt() throws Exception {
        assumeTrue(run(temp, "curl --version").exitValue() == 0, "needs bash and curl");
        var page = Files.readString(Path.of("docs", "rest.md"));
        var script =
                COMMANDS.matcher(page).results().map(match -> match.group(1)).collect(Collectors.joining("\n"));
        try (var demo = new ServedDemo(temp)) {
            demo.deploy("rest-example");
            var deploying = script.substring(0, script.indexOf("# what is there"))
                    .replaceAll("(?m)^curl -sf .*dryRun=true.*$", "");
            var shell = run(temp, deploying.replace("http://127.0.0.1:8080", demo.url()));
            var output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor()).isNotZero();
            assertThat(output).contains("\"code\":\"conflict\"");
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
