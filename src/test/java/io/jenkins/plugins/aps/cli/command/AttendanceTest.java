package io.jenkins.plugins.aps.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aps.core.model.Instance;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AttendanceTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(10)
    void stopsTheOperationOnCtrlCAndSaysHowToGoOn() throws Exception {
        var console = new TestConsole(folder);
        var asked = new CompletableFuture<Void>();
        console.core.running = new CompletableFuture<Instance>();
        console.core.events = listener -> asked.complete(null);
        var exit = CompletableFuture.supplyAsync(() -> console.run(
                "deploy",
                "holiday",
                "--repository",
                "models",
                "--project",
                "holiday",
                "--release",
                "1",
                "--admin-user",
                "ada",
                "--output",
                "json"));
        asked.get(5, TimeUnit.SECONDS);
        while (console.hooks.isEmpty()) {
            Thread.onSpinWait();
        }

        var hook = console.hooks.get(0);
        hook.start();
        hook.join();

        assertThat(exit.get(5, TimeUnit.SECONDS)).isEqualTo(130);
        assertThat(console.core.stopped).isTrue();
        assertThat(console.core.closed).isTrue();
        assertThat(console.hooks).isEmpty();
        assertThat(new ObjectMapper().readTree(console.out()).path("code").asText())
                .isEqualTo("outcomeUnknown");
        assertThat(console.err())
                .isEqualTo(
                        """
                        Stopping after the write that is under way ...
                        Stopped before 'holiday' was changed: 'aps status holiday' shows it, the same command begins anew.
                        """);
    }
}
