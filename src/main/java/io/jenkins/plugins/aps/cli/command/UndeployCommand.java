package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.input.ClusterOptions;
import io.jenkins.plugins.aps.cli.output.JsonPrinter;
import io.jenkins.plugins.aps.cli.output.UndeployPrinter;
import io.jenkins.plugins.aps.core.model.ApplicationName;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "undeploy",
        header = "Removes an application with everything in its namespace, and waits until it is gone.",
        description = {
            "",
            "Its data, also of its running processes, is lost. One that does not exist is gone already: that is no error."
        },
        footerHeading = "%nExamples%n",
        footer = {"  aps undeploy holiday --dry-run", "  aps undeploy holiday", "  aps undeploy holiday --force --yes"})
final class UndeployCommand extends ApsCommand {
    @Parameters(arity = "0..1", paramLabel = "APPLICATION", description = "Its name.")
    private String application = "";

    @Option(
            names = "--force",
            description = "Also where it does not run; an operation that is at work on it is superseded.")
    private boolean force;

    @Option(
            names = "--remove-foreign-finalizers",
            description = "With --force: also remove the finalizers of objects that are not the application's, and end"
                    + " pods that are not, where they keep the namespace from going.")
    private boolean removeForeignFinalizers;

    @Option(
            names = "--dry-run",
            description =
                    "Only tells what would be removed, wave by wave, what of it is not the application's, and which"
                            + " data is lost.")
    private boolean dryRun;

    @Option(
            names = "--yes",
            description = "Asks nothing. Without it, and at a terminal, the application's name must be typed first; a"
                    + " script or a build, whose input or output is no terminal, is never asked.")
    private boolean yes;

    @Option(
            names = "--timeout-minutes",
            paramLabel = "N",
            description = "Until it must be gone. Default: ${DEFAULT-VALUE}.",
            defaultValue = "10")
    private Duration timeout;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    UndeployCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        var problems = problems();
        problems.add("APPLICATION", ApplicationName.problem(application));
        if (removeForeignFinalizers && !force) {
            problems.add("--remove-foreign-finalizers", "only together with --force");
        }
        if (!yes && !dryRun && !host.terminal()) {
            problems.add("--yes", "nobody can be asked here: look with --dry-run, then say --yes");
        }
        try (var aps = Session.open(host, cluster, null, problems)) {
            if (!yes && !dryRun) {
                new Confirmation(host)
                        .undeploying(WaitNotice.during(
                                host.err(), StatusCommand.CLUSTER, () -> aps.status("", application)));
            }
            var lines = output.lines(host);
            var progress = output.progress(host, lines);
            var request = new UndeployRequest(
                    Session.operationId(),
                    host.environment().user(),
                    "",
                    application,
                    "",
                    force,
                    removeForeignFinalizers,
                    timeout);
            var hint = new StopHint(application, dryRun);
            var operation = aps.undeploy(dryRun ? request.asDryRun() : request, progress);
            return print(new Attendance<>(
                            operation,
                            progress,
                            lines,
                            host.err(),
                            atStop(() -> hint.of(progress.type(), progress.planned())))
                    .await(host.hooks()));
        }
    }

    private int print(UndeployResult result) {
        if (output.json()) {
            new JsonPrinter(host.out()).undeployed(result);
        } else {
            new UndeployPrinter(host.out(), output.style(host)).result(result);
            if (result.verdict() == UndeployResult.Outcome.STUCK) {
                host.out().println(next());
            }
        }
        return switch (result.verdict()) {
            case GONE, PLANNED -> 0;
            case STUCK -> ErrorCode.FAILED.exitCode();
            case UNKNOWN -> ErrorCode.OUTCOME_UNKNOWN.exitCode();
        };
    }

    /** What to do about one that is stuck. */
    private String next() {
        if (!force) {
            return "Next: 'aps undeploy %s --force'".formatted(application);
        }
        return removeForeignFinalizers
                ? "Next: see to what is named above, then run the same command again."
                : ("Next: see to what is named above; what is not of the application is touched only by"
                                + " 'aps undeploy %s --force --remove-foreign-finalizers'")
                        .formatted(application);
    }
}
