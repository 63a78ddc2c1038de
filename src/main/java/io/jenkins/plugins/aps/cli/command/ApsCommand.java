package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.input.InputProblems;
import io.jenkins.plugins.aps.cli.output.JsonPrinter;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
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

    /** What a stop answers: in JSON too, as programs are promised exactly one value. */
    final Runnable atStop(String whatNow) {
        return () -> {
            host.err().println(whatNow);
            if (output.json()) {
                new JsonPrinter(host.out()).error(new ApsException(ErrorCode.OUTCOME_UNKNOWN, whatNow));
                host.out().flush();
            }
        };
    }

    /**
     * For a command that has nothing for programs.
     *
     * @throws ApsException {@code invalidRequest}, if JSON is asked for
     */
    final void textOnly(String what) {
        if (output.json()) {
            var problems = new InputProblems();
            problems.add("--output", what + " is for people: it knows text only");
            problems.check();
        }
    }

    @Override
    public abstract Integer call();
}
