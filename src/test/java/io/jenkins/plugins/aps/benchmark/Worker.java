package io.jenkins.plugins.aps.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A process that is told what to do line by line: {@code run <kubeconfig> <applications> <at once>} deploys to a new
 * plane, {@code again} the same to the same, {@code end} lets go of it, {@code waiting <kubeconfig> <operations>} measures operations that wait. It
 * answers each with a line of JSON and ends with its input.
 */
public final class Worker {
    static final String RESULT = "result ";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String kind;
    private final Sample sample;
    private final int records;
    private Side side;
    private List<String> applications = List.of();
    private int atOnce;

    private Worker(String kind, Path folder, int records) {
        this.kind = kind;
        this.sample = Sample.in(folder);
        this.records = records;
    }

    /** What it answers. */
    record Result(double seconds, double cpuSeconds, Map<String, Integer> requests, List<String> lines) {}

    /** Arguments: {@code ours} or {@code floor}, an empty folder, and the floor's records an application. */
    public static void main(String[] arguments) throws Exception {
        var worker = new Worker(arguments[0], Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        var in = new java.io.BufferedReader(new java.io.InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(RESULT + JSON.writeValueAsString(worker.does(line.split(" "))));
            System.out.flush();
        }
        worker.close();
        System.exit(0);
    }

    static Result read(String line) throws IOException {
        return JSON.readValue(line.substring(RESULT.length()), Result.class);
    }

    private Result does(String[] words) throws Exception {
        if (words[0].equals("waiting")) {
            return new Result(
                    0,
                    0,
                    Map.of(),
                    new Waiting(sample, Files.readString(Path.of(words[1])))
                            .measure(Integer.parseInt(words[2]), Integer.parseInt(words[3])));
        }
        if (words[0].equals("end")) {
            close();
            return new Result(0, 0, Map.of(), List.of());
        }
        if (words[0].equals("run")) {
            applications = IntStream.range(0, Integer.parseInt(words[2]))
                    .mapToObj(number -> "app-" + number)
                    .toList();
            atOnce = Integer.parseInt(words[3]);
            return timed(Files.readString(Path.of(words[1])));
        }
        return timed("");
    }

    private Result timed(String kubeconfig) throws Exception {
        if (kind.equals("floor")) {
            var floor = new Floor(sample, kubeconfig, records);
            side = floor;
            var prepared = floor.prepare(applications);
            return timed(() -> floor.deploy(prepared, applications, atOnce));
        }
        return timed(() -> {
            if (!kubeconfig.isEmpty()) {
                side = new Ours(sample, kubeconfig);
            }
            side.deploy(applications, atOnce);
        });
    }

    /** What is timed. */
    private interface Work {
        void run() throws Exception;
    }

    private Result timed(Work work) throws Exception {
        var cpu = cpu();
        var start = System.nanoTime();
        work.run();
        var took = Duration.ofNanos(System.nanoTime() - start);
        return new Result(took.toMillis() / 1000.0, (cpu() - cpu) / 1e9, side.requests(), List.of());
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private void close() {
        if (side != null) {
            side.close();
            side = null;
        }
    }
}
