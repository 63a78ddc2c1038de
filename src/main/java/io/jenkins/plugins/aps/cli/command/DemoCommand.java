package io.jenkins.plugins.aps.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        header = "Shows it all without a cluster: an embedded one, a sample project, a deployment, a failure.",
        description = {
            "",
            "Needs nothing but Java, listens on 127.0.0.1 only, and cleans up when it ends. Until then the other commands"
                    + " can be tried against it from another terminal; it prints them."
        },
        footerHeading = "%nExamples%n",
        footer = {"  aps demo", "  aps demo --no-wait"})
final class DemoCommand implements ApsCommand {
    private final Host host;

    @Option(names = "--no-wait", description = "Ends at once instead of waiting for Enter.")
    private boolean noWait;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    DemoCommand(Host host) {
        this.host = host;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() {
        return 0;
    }
}
