package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.input.ApplyOptionsMixin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "redeploy",
        header = "Deploys once more what was last asked for, and waits until it runs.",
        description = {
            "",
            "After a failure whose cause is corrected: release, access, connectors, variables, secrets and the gateway's"
                    + " URL are recorded and need not be given again. Where all"
                    + " is so already, nothing is changed."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  aps redeploy holiday",
            "  aps redeploy holiday --on-failure leave",
            "  aps redeploy holiday --force-conflicts"
        })
final class RedeployCommand extends VersionCommand {
    @Mixin
    private final ApplyOptionsMixin applying = new ApplyOptionsMixin();

    RedeployCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        return attend(named(), (aps, progress) -> aps.redeploy(request(0).with(applying.options()), progress));
    }
}
