package io.jenkins.plugins.aps.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was measured, as Markdown: each run as it ends, so that one that is broken off tells too, and tables at the end. */
final class Report {
    private final Map<String, List<Run>> runs = new LinkedHashMap<>();
    private final Map<String, Double> helm = new LinkedHashMap<>();
    private List<String> waiting = List.of();
    private String helmVersion = "";
    private int applications;

    /** A run; round 0 is the cold one. */
    private record Run(int round, double seconds, double cpu, double planeCpu, Map<String, Integer> requests) {}

    void machine(int count, int atOnce) throws IOException {
        applications = count;
        var memory = Files.readAllLines(Path.of("/proc/meminfo")).get(0).replaceAll("[^0-9]", "");
        say(
                "%d applications, %d at once; %s; %d processors, %d GiB memory, %s %s, Java %s; load at the start %.1f",
                count,
                atOnce,
                java.time.LocalDateTime.now().withNano(0),
                Runtime.getRuntime().availableProcessors(),
                Math.round(Long.parseLong(memory) / 1048576.0),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage());
    }

    void run(String kind, int round, Worker.Result result, double planeCpu) {
        runs.computeIfAbsent(kind, key -> new ArrayList<>())
                .add(new Run(round, result.seconds(), result.cpuSeconds(), planeCpu, result.requests()));
        say(
                "- %s, %s: %.1f s, processor time %.1f s + %.1f s of the control plane, %d requests, %d of them writes",
                kind,
                round == 0 ? "cold" : "warm " + round,
                result.seconds(),
                result.cpuSeconds(),
                planeCpu,
                total(result.requests()),
                writes(result.requests()));
    }

    void helmVersion(String version) {
        helmVersion = version;
    }

    void helm(String what, double seconds) {
        helm.put(what, seconds);
        say("- helm %s: %.1f s", what, seconds);
    }

    void waiting(List<String> lines) {
        waiting = lines;
    }

    /** Lines of two columns. */
    void table(String title, List<String> lines) {
        say("\n| %s | |", title);
        say("|---|---|");
        lines.forEach(line -> say("%s", line));
    }

    void print() {
        times();
        requests();
        if (!waiting.isEmpty()) {
            say(
                    "\n| operations that wait | threads | heap, MiB | an operation, KiB | requests a second | processor | 8 others |");
            say("|---|---|---|---|---|---|---|");
            waiting.forEach(line -> say("%s", line));
        }
        wanted();
    }

    private void times() {
        say("\n| | cold | warm runs | median | processor time | of the control plane |");
        say("|---|---|---|---|---|---|");
        runs.forEach((kind, all) -> say(
                "| %s | %s | %s | %s | %s | %s |",
                kind,
                all.stream()
                        .filter(run -> run.round() == 0)
                        .map(run -> seconds(run.seconds()))
                        .findFirst()
                        .orElse(""),
                String.join(
                        ", ",
                        warm(kind).stream().map(run -> seconds(run.seconds())).toList()),
                seconds(median(kind, Run::seconds)),
                seconds(median(kind, Run::cpu)),
                seconds(median(kind, Run::planeCpu))));
        helm.forEach((what, time) ->
                say("| helm %s, %s | %s | | %s | | |", what, helmVersion, seconds(time), seconds(time)));
    }

    private void requests() {
        var kinds = runs.keySet();
        var all = new TreeMap<String, Map<String, Integer>>();
        for (var kind : kinds) {
            var list = runs.get(kind);
            all.put(kind, list.get(list.size() - 1).requests());
        }
        if (all.isEmpty()) {
            return;
        }
        var names = new TreeSet<String>();
        all.values().forEach(requests -> names.addAll(requests.keySet()));
        say("\n| requests an application | %s |", String.join(" | ", kinds));
        say("|---|%s", "---|".repeat(kinds.size()));
        names.forEach(name -> row(
                name,
                kinds.stream().map(kind -> all.get(kind).getOrDefault(name, 0)).toList()));
        row("all", kinds.stream().map(kind -> total(all.get(kind))).toList());
        row("writes", kinds.stream().map(kind -> writes(all.get(kind))).toList());
    }

    private void row(String name, List<Integer> counts) {
        say(
                "| %s | %s |",
                name,
                String.join(
                        " | ",
                        counts.stream()
                                .map(count -> count == 0
                                        ? ""
                                        : String.format(Locale.ROOT, "%.2f", count / (double) applications))
                                .toList()));
    }

    private void wanted() {
        if (runs.getOrDefault("ours", List.of()).isEmpty()) {
            return;
        }
        say("\n| wanted | measured |");
        say("|---|---|");
        ratio("at most 1.25 x the floor", median("ours", Run::seconds), median("floor", Run::seconds));
        ratio("at least 2.5 x faster than Helm", helm.getOrDefault("install", 0.0), median("ours", Run::seconds));
        ratio(
                "nothing changed: at least 5 x faster than Helm",
                helm.getOrDefault("upgrade", 0.0),
                median("unchanged", Run::seconds));
    }

    private static void ratio(String what, double above, double below) {
        if (above > 0 && below > 0) {
            say("| %s | %.2f x |", what, above / below);
        }
    }

    private List<Run> warm(String kind) {
        return runs.getOrDefault(kind, List.of()).stream()
                .filter(run -> run.round() > 0)
                .toList();
    }

    /** 0 where nothing was measured. */
    private double median(String kind, java.util.function.ToDoubleFunction<Run> of) {
        var sorted = warm(kind).stream().mapToDouble(of).sorted().toArray();
        return sorted.length == 0 ? 0 : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static int total(Map<String, Integer> requests) {
        return requests.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Reviews of rights are sent by POST, but write nothing. */
    private static int writes(Map<String, Integer> requests) {
        return requests.entrySet().stream()
                .filter(entry ->
                        !entry.getKey().startsWith("get ") && !entry.getKey().startsWith("list "))
                .filter(entry -> !entry.getKey().contains("reviews"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static String seconds(double seconds) {
        return seconds == 0 ? "" : String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static void say(String text, Object... facts) {
        System.out.println(String.format(Locale.ROOT, text, facts));
        System.out.flush();
    }
}
