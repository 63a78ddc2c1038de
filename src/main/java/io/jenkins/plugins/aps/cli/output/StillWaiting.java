package io.jenkins.plugins.aps.cli.output;

import java.time.Duration;

/** The line that tells in a long silence that a command still waits: when it is due, and its words. */
public final class StillWaiting {
    /** Nothing at all from a server is told soon. */
    public static final Duration FIRST = Duration.ofSeconds(10);

    /** After so long without a line people, and build servers, take a process for dead. */
    public static final Duration NEXT = Duration.ofMinutes(1);

    private StillWaiting() {}

    /**
     * @param since how long it waits
     * @param what it waits for
     */
    public static String line(Duration since, String what) {
        return "Still waiting after " + Plural.of(since) + ": " + what;
    }
}
