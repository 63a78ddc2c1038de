package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.input.RepositoryOptions;
import io.jenkins.plugins.aps.cli.output.JsonPrinter;
import io.jenkins.plugins.aps.cli.output.ReleasePrinter;
import io.jenkins.plugins.aps.core.model.ReleaseReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "releases",
        header = "Lists the releases of a Git repository, or tells what one contains and needs.",
        footerHeading = "%nExamples%n",
        footer = {
            "  aps releases --repository https://git.example.org/models.git",
            "  aps releases --repository models --project holiday",
            "  aps releases --repository models --project holiday --release latest"
        })
final class ReleasesCommand extends ApsCommand {
    static final String REPOSITORY = "an answer of the repository";

    @Mixin
    private final RepositoryOptions repository = new RepositoryOptions();

    @Option(names = "--project", paramLabel = "NAME", description = "Only this project.")
    private String project = "";

    @Option(
            names = "--release",
            paramLabel = "VERSION",
            description = "One release in detail: a number, latest, or PROJECT/VERSION. Needs --project, or its own.")
    private String release = "";

    ReleasesCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        var problems = problems();
        if (!release.isEmpty()
                && ReleaseReference.of(project, release).project().isEmpty()) {
            problems.add("--project", "say of which project release " + release + " is, or write PROJECT/" + release);
        }
        problems.add("--release", ReleaseReference.problem(project, release));
        try (var aps = Session.open(host, null, repository, problems)) {
            var printer = new ReleasePrinter(
                    host.out(), output.style(host), host.clock().getZone());
            if (!release.isEmpty()) {
                var details = WaitNotice.during(host.err(), REPOSITORY, () -> aps.release("", project, release));
                if (output.json()) {
                    new JsonPrinter(host.out()).release(details);
                } else {
                    printer.details(details);
                }
            } else {
                var releases = WaitNotice.during(host.err(), REPOSITORY, () -> aps.releases("", project, true));
                var ignored = aps.ignoredTags("").stream()
                        .filter(tag -> project.isEmpty()
                                || tag.project().isEmpty()
                                || tag.project().equals(project))
                        .toList();
                if (releases.isEmpty() && !project.isEmpty()) {
                    // Tells that there is no such project, with the nearest names, as for a deployment.
                    aps.release("", project, "latest");
                }
                if (output.json()) {
                    new JsonPrinter(host.out()).releases(releases);
                } else {
                    printer.table(releases);
                }
                // Not into JSON, which is a list of releases.
                ReleasePrinter.ignored(host.err(), ignored);
            }
        }
        return 0;
    }
}
