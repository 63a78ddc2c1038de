package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.input.ClusterOptions;
import io.jenkins.plugins.aps.cli.output.InstancePrinter;
import io.jenkins.plugins.aps.cli.output.JsonPrinter;
import io.jenkins.plugins.aps.cli.output.SafeText;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.model.ApplicationName;
import io.jenkins.plugins.aps.core.model.Instance;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        header = "Lists the applications of a cluster, or tells everything about one.",
        description = {
            "",
            "Ends with 0 whenever it could look, whatever the status is; read the status, in JSON the field statusClass."
        },
        footerHeading = "%nExamples%n",
        footer = {"  aps status", "  aps status holiday --wait", "  aps status holiday --output json"})
final class StatusCommand extends ApsCommand {
    static final String CLUSTER = "an answer of the cluster";

    @Parameters(
            arity = "0..1",
            paramLabel = "APPLICATION",
            description = "One application with its services. Default: a list of all.")
    private String application = "";

    @Option(names = "--wait", description = "Until its status is no longer in progress.")
    private boolean wait;

    @Option(
            names = "--timeout-minutes",
            paramLabel = "N",
            description = "How long --wait waits. Default: ${DEFAULT-VALUE}.",
            defaultValue = "15")
    private Duration timeout;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    StatusCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        var problems = problems();
        if (!application.isEmpty()) {
            problems.add("APPLICATION", ApplicationName.shapeProblem(application));
        } else if (wait) {
            problems.add("--wait", "say which application to wait for: aps status APPLICATION --wait");
        }
        try (var aps = Session.open(host, cluster, null, problems)) {
            var printer = new InstancePrinter(
                    host.out(), output.style(host), host.clock().getZone());
            if (application.isEmpty()) {
                var all = WaitNotice.during(host.err(), CLUSTER, () -> aps.statuses(""));
                if (output.json()) {
                    new JsonPrinter(host.out()).instances(all);
                } else {
                    printer.table(all);
                }
                if (all.isEmpty()) {
                    aps.platformProblem("").ifPresent(why -> host.err().println("Note: " + SafeText.line(why)));
                }
            } else {
                var one = wait ? await(aps) : WaitNotice.during(host.err(), CLUSTER, () -> aps.status("", application));
                if (output.json()) {
                    new JsonPrinter(host.out()).instance(one);
                } else {
                    printer.details(one);
                }
            }
        }
        return 0;
    }

    private Instance await(Aps aps) {
        var lines = output.lines(host);
        var operation = aps.awaitStatus("", application, timeout);
        return new Attendance<>(
                        operation,
                        output.progress(host, lines),
                        lines,
                        host.err(),
                        atStop(() -> "No longer waiting; nothing was changed."))
                .await(host.hooks());
    }
}
