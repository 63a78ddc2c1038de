package io.jenkins.plugins.aps.cli.input;

import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.IfRunning;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long an operation that brings an application to a version may take, and what if that is not to be. */
public final class PolicyOptions {
    @Option(
            names = "--dry-run",
            description = "Only tells what would be done, field by field, and what the cluster would refuse.")
    private boolean dryRun;

    @Option(
            names = "--on-failure",
            paramLabel = "POLICY",
            description =
                    "What becomes of the application if this fails: rollback to the last good version, leave it to be"
                            + " looked at, or undeploy. Default: rollback; where there is no good version yet, and in a"
                            + " rollback, that leaves it.")
    private FailurePolicy onFailure = FailurePolicy.ROLLBACK;

    @Option(
            names = "--if-running",
            paramLabel = "POLICY",
            description = "If another operation is at work on it: wait, fail, or supersede it. Default: wait.")
    private IfRunning ifRunning = IfRunning.WAIT;

    @Option(
            names = "--timeout-minutes",
            paramLabel = "N",
            description = "For all of it. Default: ${DEFAULT-VALUE}.",
            defaultValue = "15")
    private Duration timeout;

    @Option(
            names = "--component-timeout-minutes",
            paramLabel = "N",
            description = "For one object to become current. Default: ${DEFAULT-VALUE}.",
            defaultValue = "10")
    private Duration componentTimeout;

    public boolean dryRun() {
        return dryRun;
    }

    public FailurePolicy onFailure() {
        return onFailure;
    }

    public IfRunning ifRunning() {
        return ifRunning;
    }

    public Duration timeout() {
        return timeout;
    }

    public Duration componentTimeout() {
        return componentTimeout;
    }
}
