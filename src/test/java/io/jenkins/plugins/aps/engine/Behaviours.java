package io.jenkins.plugins.aps.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Writes what the suite has shown, with the time that it took on each cluster, to {@code target/behaviours.md} when all
 * tests have ended; where {@code -Daps.behaviours=docs} asks for it and nothing failed, into {@link #DOCS} too.
 */
final class Behaviours implements BeforeAllCallback, BeforeTestExecutionCallback, AfterTestExecutionCallback {
    /** Some words, then the list of a run: all from the first heading of a group on. */
    static final Path DOCS = Path.of("docs", "behaviours.md");

    static final String GROUP = "## ";

    private static final Path FILE = Path.of("target", "behaviours.md");
    private static final String FAILED = "it failed";
    private static final Namespace OURS = Namespace.create(Behaviours.class);
    private static final String EMBEDDED = "embedded";
    private static final String CONTROL_PLANE = "control plane";

    /** By group, then by behaviour, then by cluster. */
    private static final Map<String, Map<String, Map<String, String>>> SEEN = new ConcurrentSkipListMap<>();

    /** What the store closes at the end of the run. */
    private record Report() implements AutoCloseable {
        @Override
        public void close() {
            try {
                Files.createDirectories(FILE.getParent());
                var list = lines();
                Files.write(FILE, list);
                var well = list.stream().noneMatch(line -> line.contains(FAILED));
                if (well && System.getProperty("aps.behaviours", "").equals("docs")) {
                    var words = Files.readAllLines(DOCS).stream().takeWhile(line -> !line.startsWith(GROUP));
                    Files.write(DOCS, Stream.concat(words, list.stream()).toList());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(OURS).getOrComputeIfAbsent(Report.class, key -> new Report(), Report.class);
    }

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
        SEEN.computeIfAbsent(group(context.getRequiredTestMethod()), g -> new ConcurrentSkipListMap<>())
                .computeIfAbsent(sentence(context.getDisplayName()), b -> new TreeMap<>())
                .put(cluster, took);
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

    private static List<String> lines() {
        var lines = new ArrayList<String>();
        SEEN.forEach((group, behaviours) -> {
            lines.add(GROUP + group);
            lines.add("| behaviour | " + EMBEDDED + " | " + CONTROL_PLANE + " |");
            lines.add("|---|---|---|");
            behaviours.forEach((behaviour, times) -> lines.add("| " + behaviour + " | "
                    + times.getOrDefault(EMBEDDED, "-") + " | " + times.getOrDefault(CONTROL_PLANE, "-") + " |"));
            lines.add("");
        });
        return lines;
    }
}
