package io.jenkins.plugins.aps.benchmark;

import io.jenkins.plugins.aps.controlplane.ControlPlane;
import io.jenkins.plugins.aps.core.api.ReadModelLoad;
import io.jenkins.plugins.aps.core.api.ReleaseLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The benchmark as a command, see docs/benchmarks.md. Parts: {@code floor, ours, helm, unchanged, waiting, view, rest, page}; prints
 * Markdown. Each measured run has a control plane of its own, so that none inherits what another left behind.
 */
public final class Benchmark {
    private static final int AT_ONCE = 8;

    private final Options options;
    private final Path folder;
    private final Report report = new Report();

    private Benchmark(Options options) throws IOException {
        this.options = options;
        this.folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "aps-benchmark-plane-");
    }

    /** What was asked for. */
    private record Options(
            Set<String> parts,
            int rounds,
            int applications,
            int records,
            int waiting,
            int listed,
            int releases,
            String helm,
            String helmVersion,
            List<String> flags) {
        static Options read() {
            return new Options(
                    Set.of(System.getProperty("benchmark.parts", "floor,ours,helm,unchanged,waiting")
                            .split(",")),
                    Integer.getInteger("benchmark.rounds", 5),
                    Integer.getInteger("benchmark.applications", 100),
                    Integer.getInteger("benchmark.records", 4),
                    Integer.getInteger("benchmark.waiting", 1000),
                    Integer.getInteger("benchmark.listed", 5000),
                    Integer.getInteger("benchmark.releases", 10_000),
                    System.getProperty("benchmark.helm", ""),
                    System.getProperty("benchmark.helmVersion", ""),
                    List.of(System.getProperty("benchmark.flags", "").split(" ")).stream()
                            .filter(flag -> !flag.isBlank())
                            .toList());
        }

        boolean has(String part) {
            return parts.contains(part);
        }
    }

    public static void main(String[] arguments) throws Exception {
        new Benchmark(Options.read()).run();
    }

    private void run() throws Exception {
        report.machine(options.applications(), AT_ONCE);
        rounds();
        if (options.has("helm")) {
            helm();
        }
        if (options.has("waiting")) {
            waiting();
        }
        if (options.has("view")) {
            view();
        }
        if (options.has("rest")) {
            report.table(
                    "REST: " + options.listed() + " applications, " + options.releases() + " releases",
                    RestLoad.measure(options.listed(), options.releases(), options.flags()));
        }
        if (options.has("page")) {
            report.table(
                    "The dashboard: " + options.listed() + " applications, " + options.releases() + " releases",
                    PageLoad.measure(options.listed(), options.releases(), options.flags()));
        }
        report.print();
    }

    /** Floor and ours in turns, whoever was first is second in the next round; the first round is the cold one. */
    private void rounds() throws Exception {
        var kinds = new ArrayList<String>();
        if (options.has("floor")) {
            kinds.add("floor");
        }
        if (options.has("ours") || options.has("unchanged")) {
            kinds.add("ours");
        }
        if (kinds.isEmpty()) {
            return;
        }
        try (var floor = new WorkerProcess("floor", options.records(), List.of());
                var ours = new WorkerProcess("ours", 0, options.flags())) {
            for (int round = 0; round <= options.rounds(); round++) {
                for (var kind : kinds) {
                    round(kind, kind.equals("floor") ? floor : ours, round);
                }
                java.util.Collections.reverse(kinds);
            }
        }
    }

    private void round(String kind, WorkerProcess worker, int round) throws Exception {
        try (var plane = ControlPlane.start()) {
            var plan = PlaneTime.now();
            var result = worker.ask("run " + kubeconfig(plane) + " " + options.applications() + " " + AT_ONCE);
            report.run(kind, round, result, PlaneTime.now() - plan);
            // Once cold, once warm, is enough to see that it doesn't matter.
            if (kind.equals("ours") && options.has("unchanged") && round > 0) {
                plan = PlaneTime.now();
                report.run("unchanged", round, worker.ask("again"), PlaneTime.now() - plan);
            }
            worker.ask("end");
        }
    }

    private void helm() throws Exception {
        var sample = Sample.in(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "aps-benchmark-"));
        var helm = Helm.of(options.helm(), options.helmVersion(), sample, options.applications());
        report.helmVersion(helm.version());
        try (var plane = ControlPlane.start()) {
            var kubeconfig = kubeconfig(plane).toString();
            report.helm("install", helm.install(kubeconfig, AT_ONCE));
            if (options.has("unchanged")) {
                report.helm("upgrade", helm.upgrade(kubeconfig, AT_ONCE));
            }
        }
    }

    private void waiting() throws Exception {
        try (var plane = ControlPlane.start();
                var worker = new WorkerProcess("ours", 0, options.flags())) {
            var result = worker.ask("waiting " + kubeconfig(plane) + " " + options.waiting() + " " + AT_ONCE);
            report.waiting(result.lines());
        }
    }

    /** Without a cluster. */
    private void view() throws Exception {
        report.table("read model: " + options.listed() + " applications", ReadModelLoad.measure(options.listed()));
        report.table(
                "read model: " + options.releases() + " releases", ReleaseLoad.measure(options.releases(), folder));
    }

    private Path kubeconfig(ControlPlane plane) throws IOException {
        var file = folder.resolve("kubeconfig");
        Files.writeString(file, plane.kubeconfig());
        return file;
    }
}
