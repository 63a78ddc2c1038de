package io.jenkins.plugins.aps.core.rest;

import java.time.Duration;

/**
 * What keeps one request from costing the others too much.
 *
 * @param bodyBytes the largest body that is read
 * @param bodyDepth how deep JSON may be nested
 * @param pageItems the most entries of one page of a list
 * @param operations how many ended operations are remembered
 * @param decision how long a request waits to be told that it can't be carried out, before it is answered that it goes on
 */
public record Limits(int bodyBytes, int bodyDepth, int pageItems, int operations, Duration decision) {
    public static final Limits DEFAULT = new Limits(5 * 1024 * 1024, 40, 1_000, 200, Duration.ofSeconds(10));
}
