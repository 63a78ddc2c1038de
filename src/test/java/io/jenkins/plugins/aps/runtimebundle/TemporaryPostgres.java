package io.jenkins.plugins.aps.runtimebundle;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server of Debian's package, on loopback, with its data in a folder; it runs as another user where we are root. */
final class TemporaryPostgres implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Path folder;
    private final int port;

    private TemporaryPostgres(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** Why there is none; empty where one can be started. */
    static Optional<String> missing() {
        if (programs().isEmpty()) {
            return Optional.of("there is no PostgreSQL: apt-get install postgresql");
        }
        return root() && !Files.isExecutable(Path.of("/usr/bin/setpriv"))
                ? Optional.of("PostgreSQL doesn't run as root, and there is no setpriv (util-linux)")
                : Optional.empty();
    }

    static TemporaryPostgres start() throws Exception {
        var folder = Files.createTempDirectory("postgres");
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var server = new TemporaryPostgres(programs().orElseThrow(), folder, port);
        if (root()) {
            server.run("chown", "nobody", folder.toString());
        }
        var data = folder.resolve("data").toString();
        server.asUser("initdb", "-D", data, "-U", "activiti", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        server.asUser(
                "pg_ctl",
                "-D",
                data,
                "-w",
                "-t",
                "120",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-h 127.0.0.1 -p " + port + " -F -c unix_socket_directories=",
                "start");
        server.asUser("createdb", "-h", "127.0.0.1", "-p", String.valueOf(port), "-U", "activiti", "activiti");
        return server;
    }

    /** Where the runtime bundle finds it instead of at {@code postgres:5432}. */
    List<String> settings() {
        return List.of("--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + port + "/activiti");
    }

    private void asUser(String program, String... arguments) throws Exception {
        var words = new ArrayList<String>();
        if (root()) {
            words.addAll(List.of("/usr/bin/setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        words.add(programs.resolve(program).toString());
        words.addAll(List.of(arguments));
        run(words.toArray(String[]::new));
    }

    private void run(String... words) throws Exception {
        var output = Files.createTempFile("postgres", ".txt");
        try {
            var process = new ProcessBuilder(words)
                    .directory(new File("/"))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(150, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        String.join(" ", words) + ": " + Files.readString(output, StandardCharsets.UTF_8));
            }
        } finally {
            Files.delete(output);
        }
    }

    private static Optional<Path> programs() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (var versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    @Override
    public void close() throws Exception {
        asUser("pg_ctl", "-D", folder.resolve("data").toString(), "-m", "immediate", "-w", "stop");
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
