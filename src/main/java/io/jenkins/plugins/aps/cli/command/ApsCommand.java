package io.jenkins.plugins.aps.cli.command;

import java.util.concurrent.Callable;

/** A command: called once, returns the exit code, throws {@code ApsException} for everything that goes wrong. */
interface ApsCommand extends Callable<Integer> {
    OutputOptions output();

    @Override
    Integer call();
}
