package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.input.ClusterOptions;
import io.jenkins.plugins.aps.cli.input.InputProblems;
import io.jenkins.plugins.aps.cli.output.AdoptionPrinter;
import io.jenkins.plugins.aps.cli.output.JsonPrinter;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.model.AdoptRequest;
import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.ApplicationName;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
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
            var printer = new AdoptionPrinter(host.out(), output.style(host));
            if (!output.json()) {
                printer.found(adopt(aps, true));
            }
            if (!dryRun && !yes) {
                ask();
            }
            if (output.json()) {
                new JsonPrinter(host.out()).adoption(adopt(aps, dryRun));
            } else if (dryRun) {
                host.out().println("Nothing was recorded.");
            } else {
                printer.adopted(adopt(aps, false));
            }
        }
        return 0;
    }

    private Adoption adopt(Aps aps, boolean only) {
        return aps.adopt(
                new AdoptRequest(Session.operationId(), host.environment().user(), "", application, "", only, alone));
    }

    private void ask() {
        host.err().print("Type its name to record it: ");
        host.err().flush();
        var typed = line();
        if (!typed.equals(application)) {
            var problems = new InputProblems();
            problems.add("APPLICATION", "its name was not typed: nothing was recorded; --yes asks nothing");
            problems.check();
        }
    }

    private String line() {
        var text = new StringBuilder();
        try {
            var in = new InputStreamReader(host.in(), Charset.defaultCharset());
            for (int read = in.read(); read != -1 && read != '\n' && text.length() < 200; read = in.read()) {
                text.append((char) read);
            }
        } catch (IOException e) {
            // Nobody is there to answer.
            return "";
        }
        return text.toString().strip();
    }
}
