package io.jenkins.plugins.aps.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.aps.cli.input.Environment;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A console of one's own: runs commands against a {@link FakeAps} and keeps what they print. */
final class TestConsole {
    final FakeAps core = new FakeAps();
    Function<ApsSettings, Aps> opener = core::open;
    final List<Thread> hooks = new CopyOnWriteArrayList<>();
    final Map<String, String> variables = new HashMap<>();
    final Path folder;
    boolean terminal;
    /** What a person types. */
    String in = "";
    /** Whether the disk of the output is full. */
    boolean full;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** In a folder with a kubeconfig and a folder {@code models}. */
    TestConsole(Path folder) {
        this.folder = folder;
        write(
                "kubeconfig",
                """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{name: test, context: {cluster: one}}, {name: prod, context: {cluster: one}}]
                clusters: [{name: one, cluster: {server: "https://127.0.0.1:1"}}]
                """);
        variables.put("KUBECONFIG", folder.resolve("kubeconfig").toString());
        try {
            Files.createDirectories(folder.resolve("models").resolve(".git"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int run(String... args) {
        return new ApsCommandLine(host()).run(args);
    }

    Host host() {
        return new Host(
                new PrintStream(full ? new FullDisk() : out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                new ByteArrayInputStream(in.getBytes(UTF_8)),
                new Environment(variables, folder.resolve("home"), folder, "ada", 42),
                Clock.fixed(Instant.parse("2026-11-24T08:00:05Z"), ZoneOffset.UTC),
                terminal,
                true,
                opener::apply,
                new ExitHooks() {
                    @Override
                    public void add(Thread hook) {
                        hooks.add(hook);
                    }

                    @Override
                    public void remove(Thread hook) {
                        hooks.remove(hook);
                    }
                });
    }

    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    String out() {
        return out.toString(UTF_8);
    }

    String err() {
        return err.toString(UTF_8);
    }
}
