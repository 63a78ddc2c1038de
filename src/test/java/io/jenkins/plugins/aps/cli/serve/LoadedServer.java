package io.jenkins.plugins.aps.cli.serve;

import io.jenkins.plugins.aps.core.rest.RestWorld;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * The server as a process of its own over many applications and releases, for the benchmark. Prints its port, and answers
 * each line that it reads: {@code change} with the time (nanoseconds since 1970) at which a change was published, {@code used} with the bytes in
 * use after a collection, {@code cpu} with the nanoseconds of processor time so far. Ends with its input.
 */
public final class LoadedServer {
    private LoadedServer() {}

    /** Arguments: how many applications, how many releases. */
    public static void main(String[] arguments) throws Exception {
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.OFF);
        var world = new RestWorld();
        var empty = used();
        world.fill(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        var filled = used();
        try (var server = ApsServer.start(
                        ServeSettings.local(0), world.api(), "benchmark", Credentials.none(), line -> {});
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(server.port() + " " + (filled - empty));
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(answer(world, line));
            }
        }
        System.exit(0);
    }

    private static long answer(RestWorld world, String line) {
        return switch (line) {
            case "change" -> {
                world.change();
                yield nanos();
            }
            case "used" -> used();
            default ->
                ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime();
        };
    }

    /** The same clock in all processes of the machine. */
    public static long nanos() {
        var now = java.time.Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    private static long used() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
