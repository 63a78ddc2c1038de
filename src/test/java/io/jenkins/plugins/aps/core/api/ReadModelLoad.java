package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.view.ClusterView;
import io.jenkins.plugins.aps.core.view.Freshness;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What the read model costs beside many applications: memory, the first look at all of them, and one change. What watches
 * would show is made here, so that nothing but the model is measured. See docs/benchmarks.md.
 */
public final class ReadModelLoad {
    private static final int CHANGES = 200;
    private static final int WAITING = 100;

    private final LoadedCluster cluster = new LoadedCluster();

    private ReadModelLoad() {}

    /** Lines of a table: what, figure. */
    public static List<String> measure(int count) throws Exception {
        return new ReadModelLoad().lines(count);
    }

    private List<String> lines(int count) throws Exception {
        var empty = used();
        IntStream.range(0, count).mapToObj(LoadedApplication::new).forEach(cluster::add);
        var watched = used();
        var publication = new Publication(new Snapshot(
                1,
                List.of(new ClusterView(
                        "default",
                        List.of(),
                        Freshness.nothingYet(InstantSource.system().instant()))),
                List.of()));
        var settings = new ClusterSettings(
                "default",
                "",
                "",
                ClusterCredential.ServiceAccount::new,
                "aps-platform",
                "https://gateway.example.org",
                "activiti-7");
        var cpu = cpu();
        var start = System.nanoTime();
        try (var feed = new ClusterFeed(
                "default",
                cluster::client,
                client -> new ClusterRows(client, settings, operation -> false, InstantSource.system()),
                publication,
                Thread::new,
                InstantSource.system())) {
            feed.start();
            var snapshot = publication.current();
            while (snapshot.applications().size() < count
                    || !snapshot.clusters().get(0).freshness().isCurrent()) {
                snapshot = publication
                        .after(snapshot.version(), Duration.ofMinutes(1))
                        .get(2, TimeUnit.MINUTES);
            }
            var first = System.nanoTime() - start;
            var firstCpu = cpu() - cpu;
            var filled = used();
            changes(publication);
            cpu = cpu();
            var took = changes(publication);
            var changeCpu = (cpu() - cpu) / CHANGES;
            return List.of(
                    line("objects that the watches hold, MiB", (watched - empty) / 1048576.0),
                    line("the model beside them, MiB", (filled - watched) / 1048576.0),
                    line("the model, KiB an application", (filled - watched) / 1024.0 / count),
                    line("first look at all, s", first / 1e9),
                    line("processor time of it, s", firstCpu / 1e9),
                    line("from a change to " + WAITING + " waiting readers, median ms", took[took.length / 2] / 1e6),
                    line("the same, p99 ms", took[took.length * 99 / 100] / 1e6),
                    line("processor time a change, ms", changeCpu / 1e6));
        }
    }

    static String line(String what, double figure) {
        return String.format(Locale.ROOT, "| %s | %.1f |", what, figure);
    }

    /** Nanoseconds of each, sorted. */
    private long[] changes(Publication publication) throws Exception {
        var names = List.copyOf(cluster.names());
        var took = new long[CHANGES];
        for (int i = 0; i < CHANGES; i++) {
            var version = publication.current().version();
            var readers = IntStream.range(0, WAITING)
                    .mapToObj(each -> publication.after(version, Duration.ofMinutes(1)))
                    .toList();
            var name = names.get(i * 7 % names.size());
            cluster.get(name).toggle();
            var start = System.nanoTime();
            cluster.tell(name);
            for (var reader : readers) {
                if (reader.get(2, TimeUnit.MINUTES).version() == version) {
                    throw new IllegalStateException("the change of " + name + " was not seen");
                }
            }
            took[i] = System.nanoTime() - start;
        }
        Arrays.sort(took);
        return took;
    }

    /** Bytes in use after a collection. */
    static long used() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
