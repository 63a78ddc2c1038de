package io.jenkins.plugins.aps.benchmark;

import io.jenkins.plugins.aps.cli.serve.LoadedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The server beside many applications and releases, in a process of its own, until it is closed. */
final class LoadedProcess implements AutoCloseable {
    private final Process process;
    private final PrintWriter in;
    private final BufferedReader out;
    private final String address;
    private final long held;

    LoadedProcess(int applications, int releases, List<String> flags) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LoadedServer.class.getName()));
        command.addAll(List.of(String.valueOf(applications), String.valueOf(releases)));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        out = process.inputReader(StandardCharsets.UTF_8);
        var told = out.readLine().split(" ");
        address = "http://127.0.0.1:" + told[0];
        held = Long.parseLong(told[1]);
    }

    /** Without a slash at its end. */
    String address() {
        return address;
    }

    /** The bytes of what it shows. */
    long held() {
        return held;
    }

    /** @param words one of those that {@link LoadedServer} answers */
    long ask(String words) throws IOException {
        in.println(words);
        return Long.parseLong(out.readLine());
    }

    @Override
    public void close() throws InterruptedException {
        in.close();
        process.waitFor();
    }
}
