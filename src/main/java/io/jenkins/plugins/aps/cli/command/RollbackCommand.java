package io.jenkins.plugins.aps.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rollback",
        header = "Brings an application back to a version that it had, and waits until it runs.",
        description = {
            "",
            "The old version's release, access, connectors, variables, secrets, files and gateway's URL become a new"
                    + " version; fields that somebody changed in the cluster are taken back, and told. The repository is read"
                    + " only where the cluster does not hold the files any more. Objects go back, data and changes of"
                    + " database schemas do not."
        },
        footerHeading = "%nExamples%n",
        footer = {"  aps rollback holiday", "  aps rollback holiday --to-version 3", "  aps rollback holiday --dry-run"
        })
final class RollbackCommand extends VersionCommand {
    @Option(
            names = "--to-version",
            paramLabel = "N",
            description =
                    "An application version; 'aps status APPLICATION' lists them, the last 10 are kept. Default: the"
                            + " last good one before the current one.")
    private int toVersion;

    RollbackCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        var problems = named();
        if (toVersion < 0) {
            problems.add("--to-version", toVersion + " is no version: they count from 1");
        }
        return attend(problems, (aps, progress) -> aps.rollback(request(toVersion), progress));
    }
}
