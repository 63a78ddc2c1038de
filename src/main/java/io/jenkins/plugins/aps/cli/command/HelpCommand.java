package io.jenkins.plugins.aps.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "help",
        header = "Explains a command, or lists them all.",
        footerHeading = "%nExamples%n",
        footer = {"  aps help", "  aps help deploy"})
final class HelpCommand extends ApsCommand {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "One of them. Default: all, in short.")
    private String command = "";

    HelpCommand(Host host) {
        super(host);
    }

    @Override
    String textOnly() {
        return "the help";
    }

    @Override
    public Integer call() {
        var problems = problems();
        var root = spec.parent().commandLine();
        var asked = command.isEmpty() ? root : root.getSubcommands().get(command);
        if (asked == null) {
            problems.add(command, ParseErrors.unknownCommand(command, root));
        }
        problems.check();
        asked.usage(host.out());
        return 0;
    }
}
