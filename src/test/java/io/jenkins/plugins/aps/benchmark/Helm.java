package io.jenkins.plugins.aps.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aps.core.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The same objects as charts, one an application, by the real Helm: a process each, so many at once. */
final class Helm {
    private static final String PACKAGE = "helm.sh/helm/v4/cmd/helm";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String program;
    private final Path folder;
    private final List<String> applications;

    private Helm(String program, Path folder, List<String> applications) {
        this.program = program;
        this.folder = folder;
        this.applications = applications;
    }

    /**
     * Finds the program, and writes the charts.
     *
     * @param program a path; empty: it is built once, outside the tree
     */
    static Helm of(String program, String version, Sample sample, int count) throws Exception {
        var folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "aps-helm-");
        var applications =
                IntStream.range(0, count).mapToObj(number -> "app-" + number).toList();
        var helm = new Helm(program.isEmpty() ? built(version) : program, folder, applications);
        for (var application : applications) {
            helm.chart(application, sample.plan(application));
        }
        return helm;
    }

    private static String built(String version) throws IOException, InterruptedException {
        var cache = System.getenv("XDG_CACHE_HOME");
        var home =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        var bin = home.resolve("aps-deployer-tests").resolve("helm-" + version);
        var program = bin.resolve("helm");
        if (!Files.isExecutable(program)) {
            Files.createDirectories(bin);
            var build = new ProcessBuilder("go", "install", "-trimpath", "-ldflags", "-s -w", PACKAGE + "@" + version);
            build.environment().put("GOBIN", bin.toString());
            if (build.inheritIO().start().waitFor() != 0) {
                throw new IOException(PACKAGE + " can't be built; give a program by -Dbenchmark.helm=PATH");
            }
        }
        return program.toString();
    }

    /** The namespace is Helm's to make; all else is a template each, without anything to fill in. */
    private void chart(String application, Plan plan) throws IOException {
        var chart = folder.resolve(application);
        Files.createDirectories(chart.resolve("templates"));
        Files.writeString(
                chart.resolve("Chart.yaml"),
                "apiVersion: v2\nname: " + application + "\nversion: 1.0.0\ntype: application\n");
        var number = 0;
        for (var object : plan.objects().toList()) {
            if (!object.ref().kind().equals("Namespace")) {
                // A chart's files are templates: a brace of JSON must not begin an action.
                Files.writeString(
                        chart.resolve("templates").resolve(number++ + ".yaml"),
                        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(object.body()));
            }
        }
    }

    /** Tells the seconds. */
    double install(String kubeconfig, int atOnce) throws Exception {
        return all(atOnce, kubeconfig, List.of("install"), List.of("--create-namespace"));
    }

    double upgrade(String kubeconfig, int atOnce) throws Exception {
        return all(atOnce, kubeconfig, List.of("upgrade", "--install"), List.of());
    }

    String version() throws Exception {
        return run(List.of(program, "version", "--short"), "").strip();
    }

    private double all(int atOnce, String kubeconfig, List<String> verb, List<String> more) throws Exception {
        var pool = Executors.newFixedThreadPool(atOnce);
        try {
            var start = System.nanoTime();
            var work = new ArrayList<Callable<String>>();
            for (var application : applications) {
                var command = new ArrayList<>(List.of(program));
                command.addAll(verb);
                command.addAll(
                        List.of(application, folder.resolve(application).toString(), "--namespace", application));
                command.addAll(List.of("--wait", "--timeout", "10m"));
                command.addAll(more);
                work.add(() -> run(command, kubeconfig));
            }
            for (Future<String> each : pool.invokeAll(work)) {
                each.get();
            }
            return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        } finally {
            pool.shutdownNow();
        }
    }

    private String run(List<String> command, String kubeconfig) throws IOException, InterruptedException {
        var log = Files.createTempFile(folder, "log", ".txt");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("KUBECONFIG", kubeconfig);
        builder.environment().put("HELM_CACHE_HOME", folder.resolve("cache").toString());
        builder.environment().put("HELM_CONFIG_HOME", folder.resolve("config").toString());
        builder.environment().put("HELM_DATA_HOME", folder.resolve("data").toString());
        var code = builder.start().waitFor();
        var said = Files.readString(log);
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + code + ":\n" + said);
        }
        Files.delete(log);
        return said;
    }
}
