package io.jenkins.plugins.aps.benchmark;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Counts our own requests by verb and resource, from what our connections log of each. What the watches ask is not among
 * them: a list and a watch a kind and process.
 */
final class Requests extends Handler {
    /** Held here: a logger that nobody holds forgets its level and handlers. */
    private final Logger logger = Logger.getLogger("io.jenkins.plugins.aps.core.cluster.Connection");

    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    void begin() {
        counts.clear();
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.FINE);
        logger.removeHandler(this);
        logger.addHandler(this);
    }

    Map<String, Integer> counted() {
        var sorted = new TreeMap<String, Integer>();
        counts.forEach((what, count) -> sorted.put(what, count.get()));
        return sorted;
    }

    @Override
    public void publish(LogRecord entry) {
        var facts = entry.getParameters();
        if (facts != null && facts.length == 5) {
            counts.computeIfAbsent(facts[1] + " " + facts[2], what -> new AtomicInteger())
                    .incrementAndGet();
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
