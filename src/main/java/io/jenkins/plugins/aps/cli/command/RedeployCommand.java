package io.jenkins.plugins.aps.cli.command;

import picocli.CommandLine.Command;

@Command(
        name = "redeploy",
        header = "Deploys once more what was last asked for, and waits until it runs.",
        description = {
            "",
            "After a failure whose cause is corrected: release, access, connectors, variables, secrets and the gateway's"
                    + " URL are recorded and need not be given again; the repository is read for the release's files. Where all"
                    + " is so already, nothing is changed."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  aps redeploy holiday --repository models",
            "  aps redeploy holiday --repository models --on-failure leave"
        })
final class RedeployCommand extends VersionCommand {
    RedeployCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        return attend(named(), (aps, progress) -> aps.redeploy(request(0), progress));
    }
}
