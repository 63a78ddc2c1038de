package io.jenkins.plugins.aps.engine;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Writes what the suite has shown, with the time that it took on each cluster, to {@code target/behaviours.md} when the
 * tests of a class have ended, beside what others have shown: classes run in several processes, and what fails may run
 * again. Where {@code -Daps.behaviours=docs} asks for it and nothing failed, it goes into {@link #DOCS} too.
 */
final class Behaviours implements BeforeTestExecutionCallback, AfterTestExecutionCallback, AfterAllCallback {
    /** Some words, then the list of a run: all from the first heading of a group on. */
    static final Path DOCS = Path.of("docs", "behaviours.md");

    static final String GROUP = "## ";

    private static final Path FILE = Path.of("target", "behaviours.md");
    private static final Path LOCK = Path.of("target", "behaviours.lock");
    private static final String FAILED = "it failed";
    private static final String NOT_SHOWN = "-";
    private static final Namespace OURS = Namespace.create(Behaviours.class);
    private static final String EMBEDDED = "embedded";
    private static final String CONTROL_PLANE = "control plane";

    private static final List<String> HEAD =
            List.of("| behaviour | " + EMBEDDED + " | " + CONTROL_PLANE + " |", "|---|---|---|");

    /** By group, then by behaviour, then by cluster: the time. */
    private final Map<String, Map<String, Map<String, String>>> seen = new ConcurrentSkipListMap<>();

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        context.getStore(OURS).put("began", System.nanoTime());
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        var millis = (System.nanoTime() - context.getStore(OURS).get("began", Long.class)) / 1_000_000;
        var took = context.getExecutionException().isPresent()
                ? FAILED
                : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        var cluster = context.getRequiredTestClass() == EmbeddedEngineIT.class ? EMBEDDED : CONTROL_PLANE;
        put(group(context.getRequiredTestMethod()), sentence(context.getDisplayName()), cluster, took);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        Files.createDirectories(FILE.getParent());
        try (var channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("no lock on " + LOCK);
            }
            if (Files.exists(FILE)) {
                addWhatOthersHaveShown(Files.readAllLines(FILE));
            }
            var list = lines();
            Files.write(FILE, list);
            var well = list.stream().noneMatch(line -> line.contains(FAILED));
            if (well && System.getProperty("aps.behaviours", "").equals("docs")) {
                var words = Files.readAllLines(DOCS).stream().takeWhile(line -> !line.startsWith(GROUP));
                Files.write(DOCS, Stream.concat(words, list.stream()).toList());
            }
        }
    }

    private void put(String group, String behaviour, String cluster, String took) {
        times(group, behaviour).put(cluster, took);
    }

    private Map<String, String> times(String group, String behaviour) {
        return seen.computeIfAbsent(group, g -> new ConcurrentSkipListMap<>())
                .computeIfAbsent(behaviour, b -> new ConcurrentSkipListMap<>());
    }

    private void addWhatOthersHaveShown(List<String> list) {
        var group = "";
        for (var line : list) {
            var cells = line.split(" *[|] *");
            if (line.startsWith(GROUP)) {
                group = line.substring(GROUP.length());
            } else if (cells.length == 4 && !HEAD.contains(line)) {
                addUnlessShown(times(group, cells[1]), EMBEDDED, cells[2]);
                addUnlessShown(times(group, cells[1]), CONTROL_PLANE, cells[3]);
            }
        }
    }

    private static void addUnlessShown(Map<String, String> times, String cluster, String took) {
        if (!took.equals(NOT_SHOWN)) {
            times.putIfAbsent(cluster, took);
        }
    }

    /** {@code Failure} of FailureScenarios, {@code Faults} of FaultsIT. */
    static String group(Method method) {
        return method.getDeclaringClass().getSimpleName().replaceFirst("(Scenarios|IT)$", "");
    }

    /** {@code aFailureTellsItsReason: oom} becomes {@code a failure tells its reason: oom}. */
    static String sentence(String name) {
        var end = name.indexOf(": ");
        var method = (end < 0 ? name : name.substring(0, end)).replaceFirst("\\(.*", "");
        return method.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT) + (end < 0 ? "" : name.substring(end));
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        seen.forEach((group, behaviours) -> {
            lines.add(GROUP + group);
            lines.addAll(HEAD);
            behaviours.forEach(
                    (behaviour, times) -> lines.add("| " + behaviour + " | " + times.getOrDefault(EMBEDDED, NOT_SHOWN)
                            + " | " + times.getOrDefault(CONTROL_PLANE, NOT_SHOWN) + " |"));
            lines.add("");
        });
        return lines;
    }
}
