package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.input.InputProblems;
import io.jenkins.plugins.aps.cli.output.JsonPrinter;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;

/** A command: called once, returns the exit code, throws {@code ApsException} for everything that goes wrong. */
abstract class ApsCommand implements Callable<Integer> {
    final Host host;

    @Mixin
    final OutputOptions output = new OutputOptions();

    private List<ParseProblem> notUnderstood = List.of();

    ApsCommand(Host host) {
        this.host = host;
    }

    /** What the parser did not understand; the command tells it with its own findings. */
    final void parsed(List<ParseProblem> problems) {
        notUnderstood = List.copyOf(problems);
    }

    /** With what the parser did not understand. A command checks them before it does anything. */
    final InputProblems problems() {
        var problems = new InputProblems();
        notUnderstood.forEach(each -> problems.add(each.problem()));
        notUnderstood.forEach(each -> each.meant().forEach(problems::meant));
        if (isTextOnly() && output.json()) {
            problems.add(OutputOptions.FORMAT, textOnly() + " is for people: it knows text only");
        }
        return problems;
    }

    /** What a stop answers: in JSON too, as programs are promised exactly one value. */
    final Runnable atStop(Supplier<String> tell) {
        return () -> {
            var whatNow = tell.get();
            host.err().println(whatNow);
            if (output.json()) {
                new JsonPrinter(host.out()).error(new ApsException(ErrorCode.OUTCOME_UNKNOWN, whatNow));
                host.out().flush();
            }
        };
    }

    /** What of it is for people only; empty: it answers programs too. */
    String textOnly() {
        return "";
    }

    final boolean isTextOnly() {
        return !textOnly().isEmpty();
    }

    @Override
    public abstract Integer call();
}
