package io.jenkins.plugins.aps.cli.command;

import picocli.CommandLine.Command;

@Command(
        name = "redeploy",
        header = "Deploys once more what was last asked for, and waits until it runs.",
        description = {
            "",
            "After a failure whose cause is corrected: release, access, connectors, variables and secrets are recorded and"
                    + " need not be given again. Where all is so already, nothing is changed."
        },
        footerHeading = "%nExamples%n",
        footer = {"  aps redeploy holiday", "  aps redeploy holiday --on-failure leave"})
final class RedeployCommand extends VersionCommand {
    RedeployCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        try (var aps = Session.open(host, cluster, null, problems())) {
            return attend(
                    aps,
                    "the same redeploy command goes on, 'aps rollback %s' goes back".formatted(application),
                    progress -> aps.redeploy(request(0), progress));
        }
    }
}
