package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.command.Session.Review;
import io.jenkins.plugins.aps.cli.input.DeployingClusterOptions;
import io.jenkins.plugins.aps.cli.input.InputProblems;
import io.jenkins.plugins.aps.cli.input.PolicyOptions;
import io.jenkins.plugins.aps.cli.input.RepositoryOptions;
import io.jenkins.plugins.aps.cli.output.InstancePrinter;
import io.jenkins.plugins.aps.cli.output.JsonPrinter;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.Operation;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ApplicationName;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.core.model.VersionRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that brings an application to a version, stays with it, and tells what it came to. */
abstract class VersionCommand extends ApsCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "APPLICATION",
            description = "Name of the application, which is also its namespace: 1 to 26 lower-case letters, digits and"
                    + " hyphens, a letter first.")
    String application = "";

    @Mixin
    final RepositoryOptions repository = new RepositoryOptions();

    @Mixin
    final DeployingClusterOptions cluster = new DeployingClusterOptions();

    @Mixin
    final PolicyOptions policies = new PolicyOptions();

    VersionCommand(Host host) {
        super(host);
    }

    /**
     * Where releases are read from; what is wrong with it is added to {@code problems}. The cluster holds the files of what it
     * runs, as a rule: none need be named.
     */
    List<RepositorySettings> repositories(InputProblems problems) {
        return repository.isEmpty() ? List.of() : named(problems);
    }

    /** The repository that is named; that none is, is a problem. */
    final List<RepositorySettings> named(InputProblems problems) {
        return List.of(repository.settings(host.environment(), problems));
    }

    /** With the application's name checked. */
    final InputProblems named() {
        var problems = problems();
        problems.add("APPLICATION", ApplicationName.problem(application));
        return problems;
    }

    /** @param version 0: the one that the operation takes by itself */
    final VersionRequest request(int version) {
        return new VersionRequest(
                Session.operationId(),
                host.environment().user(),
                "",
                application,
                "",
                version,
                // Files that held secrets may be gone by now; their values are recorded.
                id -> Optional.empty(),
                policies.timeout(),
                policies.componentTimeout(),
                policies.dryRun(),
                policies.onFailure(),
                policies.ifRunning());
    }

    /**
     * Begins it, waits for its end, prints what became of it.
     *
     * @param problems found so far; those of the options that all such commands have are added, all are told at once
     */
    final int attend(InputProblems problems, BiFunction<Aps, DeployListener, Operation<Instance>> begin) {
        var told = problems.list().size();
        var repositories = repositories(problems);
        boolean readable = problems.list().size() == told;
        try (var aps = Session.openWith(host, cluster, readable ? repositories : List.of(), problems, review())) {
            attend(progress -> begin.apply(aps, progress));
        }
        return 0;
    }

    /** What the core may find wrong beside what the options' own checks tell. */
    Review review() {
        return Review.NONE;
    }

    private void attend(Function<DeployListener, Operation<Instance>> begin) {
        var lines = output.lines(host);
        var progress = output.progress(host, lines);
        var hint = new StopHint(application, policies.dryRun());
        var operation = begin.apply(progress);
        var stopped = atStop(() -> hint.of(progress.type(), progress.planned()));
        print(new Attendance<>(operation, progress, lines, host.err(), stopped).await(host.hooks()));
    }

    private void print(Instance instance) {
        var printer =
                new InstancePrinter(host.out(), output.style(host), host.clock().getZone());
        if (output.json()) {
            new JsonPrinter(host.out()).instance(instance);
        } else if (policies.dryRun()) {
            printer.planned(instance);
        } else {
            printer.deployed(instance);
        }
    }
}
