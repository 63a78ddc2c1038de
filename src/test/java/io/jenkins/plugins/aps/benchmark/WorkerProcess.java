package io.jenkins.plugins.aps.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link Worker} in a JVM of its own, which is cold at first and warm after. */
final class WorkerProcess implements AutoCloseable {
    private final Process process;
    private final PrintWriter in;
    private final BufferedReader out;

    WorkerProcess(String kind, int records, List<String> flags) throws IOException {
        var folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "aps-benchmark-");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
        command.addAll(List.of(kind, folder.toString(), String.valueOf(records)));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Blocks until it is done. */
    Worker.Result ask(String words) throws IOException {
        in.println(words);
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(Worker.RESULT)) {
                return Worker.read(line);
            }
        }
        throw new IOException("the worker ended at: " + words);
    }

    @Override
    public void close() throws InterruptedException {
        in.close();
        process.waitFor();
    }
}
