package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.input.AccessOptions;
import io.jenkins.plugins.aps.cli.input.ClusterOptions;
import io.jenkins.plugins.aps.cli.input.ConnectorOptions;
import io.jenkins.plugins.aps.cli.input.InputProblems;
import io.jenkins.plugins.aps.cli.input.RepositoryOptions;
import io.jenkins.plugins.aps.cli.output.InstancePrinter;
import io.jenkins.plugins.aps.cli.output.JsonPrinter;
import io.jenkins.plugins.aps.core.model.ApplicationName;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Instance;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "deploy",
        header = "Deploys a release as an application, and waits until it runs.",
        description = {
            "",
            "Everything is checked before the first change, and every problem is told at once. The same command again"
                    + " changes nothing where everything is already so; after an interruption it goes on."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  aps deploy holiday --repository models --project holiday --release latest --admin-user ada",
            "  aps deploy holiday --repository https://git.example.org/models.git --git-user bot \\",
            "    --git-password-file token.txt --project holiday --release 3 --admin-group devops --group staff \\",
            "    --connector email=email --variables email='{\"EMAIL_HOST\": \"smtp.example.org\"}' \\",
            "    --secret email.EMAIL_PASSWORD=@smtp-password.txt --connector erp=registry.example.org/erp:1.2",
            "  aps deploy holiday --repository models --descriptor holiday.json --dry-run"
        })
final class DeployCommand extends ApsCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "APPLICATION",
            description = "Name of the application, which is also its namespace: 1 to 26 lower-case letters, digits and"
                    + " hyphens, a letter first.")
    private String application = "";

    @Mixin
    private final RepositoryOptions repository = new RepositoryOptions();

    @Option(names = "--project", paramLabel = "NAME", description = "The project, by the name in its manifest.")
    private String project = "";

    @Option(names = "--release", paramLabel = "VERSION", description = "A number, or latest.")
    private String release = "";

    @Option(
            names = "--descriptor",
            paramLabel = "FILE",
            description =
                    "A descriptor in JSON that says release, access and connectors; what the options say is added.")
    private String descriptor = "";

    @Mixin
    private final AccessOptions access = new AccessOptions();

    @Mixin
    private final ConnectorOptions connectors = new ConnectorOptions();

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--dry-run", description = "Only tells what would be done.")
    private boolean dryRun;

    @Option(
            names = "--on-failure",
            paramLabel = "POLICY",
            description =
                    "What becomes of the application if the deployment fails: leave it to be looked at, or undeploy."
                            + " Default: rollback to the last good version, which so far does what leave does.")
    private FailurePolicy onFailure = FailurePolicy.ROLLBACK;

    @Option(
            names = "--if-running",
            paramLabel = "POLICY",
            description = "If another operation is at work on it: wait, fail, or supersede it. Default: wait.")
    private IfRunning ifRunning = IfRunning.WAIT;

    @Option(
            names = "--timeout-minutes",
            paramLabel = "N",
            description = "For the whole deployment. Default: ${DEFAULT-VALUE}.",
            defaultValue = "15")
    private Duration timeout;

    @Option(
            names = "--component-timeout-minutes",
            paramLabel = "N",
            description = "For one object to become current. Default: ${DEFAULT-VALUE}.",
            defaultValue = "10")
    private Duration componentTimeout;

    DeployCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        var problems = new InputProblems();
        var request = request(problems);
        try (var aps = Session.open(host, cluster, repository, problems)) {
            var lines = output.lines(host);
            var progress = output.progress(host, lines);
            var whatNow =
                    "Stopped. '%s' is left as it is: 'aps status %s' shows it, the same deploy command goes on, 'aps undeploy %s --force' removes it."
                            .formatted(application, application, application);
            var operation = aps.deploy(request, progress);
            print(new Attendance<>(operation, progress, lines, host.err(), atStop(whatNow)).await(host.hooks()));
        }
        return 0;
    }

    private void print(Instance instance) {
        var printer =
                new InstancePrinter(host.out(), output.style(host), host.clock().getZone());
        if (output.json()) {
            new JsonPrinter(host.out()).instance(instance);
        } else if (dryRun) {
            printer.planned(instance);
        } else {
            printer.deployed(instance);
        }
    }

    private DeployRequest request(InputProblems problems) {
        var environment = host.environment();
        problems.add("APPLICATION", ApplicationName.problem(application));
        checkRelease(problems);
        var asked = access.access();
        if (descriptor.isEmpty() && asked.administrators().isEmpty()) {
            problems.add("--admin-user", "an application needs an administrator: give --admin-user or --admin-group");
        }
        return new DeployRequest(
                Session.operationId(),
                environment.user(),
                "",
                application,
                "",
                "",
                project,
                release,
                descriptor.isEmpty() ? "" : problems.read("--descriptor", environment.path(descriptor)),
                asked,
                connectors.requests(environment, problems),
                timeout,
                componentTimeout,
                dryRun,
                onFailure,
                ifRunning);
    }

    private void checkRelease(InputProblems problems) {
        if (!descriptor.isEmpty()) {
            if (!project.isEmpty() || !release.isEmpty()) {
                problems.add("--descriptor", "says which release: leave out --project and --release");
            }
            return;
        }
        if (release.isEmpty()) {
            problems.add("--release", "say which release: a number, or latest ('aps releases' lists them)");
        }
        if (project.isEmpty() && !release.contains("/")) {
            problems.add("--project", "say which project, or give --descriptor");
        }
    }
}
