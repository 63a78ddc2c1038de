package io.jenkins.plugins.aps.cli.input;

import io.jenkins.plugins.aps.core.model.ApplyOptions;
import picocli.CommandLine.Option;

/** What a deployment does only where it is asked for. */
public final class ApplyOptionsMixin {
    @Option(
            names = "--force-conflicts",
            description =
                    "Takes back the fields that somebody changed in the cluster (kubectl edit, an autoscaler), and"
                            + " tells which, instead of ending with a conflict.")
    private boolean forceConflicts;

    @Option(
            names = "--no-gateway",
            description = "Without a gateway, though one is recorded: no host of the ingress, no addresses.")
    private boolean noGateway;

    public ApplyOptions options() {
        return new ApplyOptions(noGateway, forceConflicts);
    }
}
