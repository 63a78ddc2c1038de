package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.command.Session.Review;
import io.jenkins.plugins.aps.cli.input.AccessOptions;
import io.jenkins.plugins.aps.cli.input.ApplyOptionsMixin;
import io.jenkins.plugins.aps.cli.input.ConnectorOptions;
import io.jenkins.plugins.aps.cli.input.InputProblems;
import io.jenkins.plugins.aps.cli.input.RepositoryOptions;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.ReleaseReference;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "deploy",
        header = "Deploys a release as an application, and waits until it runs.",
        description = {
            "",
            "Everything is checked before the first change, and every problem is told at once. The same command again"
                    + " changes nothing where everything is already so; after an interruption it goes on. An upgrade keeps"
                    + " the recorded gateway's URL and platform version."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  aps deploy holiday --repository models --project holiday --release latest --admin-user ada",
            "  aps deploy holiday --repository https://git.example.org/models.git --git-user bot \\",
            "    --git-password-file token.txt --project holiday --release 3 --admin-group devops --group staff \\",
            "    --connector email=email --variables email='{\"EMAIL_HOST\": \"smtp.example.org\"}' \\",
            "    --secret email.EMAIL_PASSWORD=@smtp-password.txt --connector erp=registry.example.org/erp:1.2",
            "  aps deploy holiday --repository models --descriptor holiday.json --dry-run",
            "  aps deploy holiday-test --file holiday.zip --context test",
            "  aps deploy holiday --repository models --project holiday --release 4 --admin-user ada \\",
            "    --force-conflicts"
        })
final class DeployCommand extends VersionCommand {
    private static final String FILE = "--file";
    private static final String DESCRIPTOR = "--descriptor";
    private static final String RELEASE = "--release";

    @Option(names = "--project", paramLabel = "NAME", description = "The project, by the name in its manifest.")
    private String project = "";

    @Option(
            names = RELEASE,
            paramLabel = "VERSION",
            description = "A number, or latest; or PROJECT/VERSION instead of --project.")
    private String release = "";

    @Option(
            names = DESCRIPTOR,
            paramLabel = "FILE",
            description =
                    "A descriptor in JSON that says release, access and connectors; what the options say is added, and"
                            + " APPLICATION is its name.")
    private String descriptor = "";

    @Option(
            names = FILE,
            paramLabel = "ZIP",
            description =
                    "The same in a zip, as 'aps export --file ZIP' and the REST API write it, with the project's files: no"
                            + " repository is needed, and its commit is not checked. With --repository the release is"
                            + " read from there.")
    private String file = "";

    @Mixin
    private final AccessOptions access = new AccessOptions();

    @Mixin
    private final ConnectorOptions connectors = new ConnectorOptions();

    @Mixin
    private final ApplyOptionsMixin applying = new ApplyOptionsMixin();

    private DeployRequest request;

    DeployCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        var problems = named();
        request = request(problems);
        return attend(problems, (aps, progress) -> aps.deploy(request, progress));
    }

    /** A descriptor is read by the core, which goes no further than what is wrong with that. */
    @Override
    Review review() {
        return new Review(isDescribed(), this::review);
    }

    private void review(Aps aps, InputProblems problems) {
        if (isDescribed() && request.descriptor().isEmpty()) {
            // It can't be read: all that it may say is missing.
            return;
        }
        var found = WaitNotice.during(host.err(), ReleasesCommand.REPOSITORY, () -> aps.problems(request));
        var described = file.isEmpty() ? DESCRIPTOR : FILE;
        new ReviewFindings(
                        problems,
                        connectors.doubtful(),
                        isDescribed() ? described : RELEASE,
                        file.isEmpty() ? "--repository" : FILE)
                .add(found);
    }

    @Override
    List<RepositorySettings> repositories(InputProblems problems) {
        return file.isEmpty() || repository.isGiven()
                ? named(problems)
                : List.of(RepositoryOptions.archive(host.environment().path(file)));
    }

    private DeployRequest request(InputProblems problems) {
        var environment = host.environment();
        checkRelease(problems);
        var asked = access.access(problems);
        if (!isDescribed() && asked.administrators().isEmpty()) {
            problems.add("--admin-user", "an application needs an administrator: give --admin-user or --admin-group");
        }
        return new DeployRequest(
                        Session.operationId(),
                        environment.user(),
                        "",
                        application,
                        "",
                        // There is one, whatever a descriptor calls the one that it was made from.
                        RepositoryOptions.NAME,
                        project,
                        release,
                        described(problems),
                        asked,
                        connectors.requests(environment, problems),
                        policies.timeout(),
                        policies.componentTimeout(),
                        policies.dryRun(),
                        policies.onFailure(),
                        policies.ifRunning())
                .with(applying.options());
    }

    private boolean isDescribed() {
        return !descriptor.isEmpty() || !file.isEmpty();
    }

    private String described(InputProblems problems) {
        if (!descriptor.isEmpty() && !file.isEmpty()) {
            problems.add(FILE, "holds a descriptor: leave out --descriptor");
            return "";
        }
        if (!file.isEmpty()) {
            return ZipFile.descriptor(FILE, host.environment().path(file), problems);
        }
        return descriptor.isEmpty()
                ? ""
                : problems.read(DESCRIPTOR, host.environment().path(descriptor));
    }

    private void checkRelease(InputProblems problems) {
        if (isDescribed()) {
            if (!project.isEmpty() || !release.isEmpty()) {
                problems.add(
                        descriptor.isEmpty() ? FILE : DESCRIPTOR,
                        "says which release: leave out --project and --release");
            }
            return;
        }
        if (release.isEmpty()) {
            problems.add(RELEASE, "say which release: a number, or latest ('aps releases' lists them)");
        }
        if (ReleaseReference.of(project, release).project().isEmpty()) {
            problems.add("--project", "say which project, or give --descriptor or --file");
        }
        problems.add(RELEASE, ReleaseReference.problem(project, release));
    }
}
