package io.jenkins.plugins.aps.acceptance;

import java.time.Duration;
import java.util.List;

/** What goes wrong ends with a reason. */
final class FailureChecks {
    private static final Duration WAITING = Duration.ofMinutes(2);
    static final List<Check> ALL = List.of(
            new Check("bad-input-shows-all-problems", FailureChecks::badInput),
            new Check("failed-deployment-shows-reason", FailureChecks::failing),
            new Check("abort-ends-a-waiting-deployment", FailureChecks::abort));

    private FailureChecks() {}

    private static String badInput(World world) throws Exception {
        var console = PipelineChecks.failed(world.run("devops", "bad-input", world.name("bad")));
        Check.contains(console, "Not_A_Name", "the console");
        Check.matches(console, "(?i)administrator", "the console");
        Check.matches(console, "(?i)line \\d+", "the console, for the variables that are no JSON");
        return "the name, the missing administrator and the broken JSON are told at once";
    }

    private static String failing(World world) throws Exception {
        var console = PipelineChecks.failed(world.run("devops", "failing", world.name("failing")));
        Check.contains(console, "erp", "the console");
        Check.matches(console, "ErrImagePull|ImagePullBackOff|does-not-exist", "the console");
        Check.that(!console.contains("timed out waiting for the condition"), "the reason is only that time ran out");
        return "the console names the service and why its image did not come";
    }

    private static String abort(World world) throws Exception {
        var build = world.run("devops", "stuck", world.name("abort"));
        build.awaitConsole("Wave 4|Pending|ImagePull", WAITING);
        build.stop();
        var result = build.result(WAITING);
        Check.that(
                result.equals("ABORTED"),
                "the build ended " + result + ", not ABORTED: " + PipelineChecks.last(build.console()));
        return "the build ended ABORTED while its deployment waited";
    }
}
