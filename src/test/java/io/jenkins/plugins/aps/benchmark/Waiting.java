package io.jenkins.plugins.aps.benchmark;

import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.ApsCore;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Operations that wait, each for pods that no node has room for: how many threads there are, how much memory is in use,
 * what they ask of the cluster meanwhile, and how long others take beside them.
 */
final class Waiting {
    private static final Duration LISTENED = Duration.ofSeconds(10);

    private final Sample sample;
    private final String kubeconfig;

    Waiting(Sample sample, String kubeconfig) {
        this.sample = sample;
        this.kubeconfig = kubeconfig;
    }

    /** Lines of a table: operations, threads, MiB in use, KiB an operation, requests a second, CPU, 8 others in seconds. */
    List<String> measure(int operations, int atOnce) throws Exception {
        var lines = new ArrayList<String>();
        var thirsty = sample.withoutRoom();
        try (Aps stuck = ApsCore.open(thirsty.settings(kubeconfig), thirsty.catalogs());
                var others = new Ours(sample, kubeconfig)) {
            others.deploy(names("warm", atOnce), atOnce);
            lines.add(line(others, stuck, 0, 0, "quiet"));
            var before = used();
            var begun = 0;
            for (var step : List.of(operations / 10, operations)) {
                begin(stuck, begun, step);
                begun = step;
                lines.add(line(others, stuck, step, before, "beside" + step));
            }
        }
        return lines;
    }

    /** Blocks until all of them wait. */
    private void begin(Aps stuck, int from, int to) throws InterruptedException {
        var waiting = new CountDownLatch(to - from);
        for (int i = from; i < to; i++) {
            stuck.deploy(sample.request("stuck-" + i), new Counting(waiting));
        }
        if (!waiting.await(8, TimeUnit.MINUTES)) {
            throw new IllegalStateException(waiting.getCount() + " operations don't wait yet");
        }
    }

    /** Counts down at the first look at the service that doesn't run. */
    private static final class Counting implements DeployListener {
        private final CountDownLatch waiting;
        private boolean counted;

        Counting(CountDownLatch waiting) {
            this.waiting = waiting;
        }

        @Override
        public synchronized void on(DeployEvent event) {
            var pending = event instanceof DeployEvent.ObjectProgressed progressed
                    && progressed.object().kind().equals("Deployment")
                    && !progressed.reason().isEmpty();
            if (!counted && pending) {
                counted = true;
                waiting.countDown();
            }
        }
    }

    private String line(Ours others, Aps stuck, int operations, long before, String name) throws Exception {
        var memory = used();
        var requests = new Requests();
        requests.begin();
        var cpu = cpu();
        // Only listens: what is measured is what waiting costs while nothing happens.
        new CountDownLatch(1).await(LISTENED.toSeconds(), TimeUnit.SECONDS);
        var cpuShare = (cpu() - cpu) / (double) LISTENED.toNanos();
        var asked =
                requests.counted().values().stream().mapToInt(Integer::intValue).sum();
        var threads = ManagementFactory.getThreadMXBean().getThreadCount();
        var start = System.nanoTime();
        others.deploy(names(name, 8), 8);
        var took = (System.nanoTime() - start) / 1e9;
        return String.format(
                Locale.ROOT,
                "| %d | %d | %.1f | %s | %.1f | %.0f %% | %.1f s |",
                operations,
                threads,
                memory / 1048576.0,
                operations == 0 ? "" : String.format(Locale.ROOT, "%.1f", (memory - before) / 1024.0 / operations),
                asked / (double) LISTENED.toSeconds(),
                cpuShare * 100,
                took);
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> prefix + "-" + number)
                .toList();
    }

    /** Bytes in use after a collection. */
    private static long used() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
