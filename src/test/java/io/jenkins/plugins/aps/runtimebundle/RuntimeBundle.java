package io.jenkins.plugins.aps.runtimebundle;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Starts {@code src/test/engine/RuntimeBundle.java}: the engine in a process and with a class path of its own. */
final class RuntimeBundle {
    private static final Path LIBRARIES = Path.of("target/engine").toAbsolutePath();
    private static final Path PROGRAM =
            Path.of("src/test/engine/RuntimeBundle.java").toAbsolutePath();
    private static final long PATIENCE_SECONDS = 300;

    private RuntimeBundle() {}

    /**
     * Starts it, waits until it has deployed what it found, and ends it.
     *
     * @param environment the container's, and nothing else
     * @param arguments settings that win over it
     */
    static Loaded start(Map<String, String> environment, List<String> arguments) throws Exception {
        return run(environment, arguments).get("");
    }

    /** The same for each of the folders in one; by the folder's name. */
    static Map<String, Loaded> each(Path folders, List<String> arguments) throws Exception {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of("--each", folders.toString()));
        var each = run(Map.of(), all);
        each.remove("");
        return each;
    }

    private static Map<String, Loaded> run(Map<String, String> environment, List<String> arguments) throws Exception {
        assumeTrue(
                Files.isDirectory(LIBRARIES), "the process engine is not in target/engine: mvn verify puts it there");
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC",
                // Its Spring reads no newer classes.
                "--source",
                "11",
                "-cp",
                LIBRARIES + "/*",
                PROGRAM.toString()));
        words.addAll(arguments);
        var output = Files.createTempFile("engine", ".txt");
        var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the engine did not end: " + Files.readString(output));
            }
            return parse(Files.readAllLines(output, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    private static Map<String, Loaded> parse(List<String> lines) {
        var found = new LinkedHashMap<String, Loaded>();
        var current = new Loaded(new TreeMap<>(), new ArrayList<>());
        found.put("", current);
        for (var line : lines) {
            var fields = line.split("\t", -1);
            switch (fields[0]) {
                case "folder" -> {
                    current = new Loaded(new TreeMap<>(), new ArrayList<>());
                    found.put(fields[1], current);
                }
                case "definition" -> current.definitions().put(fields[1], Integer.valueOf(fields[2]));
                default -> current.reasons().add(line);
            }
        }
        return found;
    }

    /**
     * What it has.
     *
     * @param definitions the newest version of each process, by its key
     * @param reasons what it says about what it lacks
     */
    record Loaded(Map<String, Integer> definitions, List<String> reasons) {}

    /** Settings of a database in files of a folder. */
    static List<String> onH2(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(
                "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("activiti"),
                "--spring.datasource.driver-class-name=org.h2.Driver",
                "--spring.datasource.username=sa",
                "--spring.datasource.password=");
    }
}
