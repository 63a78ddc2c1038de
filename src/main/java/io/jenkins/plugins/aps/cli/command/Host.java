package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.input.Environment;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;

/**
 * Everything that a command meets outside itself, so that a test can play it.
 *
 * @param out for results
 * @param err for errors
 * @param in for the demo, which waits for Enter, and for a name to be typed
 * @param environment variables, folders, who and which process
 * @param clock the time, and the zone that times are told in
 * @param terminal whether a person sits before it: input and {@code out} are a terminal
 * @param signs whether {@code out} can show characters beyond ASCII
 * @param core how the core is opened
 * @param hooks what runs on Ctrl-C
 */
public record Host(
        PrintStream out,
        PrintStream err,
        InputStream in,
        Environment environment,
        Clock clock,
        boolean terminal,
        boolean signs,
        ApsFactory core,
        ExitHooks hooks) {}
