package io.jenkins.plugins.aps.benchmark;

import java.util.List;
import java.util.Map;

/** Somebody who brings applications to run, all of them, so many at once. Blocks until all are current. */
interface Side extends AutoCloseable {
    void deploy(List<String> applications, int atOnce) throws Exception;

    /** What was asked of the API server since, by verb and resource. */
    Map<String, Integer> requests();

    @Override
    void close();
}
