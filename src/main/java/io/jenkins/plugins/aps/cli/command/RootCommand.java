package io.jenkins.plugins.aps.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aps} itself: names the commands, does nothing. */
@Command(
        name = "aps",
        versionProvider = VersionProvider.class,
        header = "Deploys released process applications from Git to Kubernetes.",
        commandListHeading = "%nCommands ('aps help COMMAND' explains one)%n",
        footerHeading = "%nExit codes%n",
        footer = {
            "    0  done",
            "    1  the application does not run, time was up, or the cluster refused an object",
            "    2  the command or what it names is wrong; nothing was changed",
            "    3  not allowed, or in conflict with something else",
            "    4  cluster or repository not reached, or the outcome is not known",
            "    5  a defect of aps",
            "   74  the output could not be written completely",
            "  130  stopped with Ctrl-C; 143 by SIGTERM",
            "",
            "Try it without a cluster: aps demo"
        })
final class RootCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version.")
    private boolean version;
}
