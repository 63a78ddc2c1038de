package io.jenkins.plugins.aps.cli.input;

import picocli.CommandLine.Option;

/** Which cluster, and what deployments into it need to know of it. */
public final class DeployingClusterOptions extends ClusterOptions {
    @Option(
            names = "--gateway-url",
            paramLabel = "URL",
            description =
                    "Base of the applications' URLs, for example https://gateway.example.org: no user, no path. It is deployed"
                            + " too (host of the ingress, addresses that services call each other by). Default: the recorded"
                            + " one; none at a first deployment.")
    private String gatewayUrl = "";

    @Override
    String gatewayUrl() {
        return gatewayUrl;
    }
}
