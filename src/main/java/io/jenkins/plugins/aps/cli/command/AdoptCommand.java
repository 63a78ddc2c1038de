package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.input.ClusterOptions;
import io.jenkins.plugins.aps.cli.output.AdoptionPrinter;
import io.jenkins.plugins.aps.cli.output.JsonPrinter;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.model.AdoptRequest;
import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.ApplicationName;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "adopt",
        header = "Brings the record of an application back that was lost.",
        description = {
            "",
            "From what its objects say and the versions that the platform namespace keeps: release, access, versions, what"
                    + " belongs to it. All of that is shown first. Only the record is written. Where the record was saved,"
                    + " restore that instead: it tells more.",
            "",
            "Labels alone say whose an application is: make sure that no other installation has it."
        },
        footerHeading = "%nExamples%n",
        footer = {"  aps adopt holiday --dry-run", "  aps adopt holiday --yes"})
final class AdoptCommand extends ApsCommand {
    private static final String YES = "--yes";

    @Parameters(arity = "0..1", paramLabel = "APPLICATION", description = "Its name.")
    private String application = "";

    @Option(names = "--dry-run", description = "Only shows what would be recorded.")
    private boolean dryRun;

    @Option(names = YES, description = "Records it without asking; at a terminal its name is asked for else.")
    private boolean yes;

    @Option(
            names = "--no-other-installation",
            description = "Says that no other installation has it, where the cluster can't tell.")
    private boolean alone;

    @Option(
            names = "--based-on-digest",
            paramLabel = "DIGEST",
            description = "What a dry run told with --output json: nothing is recorded if that was changed since.")
    private String digest = "";

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    AdoptCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        var problems = problems();
        problems.add("APPLICATION", ApplicationName.problem(application));
        if (!dryRun && !yes && (output.json() || !host.terminal())) {
            problems.add(YES, "nobody can be asked here: look with --dry-run, then say --yes");
        }
        try (var aps = Session.open(host, cluster, null, problems)) {
            if (output.json()) {
                new JsonPrinter(host.out()).adoption(adopt(aps, dryRun, digest));
            } else {
                show(aps);
            }
        }
        return 0;
    }

    /** All of it before it is recorded, and nothing is recorded but what was shown. */
    private void show(Aps aps) {
        var printer = new AdoptionPrinter(host.out(), output.style(host));
        var shown = adopt(aps, true, digest);
        printer.found(shown);
        if (dryRun) {
            host.out().println("Nothing was recorded.");
            return;
        }
        if (!shown.obstacle().isEmpty()) {
            throw new ApsException(ErrorCode.CONFLICT, shown.obstacle());
        }
        if (!yes) {
            new Confirmation(host).adopting(application);
        }
        printer.adopted(adopt(aps, false, shown.digest()));
    }

    private Adoption adopt(Aps aps, boolean only, String seen) {
        var request = new AdoptRequest(
                Session.operationId(), host.environment().user(), "", application, "", only, seen, alone);
        return WaitNotice.during(host.err(), StatusCommand.CLUSTER, () -> aps.adopt(request));
    }
}
