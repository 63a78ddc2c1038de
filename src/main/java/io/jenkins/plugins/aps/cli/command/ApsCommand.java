package io.jenkins.plugins.aps.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command: called once, returns the exit code, throws {@code ApsException} for everything that goes wrong. */
abstract class ApsCommand implements Callable<Integer> {
    final Host host;

    @Mixin
    final OutputOptions output = new OutputOptions();

    ApsCommand(Host host) {
        this.host = host;
    }

    @Override
    public abstract Integer call();
}
