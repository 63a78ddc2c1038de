package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.input.ClusterOptions;
import io.jenkins.plugins.aps.cli.input.InputProblems;
import io.jenkins.plugins.aps.cli.input.RepositoryOptions;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.model.ApplicationName;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.rest.DescriptorZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        header = "Tells what an application was deployed with, to deploy it elsewhere.",
        description = {
            "",
            "The descriptor of its current version, in JSON: release, access, connectors and variables as they were asked"
                    + " for, without defaults; secrets are named in it, never told. With --file a zip of it and the released project's files, for which the repository"
                    + " is read. 'aps deploy' takes either."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  aps export holiday >holiday.json",
            "  aps export holiday --file holiday.zip --repository models",
            "  aps deploy holiday --file holiday.zip --context other"
        })
final class ExportCommand extends ApsCommand {
    @Parameters(arity = "0..1", paramLabel = "APPLICATION", description = "Name of the application.")
    private String application = "";

    @Option(
            names = "--file",
            paramLabel = "ZIP",
            description = "File to write; one that exists is written over. Default: JSON on the standard output.")
    private String file = "";

    @Mixin
    private final RepositoryOptions repository = new RepositoryOptions();

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    ExportCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        var problems = problems();
        problems.add("APPLICATION", ApplicationName.shapeProblem(application));
        try (var aps = Session.open(host, cluster, file.isEmpty() ? null : repository, problems)) {
            var descriptor =
                    WaitNotice.during(host.err(), StatusCommand.CLUSTER, () -> aps.descriptor("", application));
            if (file.isEmpty()) {
                host.out().println(DescriptorZip.json(descriptor));
            } else {
                write(
                        WaitNotice.during(host.err(), "an answer of the repository", () -> zip(aps, descriptor)),
                        host.environment().path(file));
                host.err().println("Written: " + file);
            }
        }
        return 0;
    }

    private static byte[] zip(Aps aps, Descriptor descriptor) {
        var details = aps.release("", descriptor.projectName(), String.valueOf(descriptor.releaseVersion()));
        if (!details.release().commit().equals(descriptor.commit())) {
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    "release " + descriptor.release() + " of this repository is another one: deployed is commit "
                            + descriptor.commit() + ", in the repository it is "
                            + details.release().commit());
        }
        return DescriptorZip.of(descriptor, details.project());
    }

    private static void write(byte[] zip, Path to) {
        try {
            Files.write(to, zip);
        } catch (IOException e) {
            var problems = new InputProblems();
            problems.add("--file", "can't write " + to + " (" + e.getClass().getSimpleName() + "): check that you may");
            problems.check();
        }
    }
}
